import type { TimelineEntry, TimelineKind } from '@field/core';
import type { Kysely } from 'kysely';
import { addOutgoing } from './add-outgoing.ts';
import { fromJson, toJson } from './json-column.ts';
import { newId } from './new-id.ts';
import { cutPage } from './page.ts';
import { decodePageCursor, encodePageCursor, type ListName, numberIn } from './page-cursor.ts';
import { type Blank, prepared } from './prepared.ts';
import type { TimelineStore } from './store.ts';
import type { Tables } from './tables.ts';
import { together } from './together.ts';
import { type Sight, visibleTicketIds } from './visible-tickets.ts';

export function timelineStore(db: Kysely<Tables>, scope: Sight): TimelineStore {
  const ofTicket = (ticketId: string) =>
    db
      .selectFrom('timeline')
      .innerJoin('technicians as author', (join) =>
        join
          .onRef('author.tenant_id', '=', 'timeline.tenant_id')
          .onRef('author.id', '=', 'timeline.technician_id'),
      )
      .selectAll('timeline')
      .select('author.name as author_name')
      .where('timeline.tenant_id', '=', scope.tenantId)
      .where('timeline.ticket_id', '=', ticketId)
      .where('timeline.ticket_id', 'in', visibleTicketIds(db, scope));

  return {
    async list(ticketId, { limit, cursor }) {
      const list: ListName = ['timeline', scope.tenantId, ticketId];
      const [last] = cursor === undefined ? [] : decodePageCursor(list, cursor, 1);
      const rows = await ofTicket(ticketId)
        .$if(last !== undefined, (query) => query.where('timeline.position', '>', numberIn(last ?? '')))
        .orderBy('timeline.position')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = cutPage(rows, limit, ({ position }) =>
        encodePageCursor(list, [String(position)]),
      );
      return { items: items.map(toEntry), nextCursor };
    },

    async add(entry) {
      const id = newId();
      await together([
        insertEntry(db, {
          ticket_id: entry.ticketId,
          id,
          kind: entry.kind,
          technician_id: scope.technicianId,
          occurred_at: entry.occurredAt,
          recorded_at: entry.recordedAt,
          params: toJson(entry.params),
        }),
        addOutgoing(db, scope, { ...entry, id }),
      ]);
    },

    async findLast(ticketId, kind) {
      const row = await ofTicket(ticketId)
        .where('timeline.kind', '=', kind)
        .orderBy('timeline.position', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toEntry(row) : null;
    },
  };
}

function toEntry(row: Tables['timeline'] & { author_name: string }): TimelineEntry {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    kind: row.kind as TimelineKind,
    author: { id: row.technician_id, name: row.author_name },
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    params: fromJson<TimelineEntry['params']>(row.params),
  };
}

export const insertEntry = prepared(
  ({ db, tenantId, value }: Blank<Omit<Tables['timeline'], 'tenant_id' | 'position'>>) => {
    const { ticket_id, id, kind, technician_id, occurred_at, recorded_at, params } = value;
    // Nobody else takes the number: changes of one ticket run one at a time.
    const position = db
      .selectFrom('timeline')
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', ticket_id)
      .select(({ eb, fn, lit }) => eb(fn.coalesce(fn.max('position'), lit(0)), '+', 1).as('next'));
    return db.insertInto('timeline').values({
      tenant_id: tenantId,
      ticket_id,
      position,
      id,
      kind,
      technician_id,
      occurred_at,
      recorded_at,
      params,
    });
  },
);
