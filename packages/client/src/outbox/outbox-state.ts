import type { Technician } from '../http/caller.ts';
import type { RecordChange } from '../storage/record-storage.ts';
import { entryKey, fileOf, type NewEntry, type OutboxEntry, type Refusal, type StoredBody } from './entry.ts';
import { mentions } from './reference.ts';

/** Every change this device knows, in the order they were made. */
export interface OutboxState {
  readonly entries: readonly OutboxEntry[];
  readonly nextSequence: number;
}

/** What can happen to an outbox. */
export type OutboxStep =
  | { readonly type: 'enqueued'; readonly entries: readonly NewEntry[] }
  | {
      readonly type: 'acknowledged';
      readonly operationId: string;
      readonly answerId: string | null;
      readonly at: string;
    }
  | { readonly type: 'refused'; readonly operationId: string; readonly refusal: Refusal }
  /** Its first byte goes out, to a server that cannot tell a repetition. */
  | { readonly type: 'sent'; readonly operationId: string; readonly at: string }
  | { readonly type: 'unclear'; readonly operationId: string; readonly candidates: readonly string[] }
  | { readonly type: 'retried'; readonly operationId: string }
  | { readonly type: 'edited'; readonly operationId: string; readonly body: StoredBody }
  | { readonly type: 'discarded'; readonly operationId: string }
  /** Drops all but the newest done entries: by count, because a clock that jumped would drop what is still needed. */
  | { readonly type: 'forgotten'; readonly keepDone: number };

/** The state after a step. Pure: what it changed is found by {@link changesBetween}. */
export function nextState(state: OutboxState, step: OutboxStep): OutboxState {
  const { entries } = state;
  switch (step.type) {
    case 'enqueued':
      return enqueue(state, step.entries);
    case 'acknowledged':
      return replace(state, step.operationId, (entry) => ({
        ...entry,
        state: 'done',
        refusal: null,
        answerId: step.answerId,
        doneAt: step.at,
        operation: { ...entry.operation, body: null },
      }));
    case 'refused':
      return replace(state, step.operationId, (entry) => ({
        ...entry,
        state: 'refused',
        refusal: step.refusal,
        sentAt: null,
      }));
    case 'sent':
      return replace(state, step.operationId, (entry) => ({ ...entry, sentAt: step.at }));
    case 'unclear':
      return replace(state, step.operationId, (entry) => ({
        ...entry,
        state: 'unclear',
        candidates: step.candidates,
      }));
    case 'retried':
      return replace(state, step.operationId, requeued);
    case 'edited':
      return replace(state, step.operationId, (entry) => ({
        ...requeued(entry),
        operation: { ...entry.operation, body: step.body },
      }));
    case 'discarded':
      return {
        ...state,
        entries: entries.filter(
          (entry) => entry.state === 'done' || entry.operation.operationId !== step.operationId,
        ),
      };
    case 'forgotten':
      return { ...state, entries: withoutOldest(entries, step.keepDone) };
  }
}

/** A change whose id is known already is the same change, handed in twice. */
function enqueue({ entries, nextSequence }: OutboxState, added: readonly NewEntry[]): OutboxState {
  const known = new Set(entries.map(({ operation }) => operation.operationId));
  const fresh = added.filter(({ operation }) => !known.has(operation.operationId));
  return {
    entries: [...entries, ...fresh.map((entry, index) => ({ ...entry, sequence: nextSequence + index }))],
    nextSequence: nextSequence + fresh.length,
  };
}

/** A change that is done stays done, whatever is said about it later. */
function replace(
  state: OutboxState,
  operationId: string,
  change: (entry: OutboxEntry) => OutboxEntry,
): OutboxState {
  const entries = state.entries.map((entry) =>
    entry.operation.operationId === operationId && entry.state !== 'done' ? change(entry) : entry,
  );
  return { ...state, entries };
}

function requeued(entry: OutboxEntry): OutboxEntry {
  return { ...entry, state: 'queued', refusal: null, sentAt: null, candidates: undefined };
}

/** What waits, what it refers to, and the newest of what is done. */
function withoutOldest(entries: readonly OutboxEntry[], keepDone: number): readonly OutboxEntry[] {
  const done = entries.filter(({ state }) => state === 'done');
  if (done.length <= keepDone) return entries;
  const waiting = entries.filter(({ state }) => state !== 'done');
  const oldest = new Set(done.slice(0, done.length - keepDone));
  return entries.filter(
    (entry) =>
      !oldest.has(entry) || waiting.some(({ operation }) => mentions(operation, entry.operation.operationId)),
  );
}

/** What makes the stored `before` the stored `after`. */
export function changesBetween(before: OutboxState, after: OutboxState): RecordChange[] {
  const was = new Map(before.entries.map((entry) => [entryKey(entry), entry]));
  const changes: RecordChange[] = [];
  for (const entry of after.entries) {
    const key = entryKey(entry);
    const old = was.get(key);
    was.delete(key);
    if (old === entry) continue;
    changes.push([key, JSON.stringify(entry)]);
    const file = old && fileOf(old);
    if (file && fileOf(entry) !== file) changes.push([file, null]);
  }
  for (const [key, entry] of was) {
    changes.push([key, null]);
    const file = fileOf(entry);
    if (file) changes.push([file, null]);
  }
  return changes;
}

/** The technician's changes that are not done. */
export function pendingOf({ entries }: OutboxState, owner: Technician): OutboxEntry[] {
  return entries.filter((entry) => entry.state !== 'done' && isOwnedBy(entry, owner));
}

/**
 * The changes that may be sent now: the first one of each ticket, where it is queued. A refused one holds up its own
 * ticket and no other.
 */
export function headsOf(state: OutboxState, owner: Technician): OutboxEntry[] {
  const seen = new Set<string>();
  return pendingOf(state, owner).filter((entry) => {
    const lane = laneOf(entry);
    const first = !seen.has(lane);
    seen.add(lane);
    return first && entry.state === 'queued';
  });
}

/** What a change waits in line with. */
export function laneOf({ operation, ticketId }: OutboxEntry): string {
  return ticketId === null ? `operation ${operation.operationId}` : `ticket ${ticketId}`;
}

/** Whose change it is. */
export function isOwnedBy({ owner }: OutboxEntry, { technicianId, tenantId }: Technician): boolean {
  return owner.technicianId === technicianId && owner.tenantId === tenantId;
}
