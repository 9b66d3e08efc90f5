import type {
  Closing,
  CodedLabel,
  Company,
  ContractOnu,
  Evidence,
  Locale,
  Location,
  OnuState,
  Person,
  PppoeCredentials,
  ProductUse,
  StockItem,
  Ticket,
  TicketFilter,
  TicketPage,
  TicketStatus,
  TimelineEntry,
  UseProduct,
  Visit,
  VisitOutcome,
} from '@field/core';
import type { EvidenceFiles } from '../evidence/evidence-files.ts';
import type { TenantRecords } from '../import/tenant-import.ts';
import type { OltRecord } from '../onu-jobs/olt-record.ts';

/**
 * Whose data a request may touch: one technician, signed in for one company of one tenant. Every row a {@link Store}
 * reads or writes is bound to it, so no route can reach beyond it by mistake.
 */
export interface Scope {
  readonly tenantId: string;
  readonly companyId: string;
  readonly technicianId: string;
}

/** The one port to the database. Every accepted change is one `change`, which is one durable transaction. */
export interface Storage {
  /** What is known before anybody has signed in. */
  readonly directory: Directory;
  readonly sessions: SessionStore;
  readonly evidenceFiles: EvidenceFiles;
  /** Reads as one technician. */
  as(scope: Scope): Store;
  /** Runs `work` in one transaction; everything is undone when it rejects. Changes run one at a time. */
  change<T>(scope: Scope, work: (store: Store) => Promise<T>): Promise<T>;
  /** Adds a tenant with all it holds, in one transaction; rows whose id exists are left as they are. */
  importTenant(tenant: TenantRecords): Promise<void>;
  close(): Promise<void>;
}

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly companies: readonly Company[];
}

/** A technician's stored login; `passwordHash` as `hashPassword` wrote it. */
export interface StoredLogin {
  readonly technician: Person;
  readonly passwordHash: string;
  readonly companies: readonly Company[];
}

export interface Directory {
  /** By a domain in the form `normalizeDomain` gives; a port that is not registered is ignored. */
  findTenantByDomain(domain: string): Promise<Tenant | null>;
  findTenant(tenantId: string): Promise<Tenant | null>;
  /** By user name; case does not matter. */
  findLogin(tenantId: string, username: string): Promise<StoredLogin | null>;
}

/** Who is signed in. */
export interface SignedIn {
  readonly sessionId: string;
  readonly scope: Scope;
  readonly technician: Person;
  readonly company: Company;
}

/** A freshly minted pair of tokens; only hashes are stored. */
export interface StoredTokens {
  readonly accessHash: string;
  readonly accessExpiresAt: string;
  readonly refreshHash: string;
  readonly refreshExpiresAt: string;
}

export type RotationResult =
  | { readonly kind: 'rotated'; readonly signedIn: SignedIn }
  | { readonly kind: 'unknown' | 'expired' | 'ended' | 'reused' };

export interface SessionStore {
  open(scope: Scope, tokens: StoredTokens, now: string): Promise<SignedIn>;
  /** Null for a token nobody holds; `expired` for one that was good. */
  findByAccessHash(accessHash: string, now: string): Promise<SignedIn | 'expired' | 'ended' | null>;
  /**
   * Trades a refresh token for `next`. A token is good once: a second use ends the whole session, unless it is the
   * retry of the same request (`retryKey`) and nothing of the first answer was ever used.
   */
  rotate(
    refreshHash: string,
    next: StoredTokens,
    retryKey: string | null,
    now: string,
  ): Promise<RotationResult>;
  end(sessionId: string, now: string): Promise<void>;
}

/** Everything one technician may read and change. */
export interface Store {
  readonly scope: Scope;
  readonly tickets: TicketStore;
  readonly visits: VisitStore;
  readonly timeline: TimelineStore;
  readonly stock: StockStore;
  readonly evidence: EvidenceStore;
  readonly contracts: ContractStore;
  readonly catalogues: CatalogueStore;
  readonly closings: ClosingStore;
  readonly olts: OltStore;
  readonly operations: OperationStore;
  readonly audit: AuditStore;
}

/** The tickets assigned to the technician in the company. */
export interface TicketStore {
  /** @throws ValidationError (field `cursor`) */
  list(filter: TicketFilter & { readonly limit: number }): Promise<TicketPage>;
  find(ticketId: string): Promise<Ticket | null>;
  /** Writes what is given and counts the version up. */
  update(ticketId: string, change: TicketChange, now: string): Promise<void>;
}

export interface TicketChange {
  readonly status?: TicketStatus;
  readonly location?: Location;
}

export interface VisitStore {
  findRunning(ticketId: string): Promise<Visit | null>;
  add(visit: Omit<Visit, 'id' | 'technicianId'>): Promise<Visit>;
  end(visitId: string, endedAt: string, outcome: VisitOutcome): Promise<void>;
}

export type NewTimelineEntry = Pick<
  TimelineEntry,
  'ticketId' | 'kind' | 'occurredAt' | 'recordedAt' | 'params'
>;

export interface TimelineStore {
  /** Oldest first. */
  list(ticketId: string): Promise<TimelineEntry[]>;
  /** The author is the technician of the scope. */
  add(entry: NewTimelineEntry): Promise<void>;
  findLast(ticketId: string, kind: TimelineEntry['kind']): Promise<TimelineEntry | null>;
}

export interface StockStore {
  list(): Promise<StockItem[]>;
  find(productId: string): Promise<StockItem | null>;
  /** Movements of a ticket that were not taken back, oldest first. */
  listUses(ticketId: string): Promise<ProductUse[]>;
  findUse(ticketId: string, movementId: string): Promise<ProductUse | null>;
  /** Moves material from the technician's stock to the ticket; false, and nothing moved, where there is too little. */
  take(ticketId: string, use: UseProduct, times: Times): Promise<ProductUse | null>;
  /** Writes the compensating movement: material and serial go back to who took them. */
  giveBack(use: ProductUse, times: Times): Promise<void>;
}

/** When something happened by the device's clock, and when the server took it in. */
export interface Times {
  readonly occurredAt: string;
  readonly recordedAt: string;
}

export type NewEvidence = Omit<Evidence, 'id'> & { readonly ticketId: string; readonly uploadedAt: string };

export interface EvidenceStore {
  add(evidence: NewEvidence): Promise<Evidence>;
  /** Null unless it belongs to a ticket the technician sees. */
  find(evidenceId: string): Promise<(Evidence & { readonly ticketId: string }) | null>;
  listOfTicket(ticketId: string): Promise<Evidence[]>;
}

/** A contract as ONU jobs and closings need it. */
export interface Contract {
  readonly id: string;
  readonly onuState: OnuState;
  readonly onu: ContractOnu | null;
  /** The provider's name for the profiles and VLANs of this contract; null: the OLT's only set. */
  readonly onuProfile: string | null;
  /** The OLT that serves it; null: any of the tenant's. */
  readonly oltId: string | null;
}

export interface ContractChange {
  readonly onu?: ContractOnu;
  readonly onuState?: OnuState;
  readonly cto?: string;
  readonly seal?: string;
  readonly ctoPort?: string;
}

/** Contracts, reached through a ticket the technician sees. */
export interface ContractStore {
  findOfTicket(ticketId: string): Promise<Contract | null>;
  /** Decrypted. Null where the contract has no PPPoE login. */
  readPppoe(ticketId: string): Promise<PppoeCredentials | null>;
  /** Whether another contract of the tenant has the ONU with this serial number. */
  isOnuTaken(serialNumber: string, contractId: string): Promise<boolean>;
  update(contractId: string, change: ContractChange): Promise<void>;
}

export interface CatalogueStore {
  listCauses(): Promise<CodedLabel[]>;
  listSolutions(): Promise<CodedLabel[]>;
}

export interface ClosingStore {
  /** Keeps the report that ended a ticket, as it was sent. */
  add(ticketId: string, closing: Closing, recordedAt: string): Promise<void>;
}

export interface OltStore {
  list(): Promise<OltRecord[]>;
  find(oltId: string): Promise<OltRecord | null>;
}

/** An answer kept so that the same request can be answered again. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON text; null for an answer without a body. */
  readonly body: string | null;
}

export interface StoredOperation {
  readonly fingerprint: string;
  /** Null while the operation runs. */
  readonly answer: StoredAnswer | null;
  /** A running operation whose lease is over was abandoned and may be taken over. */
  readonly leaseUntil: string | null;
}

/** Idempotency records of the technician; kept 30 days. */
export interface OperationStore {
  find(key: string): Promise<StoredOperation | null>;
  save(key: string, operation: StoredOperation, now: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** What was shown or sent that a provider may have to answer for. Never holds the secret itself. */
export interface AuditEntry {
  readonly action: 'pppoe.shown' | 'onu.authorize';
  /** The ticket it was done for. */
  readonly ticketId: string;
  readonly at: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditStore {
  add(entry: AuditEntry): Promise<void>;
  list(ticketId: string): Promise<(AuditEntry & { readonly technicianId: string })[]>;
}
