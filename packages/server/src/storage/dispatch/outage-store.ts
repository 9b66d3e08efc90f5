import type { PonPortAddress } from '@field/core';
import type { Outage } from '@field/core/dispatch';
import type { ExpressionBuilder, Kysely } from 'kysely';
import { fromJson, toJson } from '../json-column.ts';
import { newId } from '../new-id.ts';
import { cutPage } from '../page.ts';
import { decodePageCursor, encodePageCursor, type ListName } from '../page-cursor.ts';
import type { Tables } from '../tables.ts';
import { together } from '../together.ts';
import { finishedStatuses, type Sight, visibleTicketIds } from '../visible-tickets.ts';
import type { OutageStore } from './dispatch.ts';
import { moveTicket } from './move-ticket.ts';
import { hangsOn } from './pon-place.ts';

export function outageStore(db: Kysely<Tables>, sight: Sight): OutageStore {
  const { tenantId, technicianId } = sight;
  const outages = () => db.selectFrom('outages').selectAll().where('tenant_id', '=', tenantId);

  async function toOutage(row: Tables['outages']): Promise<Outage> {
    const tickets = await db
      .selectFrom('outage_tickets')
      .select('ticket_id')
      .where('tenant_id', '=', tenantId)
      .where('outage_id', '=', row.id)
      .where('ticket_id', 'in', visibleTicketIds(db, sight))
      .orderBy('ticket_id')
      .execute();
    return {
      id: row.id,
      oltId: row.olt_id,
      pon: fromJson<PonPortAddress>(row.pon),
      note: row.note,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      ticketIds: tickets.map(({ ticket_id }) => ticket_id),
    };
  }

  return {
    async list({ limit, cursor }) {
      const list: ListName = ['outages', tenantId];
      const rows = await outages()
        .$if(cursor !== undefined, (query) =>
          query.where((eb) => isBehind(eb, decodePageCursor(list, cursor ?? '', 3))),
        )
        .orderBy((eb) => rank(eb))
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = cutPage(rows, limit, ({ ended_at, started_at, id }) =>
        encodePageCursor(list, [ended_at === null ? running : over, started_at, id]),
      );
      return { items: await together(items.map(toOutage)), nextCursor };
    },

    async find(outageId) {
      const row = await outages().where('id', '=', outageId).executeTakeFirst();
      return row ? toOutage(row) : null;
    },

    async declare({ oltId, pon, note }, now) {
      const id = newId();
      await db
        .insertInto('outages')
        .values({
          tenant_id: tenantId,
          id,
          olt_id: oltId,
          pon: toJson(pon),
          note,
          started_at: now,
          ended_at: null,
          technician_id: technicianId,
        })
        .execute();
      const rows = await openTickets(db, tenantId).orderBy('tickets.id').execute();
      const ctos = await ctosOn(db, tenantId).where('olt_id', '=', oltId).execute();
      const ticketIds = rows.filter((row) => hangsOn(row, { oltId, pon }, ctos)).map((row) => row.id);
      for (const ticketId of ticketIds) {
        await addTicket(db, tenantId, id, ticketId);
        await moveTicket(db, tenantId, ticketId, {}, now);
      }
      return { id, ticketIds };
    },

    async end(outageId, now) {
      const { numUpdatedRows } = await db
        .updateTable('outages')
        .set({ ended_at: now })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', outageId)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return [];
      const rows = await openTickets(db, tenantId)
        .innerJoin('outage_tickets as link', (join) =>
          join.onRef('link.tenant_id', '=', 'tickets.tenant_id').onRef('link.ticket_id', '=', 'tickets.id'),
        )
        .where('link.outage_id', '=', outageId)
        .orderBy('tickets.id')
        .execute();
      for (const { id } of rows) await moveTicket(db, tenantId, id, {}, now);
      return rows.map(({ id }) => id);
    },

    async link(ticketIds) {
      const running = await runningOutages(db, tenantId).execute();
      const linked: { ticketId: string; note: string }[] = [];
      for (const ticketId of running.length > 0 ? ticketIds : []) {
        const note = await linkToOutage(db, tenantId, ticketId);
        if (note !== null) linked.push({ ticketId, note });
      }
      return linked;
    },

    async findOfTicket(ticketId) {
      const row = await db
        .selectFrom('outage_tickets as link')
        .innerJoin('outages as outage', (join) =>
          join.onRef('outage.tenant_id', '=', 'link.tenant_id').onRef('outage.id', '=', 'link.outage_id'),
        )
        .select(['outage.id', 'outage.note', 'outage.started_at', 'outage.ended_at'])
        .where('link.tenant_id', '=', tenantId)
        .where('link.ticket_id', '=', ticketId)
        .where('link.ticket_id', 'in', visibleTicketIds(db, sight))
        .orderBy('outage.started_at', 'desc')
        .orderBy('outage.id', 'desc')
        .executeTakeFirst();
      if (!row) return null;
      return { id: row.id, note: row.note, startedAt: row.started_at, endedAt: row.ended_at };
    },
  };
}

/** Links a ticket to the running outage of its port, wherever the ticket comes from; resolves with the outage's note. */
export async function linkToOutage(
  db: Kysely<Tables>,
  tenantId: string,
  ticketId: string,
): Promise<string | null> {
  const running = await runningOutages(db, tenantId).execute();
  if (running.length === 0) return null;
  const row = await openTickets(db, tenantId).where('tickets.id', '=', ticketId).executeTakeFirst();
  if (!row) return null;
  const ctos = await ctosOn(db, tenantId)
    .where('name', '=', row.cto ?? '')
    .execute();
  const outage = running.find(({ olt_id, pon }) =>
    hangsOn(row, { oltId: olt_id, pon: fromJson<PonPortAddress>(pon) }, ctos),
  );
  if (!outage) return null;
  await addTicket(db, tenantId, outage.id, ticketId);
  return outage.note;
}

function runningOutages(db: Kysely<Tables>, tenantId: string) {
  return db
    .selectFrom('outages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .orderBy('started_at');
}

async function addTicket(
  db: Kysely<Tables>,
  tenantId: string,
  outageId: string,
  ticketId: string,
): Promise<void> {
  await db
    .insertInto('outage_tickets')
    .values({ tenant_id: tenantId, outage_id: outageId, ticket_id: ticketId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function openTickets(db: Kysely<Tables>, tenantId: string) {
  return db
    .selectFrom('tickets')
    .innerJoin('contracts as contract', (join) =>
      join
        .onRef('contract.tenant_id', '=', 'tickets.tenant_id')
        .onRef('contract.id', '=', 'tickets.contract_id'),
    )
    .select(['tickets.id', 'contract.onu', 'contract.cto', 'contract.olt_id'])
    .where('tickets.tenant_id', '=', tenantId)
    .where('tickets.status', 'not in', finishedStatuses);
}

/** The CTOs whose port is known. */
function ctosOn(db: Kysely<Tables>, tenantId: string) {
  return db
    .selectFrom('ctos')
    .select(['name', 'olt_id', 'pon'])
    .where('tenant_id', '=', tenantId)
    .where('pon', 'is not', null);
}

type OfOutages = ExpressionBuilder<Tables, 'outages'>;

/** How the two kinds of outages follow each other, as the order and a cursor name them. */
const running = '0';
const over = '1';

function rank(eb: OfOutages) {
  return eb.case().when('ended_at', 'is', null).then(running).else(over).end();
}

function isBehind(eb: OfOutages, [kind = '', startedAt = '', id = '']: readonly string[]) {
  return eb.or([
    eb(rank(eb), '>', kind),
    eb.and([
      eb(rank(eb), '=', kind),
      eb.or([
        eb('started_at', '<', startedAt),
        eb.and([eb('started_at', '=', startedAt), eb('id', '<', id)]),
      ]),
    ]),
  ]);
}
