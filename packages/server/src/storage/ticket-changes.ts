import type { Kysely } from 'kysely';
import { toUtc } from './instants.ts';
import { readRevision } from './next-revision.ts';
import { storageError } from './storage-errors.ts';
import type { RemovedTicket, Scope, TicketChanges, TicketChangesRequest } from './store.ts';
import { decodeSyncCursor, encodeSyncCursor, type SyncPosition } from './sync-cursor.ts';
import type { Tables } from './tables.ts';
import { toTicket } from './ticket-row.ts';
import { finishedStatuses, ticketsWithContract, visibleTicketIds } from './visible-tickets.ts';

/**
 * What changed for a technician since a cursor, in the order it changed. A ticket that is told and changes while pages are
 * read comes again on a later one, so a device that follows the cursors ends with what the server holds.
 */
export async function listTicketChanges(
  db: Kysely<Tables>,
  scope: Scope,
  { cursor, until, limit }: TicketChangesRequest,
): Promise<TicketChanges> {
  const counted = await readRevision(db, scope.tenantId);
  const head = counted.revision;
  const from = startFrom(cursor, until === undefined ? null : toUtc(until), scope, counted);
  const tickets = await changedTickets(db, scope, from, limit);
  const departures = await departed(db, scope, from, limit);
  const rows = [
    ...tickets.map((ticket) => ({ id: ticket.id, revision: ticket.revision, ticket })),
    ...departures.map((row) => ({ ...row, ticket: null })),
  ].sort((a, b) => a.revision - b.revision);
  const page = rows.slice(0, limit);
  const items: TicketChanges['items'][number][] = [];
  const removed: RemovedTicket[] = [];
  for (const { id, revision, ticket } of page) {
    if (!ticket) removed.push({ ticketId: id, reason: 'reassigned' });
    else if (isFinished(ticket.status)) removed.push({ ticketId: id, reason: 'closed' });
    else if (from.until === null || ticket.schedule === null || ticket.sort_at < from.until)
      items.push(toTicket(ticket));
    else if (revision > from.told || from.moved) removed.push({ ticketId: id, reason: 'outsideWindow' });
  }
  const complete = rows.length <= limit;
  const last = page.at(-1);
  // Behind all that was there, told or not: what was closed long ago is not looked through again.
  const reached =
    complete && head > (last?.revision ?? from.revision)
      ? { revision: head, ticketId: '' }
      : last && { revision: last.revision, ticketId: last.id };
  return {
    items,
    removed,
    complete,
    nextCursor: encodeSyncCursor({ ...from, ...reached, moved: from.moved && !complete }),
  };
}

function startFrom(
  cursor: string | undefined,
  until: string | null,
  { tenantId, companyId, technicianId }: Scope,
  { revision: head, epoch }: { readonly revision: number; readonly epoch: string },
): SyncPosition {
  const of: SyncPosition['of'] = [companyId, technicianId];
  const start = { epoch, tenant: tenantId, revision: 0, ticketId: '', of, until };
  if (cursor === undefined) return { ...start, told: head, moved: false };
  const position = decodeSyncCursor(cursor);
  const isOwn =
    (position.tenant === tenantId || position.tenant === '') &&
    position.of[0] === companyId &&
    position.of[1] === technicianId;
  // A server that was set back to an older copy may not have what the device was told, nor know that it told it.
  const isKnown = position.epoch === epoch && position.revision <= head && position.told <= head;
  if (!isOwn || !isKnown) throw storageError('server.sync_restart');
  if (position.until === until) return position;
  const told = Math.max(position.told, position.revision - 1);
  return { ...start, told, moved: true };
}

function changedTickets(db: Kysely<Tables>, scope: Scope, from: SyncPosition, limit: number) {
  return (
    ticketsWithContract(db, scope)
      // The engines find this one in an index, not the one below it.
      .where('tickets.revision', '>=', from.revision)
      .where((eb) =>
        eb.or([eb('tickets.revision', '>', from.revision), eb('tickets.id', '>', from.ticketId)]),
      )
      .where((eb) =>
        eb.or([eb('tickets.status', 'not in', finishedStatuses), eb('tickets.revision', '>', from.told)]),
      )
      .orderBy('tickets.revision')
      .orderBy('tickets.id')
      .limit(limit + 1)
      .execute()
  );
}

function departed(db: Kysely<Tables>, scope: Scope, from: SyncPosition, limit: number) {
  return db
    .selectFrom('departures')
    .select(['ticket_id as id', 'revision'])
    .where('tenant_id', '=', scope.tenantId)
    .where('company_id', '=', scope.companyId)
    .where('technician_id', '=', scope.technicianId)
    .where('revision', '>', from.told)
    .where('revision', '>=', from.revision)
    .where((eb) => eb.or([eb('revision', '>', from.revision), eb('ticket_id', '>', from.ticketId)]))
    .where('ticket_id', 'not in', visibleTicketIds(db, scope))
    .orderBy('revision')
    .orderBy('ticket_id')
    .limit(limit + 1)
    .execute();
}

function isFinished(status: string): boolean {
  return finishedStatuses.some((finished) => finished === status);
}
