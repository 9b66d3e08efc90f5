import type {
  Catalogues,
  Closing,
  ClosingPolicy,
  ContractOnu,
  Evidence,
  Location,
  OnuState,
  PppoeCredentials,
  ProductUse,
  StartVisit,
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
import type { ClosingRecord } from '@field/core/dispatch';
import type { ClosingDraftRecord, Cto } from '@field/core/sync';
import type { OltRecord } from '../onu-jobs/olt-record.ts';
import type { DispatchParts } from './dispatch/dispatch.ts';
import type { OnuJobStore } from './onu-job-store.ts';
import type { Page, PageRequest } from './page.ts';
import type { Scope } from './scope.ts';

export type { Scope } from './scope.ts';

/** Everything one technician may read and change. */
export interface Store {
  readonly scope: Scope;
  readonly tickets: TicketStore;
  readonly visits: VisitStore;
  readonly timeline: TimelineStore;
  readonly stock: StockStore;
  readonly evidence: EvidenceStore;
  readonly uploads: UploadStore;
  readonly contracts: ContractStore;
  readonly catalogues: CatalogueStore;
  readonly closings: ClosingStore;
  readonly drafts: DraftStore;
  readonly policies: PolicyStore;
  readonly ctos: CtoStore;
  readonly olts: OltStore;
  readonly operations: OperationStore;
  readonly onuJobs: OnuJobStore;
  readonly audit: AuditStore;
  /** For routes of the role `dispatcher` and above. */
  readonly dispatch: DispatchStore;
}

/** What a dispatcher reads and changes: tickets, history and visits are of everybody in the company. */
export interface DispatchStore extends DispatchParts {
  readonly timeline: TimelineStore;
  readonly visits: VisitStore;
  readonly stock: Pick<StockStore, 'listUses'>;
  readonly evidence: Pick<EvidenceStore, 'find' | 'listOfTicket' | 'listAwaited'>;
  readonly closings: Pick<ClosingStore, 'find'>;
  readonly audit: Pick<AuditStore, 'list'>;
}

/** The tickets assigned to the technician in the company. */
export interface TicketStore {
  /** @throws ValidationError (field `cursor`) */
  list(filter: TicketFilter & { readonly limit: number }): Promise<TicketPage>;
  find(ticketId: string): Promise<Ticket | null>;
  /** @throws ValidationError (field `cursor`), FieldError `server.sync_restart` */
  listChanges(request: TicketChangesRequest): Promise<TicketChanges>;
  /** Writes what is given and counts the version up. */
  update(ticketId: string, change: TicketChange, now: string): Promise<void>;
}

export interface TicketChangesRequest {
  /** Of the last answer; all of the technician's unfinished tickets where there is none. */
  readonly cursor?: string;
  /** The end of the window, by start of schedule; tickets without a schedule are always inside. */
  readonly until?: string;
  readonly limit: number;
}

/** A ticket that is not on the technician's list any more, and why. */
export interface RemovedTicket {
  readonly ticketId: string;
  readonly reason: 'reassigned' | 'closed' | 'outsideWindow';
}

export interface TicketChanges {
  readonly items: readonly Ticket[];
  readonly removed: readonly RemovedTicket[];
  /** Whether nothing more is known now. */
  readonly complete: boolean;
  readonly nextCursor: string;
}

export interface TicketChange {
  readonly status?: TicketStatus;
  readonly location?: Location;
}

/** What some providers ask before a visit may start. */
export type SafetyForm = Pick<StartVisit, 'answers' | 'photos' | 'team'>;

export interface VisitStore {
  findRunning(ticketId: string): Promise<Visit | null>;
  add(visit: Omit<Visit, 'id' | 'technicianId'>, safetyForm?: SafetyForm): Promise<Visit>;
  /** What was answered before a visit; null where nothing was. */
  findSafetyForm(visitId: string): Promise<SafetyForm | null>;
  end(visitId: string, endedAt: string, outcome: VisitOutcome): Promise<void>;
}

export type NewTimelineEntry = Pick<
  TimelineEntry,
  'ticketId' | 'kind' | 'occurredAt' | 'recordedAt' | 'params'
>;

export interface TimelineStore {
  /** Oldest first. @throws ValidationError (field `cursor`) */
  list(ticketId: string, page: PageRequest): Promise<Page<TimelineEntry>>;
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
  /** The same bytes on tickets the technician sees. */
  listSame(sha256: string): Promise<(Evidence & { readonly ticketId: string })[]>;
  /** The files that were expected and are not there yet. */
  listAwaited(ticketId: string): Promise<AwaitedFile[]>;
  /** Links a file that was expected; nothing where it was not. */
  arrive(ticketId: string, evidence: Evidence): Promise<void>;
}

/** A file by the SHA-256 of its bytes. */
export type AwaitedFile = Pick<Evidence, 'sha256' | 'category'>;

/** A file that arrives in pieces. */
export interface Upload {
  readonly id: string;
  readonly ticketId: string;
  /** What was promised of it. */
  readonly file: Omit<Evidence, 'id' | 'location'>;
  readonly expiresAt: string;
  /** What it became; null until its last byte has arrived. */
  readonly evidenceId: string | null;
}

/** The technician's own uploads to tickets he sees. */
export interface UploadStore {
  add(upload: Omit<Upload, 'id'>): Promise<Upload>;
  find(uploadId: string): Promise<Upload | null>;
  /** An unfinished upload of the same file to the same ticket. */
  findOpen(ticketId: string, file: AwaitedFile): Promise<Upload | null>;
  /** Unfinished ones, of one ticket or of all. */
  listOpen(ticketId?: string): Promise<Upload[]>;
  finish(uploadId: string, evidenceId: string): Promise<void>;
  remove(uploadId: string): Promise<void>;
  /** Forgets some uploads of the tenant that have expired, and names them. */
  removeExpired(now: string): Promise<string[]>;
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
  /** Null: the contract has none any more. */
  readonly onu?: ContractOnu | null;
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
  /** Causes and solutions, in their order. */
  read(): Promise<Catalogues>;
}

/** What a tenant judges closings by. */
export interface ClosingSettings {
  readonly catalogues: Catalogues;
  /** Those in force. */
  readonly policies: readonly ClosingPolicy[];
}

/** What a closing is judged with. */
export interface ClosingGround {
  readonly settings: ClosingSettings;
  readonly ticket: Ticket;
  readonly evidence: readonly Evidence[];
  readonly uses: readonly ProductUse[];
  /** The technician's own, unfinished. */
  readonly uploads: readonly Upload[];
  readonly runningVisitId: string | null;
  readonly hasDraft: boolean;
  /** Whether its contract has other tickets, which show what the contract holds. */
  readonly hasSiblings: boolean;
  /** What it is called in the system it came from; null for a ticket of this server alone. */
  readonly foreign: { readonly backend: string; readonly foreignId: string } | null;
}

/** How a ticket ends. */
export interface TicketEnd {
  /** The ticket as it will be. */
  readonly closed: Ticket;
  readonly closing: Closing;
  /** Files the closing names that have not arrived. */
  readonly awaited: readonly AwaitedFile[];
}

export interface ClosingStore {
  /** Null where the technician sees no such ticket. */
  readGround(ticketId: string): Promise<ClosingGround | null>;
  /**
   * Keeps the report that ended a ticket, as it was sent, and all that ends with the ticket; its contract shows what was found, and
   * the other tickets of the contract have changed with it. Written with the end of the change: nothing of it is seen before.
   */
  closeAtEnd(ground: ClosingGround, end: TicketEnd, recordedAt: string): void;
  find(ticketId: string): Promise<Pick<ClosingRecord, 'closing' | 'closedBy' | 'recordedAt'> | null>;
}

/** The technician's own unfinished closings. */
export interface DraftStore {
  find(ticketId: string): Promise<{ readonly record: ClosingDraftRecord; readonly version: number } | null>;
  save(ticketId: string, record: ClosingDraftRecord, version: number): Promise<void>;
  remove(ticketId: string): Promise<void>;
}

/** The tenant's closing policies; what was in force before stays to be found. */
export interface PolicyStore {
  /** Those in force, each in its newest revision. */
  list(): Promise<ClosingPolicy[]>;
  /** Any revision there ever was. */
  find(policyId: string, revision: number): Promise<ClosingPolicy | null>;
  /** Puts a policy in force, as the revision behind its last one. */
  save(policy: Omit<ClosingPolicy, 'revision'>, savedAt: string): Promise<ClosingPolicy>;
  /** False where no such policy is in force. */
  withdraw(policyId: string): Promise<boolean>;
}

export interface CtoStore {
  /** By name. @throws ValidationError (field `cursor`) */
  list(page: PageRequest): Promise<Page<Cto>>;
  /** Those whose place is known. */
  listPlaced(): Promise<Cto[]>;
  find(ctoId: string): Promise<Cto | null>;
}

export interface OltStore {
  list(): Promise<OltRecord[]>;
  /** By id. @throws ValidationError (field `cursor`) */
  listPage(page: PageRequest): Promise<Page<OltRecord>>;
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
  /** {@link save} with the end of the change, which fails where it does. */
  saveAtEnd(key: string, operation: StoredOperation, now: string): void;
  remove(key: string): Promise<void>;
}

/** What was shown or sent that a provider may have to answer for. Never holds the secret itself. */
export interface AuditEntry {
  readonly action: 'pppoe.shown' | 'onu.authorize' | 'onu.provision' | 'onu.replace' | 'onu.deprovision';
  /** The ticket it was done for. */
  readonly ticketId: string;
  readonly at: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditStore {
  add(entry: AuditEntry): Promise<void>;
  /** Oldest first. @throws ValidationError (field `cursor`) */
  list(ticketId: string, page: PageRequest): Promise<Page<AuditEntry & { readonly technicianId: string }>>;
}
