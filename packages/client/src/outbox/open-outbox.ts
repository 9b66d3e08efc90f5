import { EventEmitter } from 'eventemitter3';
import { clientError } from '../errors/client-error.ts';
import type { CallOptions, Technician } from '../http/caller.ts';
import type { Operation } from '../operations/operation.ts';
import type { Send } from '../operations/send.ts';
import { notify } from '../ports/notify.ts';
import { createStore } from '../ports/store.ts';
import { createApi } from '../resources/api.ts';
import type { ReportOptions } from '../resources/refuse-unready.ts';
import { createCaution } from './caution.ts';
import { nameFile, progressOf, queueReport, rehearse } from './close-ticket.ts';
import { createDecisions } from './decisions.ts';
import { fileOf, type OutboxEntry } from './entry.ts';
import { openLog } from './log.ts';
import { type Packed, packOperation } from './new-entry.ts';
import type { Outbox, OutboxEvents, OutboxOptions } from './outbox.ts';
import type { OutboxItem, OutboxSnapshot } from './outbox-snapshot.ts';
import { isOwnedBy, pendingOf } from './outbox-state.ts';
import { createQueueResources, type Queued, type QueueResources } from './queue-resources.ts';
import { alwaysAsk } from './read-back.ts';
import { filesNamedBy, referenceTo } from './reference.ts';
import { filesAwaitedBy, shownBy } from './report-files.ts';
import { createRunner, isSupported } from './runner.ts';

/** Some weeks of work: what a draft may still refer to, and what a second press of the button is known by. */
const keepDone = 2_000;

/**
 * Opens the outbox of a client and goes on with what it held.
 * @throws ClientError `client.storage` where what it held cannot be read
 */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { client, concurrency = 4, filesMayFollow = false, storage, triggers = [], uploads: files } = options;
  const { connection, session } = client;
  const { clock, locale } = connection;
  const events = new EventEmitter<OutboxEvents>();
  // Only a closing may name what is still on its way.
  const awaitedBy = (entry: OutboxEntry) =>
    filesMayFollow && entry.operation.kind === 'closings.close' ? [] : filesAwaitedBy(entry, files);
  const waiters = new Map<string, (settle: Promise<unknown>) => void>();
  let closed = false;

  const store = createStore<OutboxSnapshot>(clock, () => {
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
    files,
    awaitedBy,
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
      const named = filesNamedBy(entry.operation).map((sha256) => `sha256:${sha256}`);
      // Where this fails the file stays `stored`, which is as true.
      if (named.length > 0) files?.link(entry.ticketId ?? '', named).catch(() => undefined);
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
      waitsFor: awaitedBy(entry),
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
  function resourcesInto(take: (packed: Packed) => Promise<unknown>): QueueResources {
    const send = async (operation: Operation, callOptions: CallOptions) => {
      const at = new Date(clock.now()).toISOString();
      return take(packOperation(operation, callOptions, owner(), at));
    };
    const api = createApi(connection.call, send as unknown as Send, connection.stamp, locale);
    return createQueueResources(api, connection.timeoutMs);
  }

  const resources = resourcesInto(async (packed) => {
    const answer = queued(packed.entry.operation.operationId);
    await enqueue([packed]);
    return answer;
  });

  /** A report's options with all that is known of its ticket, what its files show included. */
  async function judged(ticketId: string, { context, ...rest }: ReportOptions = {}): Promise<ReportOptions> {
    const known = { ...(await options.contextOf?.(ticketId)), ...context };
    const evidence = [...(known.evidence ?? []), ...shownBy(files, ticketId)];
    return { ...rest, context: { ...known, evidence } };
  }

  await client.restore();
  await log.take({ type: 'forgotten', keepDone });
  const stops = [
    session.subscribe(() => {
      store.changed();
      runner.sync();
    }),
    connection.beforeLogout(() => store.getSnapshot().pending),
    ...triggers.map((trigger) => trigger(() => runner.sync())),
    files?.subscribe(() => {
      store.changed();
      runner.pump();
    }),
  ];
  runner.pump();

  return {
    ...resources,
    tickets: {
      ...resources.tickets,
      startVisit: async (ticketId, start, startOptions) =>
        resources.tickets.startVisit(ticketId, start, await judged(ticketId, startOptions)),
    },
    closings: {
      close: async (ticketId, closing, closeOptions) =>
        resources.closings.close(ticketId, closing, await judged(ticketId, closeOptions)),
    },
    events,
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    async closeTicket(ticketId, report, closeOptions) {
      const known = await judged(ticketId, closeOptions);
      // Checked as a whole first: nothing is stored of a report that is refused.
      await queueReport(resourcesInto(rehearse), nameFile(locale), ticketId, report, known);
      const steps: Packed[] = [];
      const resources = resourcesInto(async (packed) => {
        steps.push(packed);
        return queued(packed.entry.operation.operationId);
      });
      const store = files?.isAvailable ? files.add : resources.evidence.upload;
      const closing = await queueReport(resources, store, ticketId, report, known);
      if (!find(closing.operationId)) await enqueue(steps);
      return closing;
    },
    progressOf(ticketId) {
      const isOfTicket = (part: { readonly ticketId: string | null }) => part.ticketId === ticketId;
      const changes = log
        .state()
        .entries.filter(isOfTicket)
        .map((entry) => ({
          id: entry.operation.operationId,
          kind: entry.operation.kind,
          state: entry.state === 'done' ? ('done' as const) : stateOf(entry),
        }));
      return progressOf(changes, files?.getSnapshot().items.filter(isOfTicket) ?? []);
    },
    sync: runner.sync,
    ...createDecisions({
      clock,
      find,
      locale,
      log,
      runner,
      settle,
      onDiscarded: (entry) => emit('discarded', itemOf(entry)),
    }),
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
      for (const stop of stops) stop?.();
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
