import type { Ticket } from '@field/core';
import { EventEmitter } from 'eventemitter3';
import type { FieldClient } from '../client.ts';
import { clientError } from '../errors/client-error.ts';
import { accepted } from '../errors/invalid-input.ts';
import type { CallOptions, Technician } from '../http/caller.ts';
import type { Operation } from '../operations/operation.ts';
import type { Send } from '../operations/send.ts';
import { notify } from '../ports/notify.ts';
import { createApi } from '../resources/api.ts';
import type { CloseOptions } from '../resources/closings.ts';
import type { RecordStorage } from '../storage/record-storage.ts';
import type { Backoff } from './backoff.ts';
import { createCaution } from './caution.ts';
import { queueReport, type Report, type TicketProgress } from './close-ticket.ts';
import { fileOf, type OutboxEntry } from './entry.ts';
import { inputChecks } from './input-checks.ts';
import type { KeptWork } from './kept-work.ts';
import { openLog } from './log.ts';
import { type Packed, packOperation } from './new-entry.ts';
import { isOwnedBy, pendingOf } from './outbox-state.ts';
import { createOutboxStore, type OutboxItem, type OutboxStore } from './outbox-store.ts';
import { createQueueResources, type Queued, type QueueResources } from './queue-resources.ts';
import { alwaysAsk, type ReadBack } from './read-back.ts';
import { referenceTo } from './reference.ts';
import { createRunner, isSupported } from './runner.ts';
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
  closeTicket(ticketId: string, report: Report, options?: CloseOptions): Promise<Queued<Ticket>>;
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

/** Some weeks of work: what a draft may still refer to, and what a second press of the button is known by. */
const keepDone = 2_000;

/**
 * Opens the outbox of a client and goes on with what it held.
 * @throws ClientError `client.storage` where what it held cannot be read
 */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { client, concurrency = 4, storage, triggers = [] } = options;
  const { connection, session } = client;
  const { clock, locale } = connection;
  const events = new EventEmitter<OutboxEvents>();
  const waiters = new Map<string, (settle: Promise<unknown>) => void>();
  let closed = false;

  const store = createOutboxStore(clock, () => {
    const owner = ownerOf(session.getSnapshot().session);
    const { entries } = log.state();
    const items = owner ? pendingOf(log.state(), owner).map(itemOf) : [];
    const pending = items.length;
    return {
      status: statusOf(pending),
      pending,
      refused: items.filter(({ state }) => state === 'refused').length,
      needsDecision: items.filter(({ state }) => state === 'needsDecision').length,
      ofOthers: entries.filter(({ state }) => state !== 'done').length - pending,
      unreadable: log.unreadable,
      items,
    };
  });
  const log = await openLog(storage, () => store.changed());
  const settle = (entry: OutboxEntry, outcome: Promise<unknown>) => {
    outcome.catch(() => undefined);
    waiters.get(entry.operation.operationId)?.(outcome);
    waiters.delete(entry.operation.operationId);
  };
  const runner = createRunner({
    connection,
    log,
    concurrency,
    caution: connection.capabilities.includes('withoutIdempotency')
      ? createCaution(options.readBack ?? alwaysAsk, log, clock)
      : undefined,
    backoff: { baseMs: options.backoff?.baseMs ?? 1_000, maxMs: options.backoff?.maxMs ?? 300_000 },
    sender: () => {
      const { status, session: who } = session.getSnapshot();
      return status === 'signedIn' ? ownerOf(who) : undefined;
    },
    onChange: () => store.changed(),
    onSending(entry) {
      store.changed();
      emit('sending', itemOf(entry));
    },
    onAcknowledged(entry, answer) {
      settle(entry, Promise.resolve(answer));
      emit('acknowledged', itemOf(entry), answer);
    },
    onRefused(entry, error) {
      settle(entry, Promise.reject(error));
      const now = find(entry.operation.operationId);
      if (now) emit('refused', itemOf(now));
    },
    onUnclear(entry) {
      const now = find(entry.operation.operationId);
      if (now) emit('needsDecision', itemOf(now));
    },
    onRetry: (entry, error, inMs) => emit('retry', itemOf(entry), error, inMs),
  });

  /** A listener that throws does not disturb the work. */
  function emit<Name extends keyof OutboxEvents>(name: Name, ...told: Parameters<OutboxEvents[Name]>): void {
    notify(
      clock,
      () => (events.emit as (name: Name, ...told: unknown[]) => boolean).call(events, name, ...told),
      undefined,
    );
  }

  function statusOf(pending: number) {
    const { status } = session.getSnapshot();
    if (closed) return 'closed';
    if (runner.isActive) return 'sending';
    if (pending > 0) return status === 'signedIn' ? 'waiting' : 'needsSignIn';
    return 'idle';
  }

  function itemOf(entry: OutboxEntry): OutboxItem {
    const { body, kind, occurredAt, operationId } = entry.operation;
    return {
      operationId,
      kind,
      ticketId: entry.ticketId,
      occurredAt,
      enqueuedAt: entry.enqueuedAt,
      state: stateOf(entry),
      failures: runner.failuresOf(entry),
      refusal: entry.refusal,
      candidates: entry.candidates ?? [],
      bytes: body && 'file' in body ? body.size : null,
    };
  }

  function stateOf(entry: OutboxEntry): OutboxItem['state'] {
    if (!isSupported(entry)) return 'unsupported';
    if (entry.state === 'refused') return 'refused';
    if (entry.state === 'unclear') return 'needsDecision';
    return runner.isSending(entry.operation.operationId) ? 'sending' : 'queued';
  }

  function find(operationId: string): OutboxEntry | undefined {
    return log.state().entries.find(({ operation }) => operation.operationId === operationId);
  }

  /** A change a person may still decide about. */
  function open(operationId: string): OutboxEntry {
    const entry = find(operationId);
    if (!entry || entry.state === 'done') throw clientError('client.not_found', { operationId });
    return entry;
  }

  /** A change a person may take back or change: not one that may have arrived. */
  function changeable(operationId: string): OutboxEntry {
    const entry = open(operationId);
    if (entry.state === 'queued' && entry.sentAt) throw clientError('client.conflict', { operationId });
    return entry;
  }

  function owner(): Technician {
    const who = ownerOf(session.getSnapshot().session);
    if (!who) throw clientError('client.unauthenticated');
    return who;
  }

  async function enqueue(packed: readonly Packed[]): Promise<void> {
    if (closed) throw clientError('client.aborted');
    const fresh = packed.filter(({ entry }) => !find(entry.operation.operationId));
    const pending = log.state().entries.filter(({ state }) => state !== 'done');
    for (const { entry } of fresh) {
      const closing = pending.find(
        (other) => other.operation.kind === 'closings.close' && other.ticketId === entry.ticketId,
      );
      // Sent after the closing it would be refused; the technician is still at the door and can edit that one.
      if (closing) throw clientError('client.conflict', { operationId: closing.operation.operationId });
    }
    const entries = fresh.map(({ entry }) => entry);
    await log.take(
      { type: 'enqueued', entries },
      fresh.flatMap(({ files }) => files),
    );
    for (const { operation } of entries) {
      const entry = find(operation.operationId);
      if (entry) emit('enqueued', itemOf(entry));
    }
    runner.pump();
  }

  function queued(operationId: string): Queued<unknown> {
    const acknowledged = new Promise<unknown>((resolve) => waiters.set(operationId, resolve));
    acknowledged.catch(() => undefined);
    return { operationId, reference: referenceTo(operationId), acknowledged };
  }

  /** Resources whose changes go to `take` instead of the server. */
  function resourcesInto(take: (packed: Packed) => Promise<void>): QueueResources {
    const send = async (operation: Operation, callOptions: CallOptions) => {
      const at = new Date(clock.now()).toISOString();
      const answer = queued(operation.operationId);
      await take(packOperation(operation, callOptions, owner(), at));
      return answer;
    };
    const api = createApi(connection.call, send as unknown as Send, connection.stamp, locale);
    return createQueueResources(api, connection.timeoutMs);
  }

  await client.restore();
  await log.take({ type: 'forgotten', keepDone });
  const stops = [
    session.subscribe(() => {
      store.changed();
      runner.sync();
    }),
    connection.beforeLogout(() => {
      const { pending } = store.getSnapshot();
      if (pending > 0) throw clientError('client.pending_work', { pending });
    }),
    ...triggers.map((trigger) => trigger(() => runner.sync())),
  ];
  runner.pump();

  return {
    ...resourcesInto((packed) => enqueue([packed])),
    events,
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    async closeTicket(ticketId, report, closeOptions = {}) {
      const steps: Packed[] = [];
      const resources = resourcesInto(async (packed) => {
        steps.push(packed);
      });
      const closing = await queueReport(resources, ticketId, report, closeOptions);
      if (!find(closing.operationId)) await enqueue(steps);
      return closing;
    },
    progressOf(ticketId) {
      const mine = log.state().entries.filter((entry) => entry.ticketId === ticketId);
      const steps = mine.map((entry) => ({
        operationId: entry.operation.operationId,
        kind: entry.operation.kind,
        state: entry.state === 'done' ? ('done' as const) : stateOf(entry),
      }));
      return { done: steps.filter(({ state }) => state === 'done').length, total: steps.length, steps };
    },
    sync: runner.sync,
    async retry(operationId) {
      await runner.whileHeld(open(operationId), () => log.take({ type: 'retried', operationId }));
    },
    async decide(operationId, outcome, answerId) {
      const entry = open(operationId);
      if (entry.state !== 'unclear') throw clientError('client.conflict', { operationId });
      const at = new Date(clock.now()).toISOString();
      await runner.whileHeld(entry, () =>
        log.take(
          outcome === 'notDone'
            ? { type: 'retried', operationId }
            : { type: 'acknowledged', operationId, answerId: answerId ?? null, at },
        ),
      );
    },
    async edit(operationId, json) {
      const entry = changeable(operationId);
      const checkInput = inputChecks[entry.operation.kind];
      if (!checkInput) throw clientError('client.conflict', { operationId });
      const body = { json: accepted(checkInput(json), locale) };
      await runner.whileHeld(entry, () => log.take({ type: 'edited', operationId, body }));
    },
    async discard(operationId) {
      const entry = changeable(operationId);
      await runner.whileHeld(entry, () => log.take({ type: 'discarded', operationId }));
      emit('discarded', itemOf(entry));
    },
    kept: {
      clock,
      owner,
      entries: () => log.state().entries.filter((entry) => isOwnedBy(entry, owner())),
      readFile: log.readFile,
      async adopt(entries, files) {
        const fresh = entries.filter(({ operation }) => !find(operation.operationId));
        const needed = new Set(fresh.map(fileOf));
        await log.take(
          { type: 'enqueued', entries: fresh },
          files.filter(([key]) => needed.has(key)),
        );
        runner.pump();
        return fresh.filter(({ state }) => state !== 'done').length;
      },
    },
    async close() {
      closed = true;
      for (const stop of stops) stop();
      runner.stop();
      store.changed();
    },
  };
}

function ownerOf(
  session: { readonly technician: { readonly id: string }; readonly tenantId: string } | null,
): Technician | undefined {
  return session ? { tenantId: session.tenantId, technicianId: session.technician.id } : undefined;
}
