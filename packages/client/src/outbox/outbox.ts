import type { ClosingContext, Ticket } from '@field/core';
import type { EventEmitter } from 'eventemitter3';
import type { FieldClient } from '../client.ts';
import type { ReportOptions } from '../resources/refuse-unready.ts';
import type { RecordStorage } from '../storage/record-storage.ts';
import type { Backoff } from './backoff.ts';
import type { Report, TicketProgress } from './close-ticket.ts';
import type { KeptWork } from './kept-work.ts';
import type { OutboxItem, OutboxStore } from './outbox-snapshot.ts';
import type { Queued, QueueResources } from './queue-resources.ts';
import type { ReadBack } from './read-back.ts';
import type { ReportFiles } from './report-files.ts';
import type { Trigger } from './triggers.ts';

/** How an {@link Outbox} keeps and sends its work. */
export interface OutboxOptions {
  readonly client: FieldClient;
  /** Where the work is kept: `openIndexedDbRecords`, `openFileRecords`, or your own. */
  readonly storage: RecordStorage;
  /** How many changes, of different tickets, are on the wire at once; 4 where left out. */
  readonly concurrency?: number | undefined;
  readonly backoff?: Partial<Backoff> | undefined;
  /** What says that a try may be worth it, such as `createBrowserTrigger`. */
  readonly triggers?: readonly Trigger[] | undefined;
  /**
   * What is known of a ticket before a visit starts or it is closed: the provider's policy, its state. Core's own policy
   * judges where left out.
   */
  readonly contextOf?: ((ticketId: string) => Promise<ClosingContext | undefined>) | undefined;
  /** Sends the files of reports in pieces, beside the changes: `openUploads` of `@field/client/uploads`. */
  readonly uploads?: ReportFiles | undefined;
  /**
   * Closes a ticket before the server has every file its closing names; the server then waits for them. A closing waits
   * for its files where left out.
   */
  readonly filesMayFollow?: boolean | undefined;
  /**
   * Looks for a change whose result is not known on a server that cannot tell a repetition: `createReadBack` of
   * `@field/client/read-back`. Without it a person is asked each time. Other servers need none.
   */
  readonly readBack?: ReadBack | undefined;
}

/** What an outbox tells beside its snapshot. */
export interface OutboxEvents {
  enqueued: (item: OutboxItem) => void;
  sending: (item: OutboxItem) => void;
  /** The server has it: `answer` is what it said to this very operation. */
  acknowledged: (item: OutboxItem, answer: unknown) => void;
  refused: (item: OutboxItem) => void;
  /** Whether the server has it a person must say: {@link Outbox.decide}. */
  needsDecision: (item: OutboxItem) => void;
  /** An attempt failed; the next one comes by itself. */
  retry: (item: OutboxItem, error: unknown, inMs: number) => void;
  discarded: (item: OutboxItem) => void;
}

/**
 * Work that is stored before it is sent, and sent until the server has it. One outbox a storage and client at a time.
 */
export interface Outbox extends QueueResources, OutboxStore {
  readonly events: EventEmitter<OutboxEvents>;
  /**
   * Stores a whole report at once, all of it or nothing: photos, signatures and material, then the closing, which is
   * checked first and sent last.
   */
  closeTicket(ticketId: string, report: Report, options?: ReportOptions): Promise<Queued<Ticket>>;
  /** How far the work of one ticket is, of what this device knows. */
  progressOf(ticketId: string): TicketProgress;
  /** Tries everything now: "sync now", and what triggers call. */
  sync(): void;
  /** Sends a refused change once more, as it is. */
  retry(operationId: string): Promise<void>;
  /** Puts another JSON body in place of a refused or waiting change's, and sends it under the same id. */
  edit(operationId: string, json: unknown): Promise<void>;
  /**
   * Says what became of a change that is `needsDecision`: the server has it, under the id `answerId` where later changes
   * refer to it, or it has not and is sent again.
   */
  decide(operationId: string, outcome: 'done' | 'notDone', answerId?: string): Promise<void>;
  /** Gives a change up for good. One that is on the wire cannot be. */
  discard(operationId: string): Promise<void>;
  /** What other entries of this package build on. */
  readonly kept: KeptWork;
  /** Ends this outbox; what it holds stays in the storage. */
  close(): Promise<void>;
}
