import { check } from '@field/core';
import { TicketRemoval as RemovalShape, TicketChanges, type TicketRemoval } from '@field/core/sync';
import type { Connection } from '../connection.ts';
import { isClientError } from '../errors/client-error.ts';
import { json } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import { formatQuery } from '../http/path.ts';
import { foreseenPage } from '../operations/foreseen.ts';
import type { Cache } from './cache.ts';
import type { Removed } from './removed.ts';

/** What a delta sync changed. */
export interface SyncResult {
  /** Tickets that are new or changed. */
  readonly changed: readonly string[];
  /** Tickets this device held and that left the list, with the reason. */
  readonly removed: readonly Removed[];
}

export interface SyncRequest extends CallOptions {
  /** The end of the window, ISO 8601; the one of the last sync where left out. */
  readonly until?: string | null | undefined;
  /** Called after each page. */
  readonly onPage?: ((changed: number) => void) | undefined;
}

const changesAnswer = json((value) => check(TicketChanges, foreseenChanges(value)));

/**
 * Reads what changed on the technician's list since the last time, page by page, each stored before the next is asked
 * for: a sync that is cut off goes on where it was.
 */
export async function syncTickets(
  { call, clock }: Connection,
  cache: Cache,
  { until: asked, onPage, ...options }: SyncRequest,
): Promise<SyncResult> {
  const until = asked === undefined ? cache.sync().until : asked;
  const changed = new Set<string>();
  const gone: Removed[] = [];
  for (;;) {
    const before = cache.sync();
    const query = formatQuery({ cursor: before.cursor, until, limit: 500 });
    let page: TicketChanges;
    try {
      page = await call({ method: 'GET', path: `/v1/sync/tickets${query}` }, changesAnswer, options);
    } catch (error) {
      if (before.cursor === null || !isRestart(error)) throw error;
      // The server no longer knows what it told: all is told again, and what is not told then has gone.
      const generation = before.generation + 1;
      await cache.change({ sync: { ...before, cursor: null, complete: false, generation } });
      continue;
    }
    const at = new Date(clock.now()).toISOString();
    const tickets = page.items.map((ticket) => ({ ticket, asOf: at }));
    const told = new Set(page.items.map(({ id }) => id));
    const left = [...page.removed, ...(page.complete ? notToldAgain(cache, told) : [])]
      .filter(({ ticketId }) => cache.tickets.has(ticketId) && !told.has(ticketId))
      .map(({ reason, ticketId }): Removed => {
        const protocol = cache.tickets.get(ticketId)?.value.protocol ?? null;
        return { ticketId, protocol, reason, at };
      });
    const { generation } = before;
    const asOf = page.complete ? at : before.asOf;
    const sync = { cursor: page.nextCursor, until, asOf, complete: page.complete, generation };
    await cache.change({ tickets, removed: left, sync });
    for (const id of told) changed.add(id);
    gone.push(...left);
    onPage?.(changed.size);
    if (page.complete) return { changed: [...changed], removed: gone };
  }
}

/** What was held before the list was read from its beginning, and was not told again. */
function notToldAgain(cache: Cache, told: ReadonlySet<string>): TicketRemoval[] {
  const { generation } = cache.sync();
  return [...cache.tickets]
    .filter(([id, ticket]) => ticket.generation < generation && !told.has(id))
    .map(([ticketId]) => ({ ticketId, reason: 'unknown' }));
}

function isRestart(error: unknown): boolean {
  return isClientError(error) && error.details.problem?.code === 'server.sync_restart';
}

/** A newer server may have reasons this app does not know. */
function foreseenChanges(value: unknown): unknown {
  const page = foreseenPage(value);
  const { removed } = (page ?? {}) as { readonly removed?: unknown };
  if (!Array.isArray(removed)) return page;
  return {
    ...(page as object),
    removed: removed.map((one) => (check(RemovalShape, one).ok ? one : { ...one, reason: 'unknown' })),
  };
}
