import type { Closing, Evidence, Schedule, TimelineKind, TimelineParams } from '@field/core';
import type { Hold } from '../onu-jobs/stored-onu-job.ts';
import type { ForeignTicket, KnownTicket, OpenedTicket } from './backend.ts';

/**
 * How an outgoing operation stands. `sending`: an attempt was recorded, so its bytes may have left; `unknown`: they may have had
 * effect; `refused` waits for a person, and the ticket's later operations with it.
 */
export type OutgoingState = 'waiting' | 'sending' | 'unknown' | 'done' | 'refused' | 'skipped';

/** What is told to another system: lines of the timeline, and what a dispatcher does to a ticket. */
export type OutgoingKind = TimelineKind | 'opened' | 'assigned' | 'scheduled' | 'cancelled';

/** The facts of an outgoing operation: those of its timeline entry, or what a dispatcher chose. */
export interface OutgoingParams extends TimelineParams {
  readonly ticket?: OpenedTicket;
  readonly technicianId?: string | null;
  readonly schedule?: Schedule | null;
}

/**
 * What an operation changed over there: whatever is said of the ticket's state from now on is news, even what was said before, and of
 * who has it, too, where it was given to somebody.
 */
export type ForeignNews = 'technician' | 'status';

/** An accepted operation on its way to another system. */
export interface Outgoing {
  readonly number: number;
  readonly id: string;
  readonly ticketId: string;
  /** The ticket over there; empty until it was opened there. */
  readonly foreignId: string;
  readonly technicianId: string;
  readonly kind: OutgoingKind;
  readonly params: OutgoingParams;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly state: OutgoingState;
  readonly attempts: number;
  readonly nextAt: string;
  readonly heldUntil: string | null;
  /** The code and English text of what was wrong last. */
  readonly problem: string | null;
}

/** What a tenant shares with other systems. */
export interface BackendStore {
  /** What was pulled before and has not ended here and over there. */
  listKnown(backend: string): Promise<KnownTicket[]>;
  /**
   * Takes in what another system says of a ticket. `held`: operations of the ticket are on their way over there, so what it says is
   * older than what is here.
   */
  saveTicket(
    backend: string,
    ticket: ForeignTicket,
    now: string,
  ): Promise<'added' | 'changed' | 'unchanged' | 'held'>;
  /**
   * Takes the next operation to work on and records the attempt, in one transaction. `readBack`: an attempt before this one had no
   * known end.
   */
  take(
    backend: string,
    hold: Hold,
    now: string,
  ): Promise<{ readonly operation: Outgoing; readonly readBack: boolean } | null>;
  /** Writes the end of an attempt, where `runner` still holds the operation. */
  settle(
    number: number,
    runner: string,
    end: {
      readonly state: OutgoingState;
      readonly nextAt: string;
      readonly foreignRef?: string | null;
      readonly problem?: string | null;
      readonly news?: ForeignNews;
    },
  ): Promise<void>;
  /** Which of these technicians and companies the tenant does not have. */
  listMissing(technicianIds: readonly string[], companyIds: readonly string[]): Promise<string[]>;
  /** What is not done: waiting, on its way, of unknown end, or refused; in order. */
  listOutgoing(): Promise<Outgoing[]>;
  /** A person's word on a refused operation: once more, or never. False where it is not refused. */
  decide(number: number, verdict: 'retry' | 'skip', now: string): Promise<boolean>;
  findClosing(ticketId: string): Promise<Closing | null>;
  /** What people call a cause or solution; null where the catalogue does not have it. */
  findLabel(kind: 'cause' | 'solution', code: string): Promise<string | null>;
  findEvidence(evidenceId: string): Promise<Evidence | null>;
  /** The product of a movement. */
  findProductId(movementId: string): Promise<string | null>;
}
