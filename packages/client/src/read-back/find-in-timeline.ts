import type { Location, TimelineEntry, TimelineKind } from '@field/core';
import type { Finding } from '../outbox/read-back.ts';
import type { Facts } from './facts.ts';

type Params = TimelineEntry['params'];

/** What a change leaves in its ticket's timeline. */
export interface Trace {
  readonly kinds: readonly TimelineKind[];
  /** As the device noted it, ISO 8601. */
  readonly occurredAt: unknown;
  /** Whether an entry says the same as the change. */
  fits(params: Params): boolean;
  /** The id of the change's result, where the timeline has one. */
  idIn(params: Params): string | undefined;
}

/** `undefined` for a kind of change that leaves none. */
export function traceOf({ json, operation, query }: Facts): Trace | undefined {
  const without = { fits: () => true, idIn: () => undefined };
  switch (operation.kind) {
    case 'tickets.updateLocation':
      return {
        ...without,
        kinds: ['locationUpdated'],
        occurredAt: json.occurredAt,
        fits: ({ location }) => location === undefined || samePlace(location, json.location as Location),
      };
    case 'tickets.depart':
      return {
        ...without,
        kinds: ['note'],
        occurredAt: json.occurredAt,
        fits: ({ outcome }) => outcome === 'enRoute',
      };
    case 'tickets.startVisit':
      return { ...without, kinds: ['visitStarted'], occurredAt: json.startedAt };
    case 'tickets.customerAbsent':
      return { ...without, kinds: ['customerAbsent'], occurredAt: json.occurredAt };
    case 'products.use':
      return {
        kinds: ['productAdded', 'loanAdded'],
        occurredAt: operation.occurredAt,
        fits: ({ quantity, serial }) =>
          (serial ?? null) === (json.serial ?? null) && (quantity ?? 1) === json.quantity,
        idIn: ({ movementId }) => movementId,
      };
    case 'products.remove':
      return { ...without, kinds: ['productRemoved', 'loanRemoved'], occurredAt: operation.occurredAt };
    case 'evidence.upload':
      return {
        kinds: ['evidenceAdded'],
        occurredAt: query.takenAt,
        fits: ({ category, text }) =>
          (text ?? '') === (query.caption ?? '') && (category ?? query.category) === query.category,
        idIn: ({ evidenceId }) => evidenceId,
      };
    case 'closings.close':
      return { ...without, kinds: ['closed'], occurredAt: json.occurredAt };
    default:
      return undefined;
  }
}

/** What a ticket's timeline says of a change. */
export function findInTimeline(
  items: readonly TimelineEntry[],
  { fits, idIn, kinds, occurredAt }: Trace,
  { claimed, operation, owner }: Facts,
): Finding {
  const named = items.find(({ operationId }) => operationId === operation.operationId);
  if (named) return done(idIn(named.params));
  const alike = items.filter(
    ({ author, kind, params }) =>
      kinds.includes(kind) &&
      author.id === owner.technicianId &&
      fits(params) &&
      !claimed.has(idIn(params) ?? ''),
  );
  const instant = Date.parse(String(occurredAt));
  const exact = alike.filter(({ occurredAt: at }) => Date.parse(at) === instant);
  const [only, ...others] = exact;
  if (only && others.length === 0) return done(idIn(only.params));
  if (alike.length === 0) return { type: 'notDone' };
  return { type: 'unclear', candidates: alike.map(({ id, params }) => idIn(params) ?? id) };
}

function done(answerId: string | undefined): Finding {
  return { type: 'done', answerId: answerId ?? null, answer: undefined };
}

function samePlace(a: Location, b: Location): boolean {
  return a.latitude === b.latitude && a.longitude === b.longitude;
}
