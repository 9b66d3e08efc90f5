import type {
  Address,
  Closing,
  CodedLabel,
  Customer,
  Evidence,
  Location,
  ProductUse,
  Schedule,
  TicketPriority,
  TicketStatus,
} from '@field/core';

/**
 * How much of an operation another system takes: `native` as what it is, `note` as a line of text on its timeline, `none` not
 * at all: then it is never told, and waits for nobody.
 */
export type Capability = 'native' | 'note' | 'none';

/** What a system takes of what technicians and dispatchers do. */
export interface BackendCapabilities {
  /** `note` is `none` here: before it is open there, a ticket has no timeline there. */
  readonly openTicket: Capability;
  readonly assign: Capability;
  readonly schedule: Capability;
  readonly cancel: Capability;
  readonly enRoute: Capability;
  readonly startVisit: Capability;
  readonly customerAbsent: Capability;
  readonly useProduct: Capability;
  readonly returnProduct: Capability;
  readonly lendProduct: Capability;
  readonly moveLocation: Capability;
  readonly addEvidence: Capability;
  readonly close: Capability;
  /** Text itself: with `none`, what would be told as `note` is not told. `note` is `native` here. */
  readonly note: Capability;
}

/**
 * Why an operation is not taken as what it is. `ownAppOnly`: the system lets its own app alone do it; `notPublished`: its public
 * interface has no way for it; `foreignIdMissing`: it needs an id that only the system has; `notConfigured`: settings leave it out.
 */
export type DegradationReason = 'ownAppOnly' | 'notPublished' | 'foreignIdMissing' | 'notConfigured';

/** A ticket that was opened here for a contract of another system. */
export interface OpenedTicket {
  /** The contract over there; null where the other system told none. */
  readonly contractId: string | null;
  readonly companyId: string;
  readonly technicianId: string | null;
  readonly customer: Customer;
  readonly problemCode: CodedLabel;
  readonly priority: TicketPriority;
  readonly location: Location | null;
  readonly protocol: string;
}

/** An operation as a backend carries it out. */
export type BackendAction =
  | { readonly kind: 'openTicket'; readonly ticket: OpenedTicket }
  | { readonly kind: 'assign'; readonly technicianId: string | null }
  | { readonly kind: 'schedule'; readonly schedule: Schedule | null; readonly technicianId: string | null }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'enRoute' | 'startVisit'; readonly location: Location | null }
  | { readonly kind: 'customerAbsent'; readonly location: Location | null; readonly note: string | null }
  | { readonly kind: 'moveLocation'; readonly location: Location }
  | {
      readonly kind: 'useProduct' | 'returnProduct' | 'lendProduct';
      readonly productId: string;
      readonly product: Pick<ProductUse, 'name' | 'quantity' | 'unit' | 'serial'>;
    }
  | { readonly kind: 'addEvidence'; readonly evidence: Evidence; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'close'; readonly closing: Closing; readonly outcome: string }
  | { readonly kind: 'note' };

/** One operation for another system. */
export interface BackendOperation {
  /** A UUID; written with what it makes over there, so that it is found again. */
  readonly id: string;
  /** The ticket over there; empty where it is to be opened. */
  readonly foreignId: string;
  /** Who did it: a technician, or a dispatcher. */
  readonly technicianId: string;
  readonly occurredAt: string;
  /**
   * What happened, for people, in the provider's language: all of a note, and the text beside anything else. Of a closing the whole
   * report but its photos and signatures: outcome, cause, solution, readings, details.
   */
  readonly text: string;
  readonly action: BackendAction;
}

/**
 * What became of sending an operation. `notSent`: nothing has left, or it was turned away unread, and it may be sent again;
 * `refused`: it was read and will never be taken as it is; `unknown`: only reading back tells.
 */
export type SendResult =
  | { readonly kind: 'done'; readonly foreignRef: string | null }
  | { readonly kind: 'notSent' | 'refused' | 'unknown'; readonly error: unknown };

/** What reading back an operation found; `foreignRef`: what it made over there, where that has an id. */
export type ReadBack = { readonly kind: 'done'; readonly foreignRef?: string } | { readonly kind: 'notDone' };

/** A ticket as another system tells it, in our words. */
export interface ForeignTicket {
  readonly foreignId: string;
  /** The operation that opened it, where it says so: then it is a ticket of ours whose answer has not come back yet. */
  readonly openedBy?: string;
  /** Of all it says: the same says nothing new. */
  readonly fingerprint: string;
  /**
   * What both sides may set. Where the other system says of it what it said before, what was done here stays: an assignment it could
   * only be told in words is not undone by news of something else. Left out, all it says counts.
   */
  readonly said?: ForeignWords;
  readonly status: TicketStatus;
  /** Our ids. */
  readonly technicianId: string | null;
  readonly companyId: string;
  readonly protocol: string;
  readonly priority: TicketPriority;
  readonly problemCode: CodedLabel;
  readonly schedule: Schedule | null;
  readonly address: Address;
  readonly location: Location | null;
  readonly customer: Customer;
  readonly openedAt: string;
  readonly contract: {
    /** Over there; one of the ticket's own, as `order-77`, where it has no contract: that is never told as one. */
    readonly id: string;
    readonly plan: string | null;
    readonly ctoPort: string | null;
    readonly pppoe: { readonly login: string; readonly password: string } | null;
  };
}

/** Who has a ticket and how it stands, as another system spells them. */
export interface ForeignWords {
  /** Null where nobody has it. */
  readonly technician: string | null;
  readonly status: string;
}

/** What is known of a ticket here already, to spare the other system. */
export interface KnownTicket {
  readonly foreignId: string;
  readonly fingerprint: string;
}

/** Another system that has a provider's tickets. */
export interface Backend {
  /** Stable: it names the tickets that came from it. */
  readonly name: string;
  readonly capabilities: BackendCapabilities;
  /** Why each of `capabilities` that is not `native` is not. */
  readonly degradations: Readonly<Partial<Record<keyof BackendCapabilities, DegradationReason>>>;
  /** How much of this very operation it takes, which may be less: it may be about somebody the other system does not know. */
  capabilityOf?(operation: BackendOperation): Capability;
  /**
   * The open tickets of the provider's technicians, and those of `known` that are not open any more. A ticket that says what it said
   * before may be left out.
   * @throws FieldError `server.backend_*`: a list that could not be read whole is no list
   */
  listTickets(known: readonly KnownTicket[], signal: AbortSignal): Promise<ForeignTicket[]>;
  /** Sends an operation, once. Never rejects. A ticket that is `done` opening has its id over there as `foreignRef`. */
  send(operation: BackendOperation, signal: AbortSignal): Promise<SendResult>;
  /** Whether an operation took effect. @throws FieldError where that cannot be read */
  readBack(operation: BackendOperation, signal: AbortSignal): Promise<ReadBack>;
}
