import type { CodedLabel, Company, Schedule, StockItem, Ticket, TicketPage, TicketStatus } from '@field/core';
import type {
  CatalogueKind,
  ContractRecord,
  DeclareOutage,
  DispatchFilter,
  Outage,
  Outages,
  PersonRecord,
  Product,
  SaveContract,
  StockTransfer,
  StockTransfers,
  TicketOutage,
  TransferStock,
} from '@field/core/dispatch';
import type { Cto } from '@field/core/sync';
import type { OltRecord } from '../../onu-jobs/olt-record.ts';
import type { Page, PageRequest } from '../page.ts';

/** What a dispatcher has beside a technician's stores: tickets of the company signed in for, and what the whole provider shares. */
export interface DispatchParts {
  readonly tickets: DispatchTickets;
  readonly catalogues: DispatchCatalogues;
  readonly people: PeopleStore;
  readonly products: ProductStore;
  readonly network: NetworkStore;
  readonly outages: OutageStore;
}

/** A ticket as it is first written. */
export type OpenTicket = Pick<
  Ticket,
  | 'contractId'
  | 'problemCode'
  | 'subcategory'
  | 'priority'
  | 'schedule'
  | 'technicianId'
  | 'address'
  | 'location'
  | 'customer'
  | 'status'
  | 'openedAt'
> & { readonly protocol: string | null };

/** What a dispatcher changes of a ticket. */
export interface TicketMove {
  readonly technicianId?: string | null;
  readonly schedule?: Schedule | null;
  readonly status?: TicketStatus;
}

export interface DispatchTickets {
  /** @throws ValidationError (field `cursor`) */
  list(filter: DispatchFilter & { readonly limit: number }): Promise<TicketPage>;
  find(ticketId: string): Promise<Ticket | null>;
  /** Which of these numbers a ticket of the tenant has. */
  whichProtocols(protocols: readonly string[]): Promise<ReadonlySet<string>>;
  /** Their ids. A ticket without a number of its own gets one of the day: `20260302-17`. */
  open(tickets: readonly OpenTicket[]): Promise<readonly string[]>;
  move(ticketId: string, move: TicketMove, now: string): Promise<void>;
}

export interface DispatchCatalogues {
  list(kind: CatalogueKind): Promise<CodedLabel[]>;
  find(kind: CatalogueKind, code: string): Promise<CodedLabel | null>;
  count(kind: CatalogueKind): Promise<number>;
  /** New codes come last. */
  save(kind: CatalogueKind, entry: CodedLabel): Promise<void>;
  remove(kind: CatalogueKind, code: string): Promise<boolean>;
}

export interface PeopleStore {
  /** The companies somebody may be given. */
  listCompanies(): Promise<Company[]>;
  /** By name. @throws ValidationError (field `cursor`) */
  list(page: PageRequest): Promise<Page<PersonRecord>>;
  /** Whether somebody else is an administrator whose account is active. */
  hasOtherAdmin(personId: string): Promise<boolean>;
  find(personId: string): Promise<PersonRecord | null>;
  /** Whoever loses a company, or the account, is signed out of it. */
  save(person: PersonRecord, passwordHash: string | null, now: string): Promise<void>;
  isUsernameTaken(username: string, personId: string): Promise<boolean>;
}

/** What keeps a transfer from being done; nothing was moved then. */
export type TransferRefusal =
  | { readonly reason: 'insufficient'; readonly available: number }
  | { readonly reason: 'serialMissing' | 'serialTaken'; readonly serial: string };

export interface ProductStore {
  /** By name. @throws ValidationError (field `cursor`) */
  list(page: PageRequest): Promise<Page<Product>>;
  find(productId: string): Promise<Product | null>;
  save(product: Product): Promise<void>;
  /** Whether anybody has had any of it. */
  isMoved(productId: string): Promise<boolean>;
  listStock(technicianId: string): Promise<StockItem[]>;
  /** How many products a technician has had beside one, and how many serial numbers he carries in all. */
  countStock(
    technicianId: string,
    beside: string,
  ): Promise<{ readonly others: number; readonly serials: number }>;
  transfer(transfer: TransferStock, recordedAt: string): Promise<StockTransfer | TransferRefusal>;
  /** The newest first. */
  listTransfers(page: PageRequest): Promise<StockTransfers>;
}

export interface NetworkStore {
  findContract(contractId: string): Promise<ContractRecord | null>;
  /** Which of these contracts there are. */
  whichContracts(contractIds: readonly string[]): Promise<ReadonlySet<string>>;
  saveContract(contractId: string, contract: SaveContract): Promise<void>;
  saveOlt(olt: Omit<OltRecord, 'tenantId'>): Promise<void>;
  saveCto(cto: Cto): Promise<void>;
  removeCto(ctoId: string): Promise<boolean>;
}

export interface OutageStore {
  /** The running ones first, then the newest. */
  list(page: PageRequest): Promise<Outages>;
  find(outageId: string): Promise<Outage | null>;
  /** Links every open ticket whose contract hangs on the port, by its ONU or else its CTO, in all companies. */
  declare(
    outage: DeclareOutage,
    now: string,
  ): Promise<{ readonly id: string; readonly ticketIds: readonly string[] }>;
  /** The tickets, in all companies, that are still open; none where it had ended before. */
  end(outageId: string, now: string): Promise<readonly string[]>;
  /** Links new tickets to what runs on the ports of their contracts; those it linked, with the outage's note. */
  link(
    ticketIds: readonly string[],
  ): Promise<readonly { readonly ticketId: string; readonly note: string }[]>;
  findOfTicket(ticketId: string): Promise<TicketOutage['outage']>;
}
