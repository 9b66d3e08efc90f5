import { foldText, isFinished, type TicketStatus } from '@field/core';
import type { Kysely } from 'kysely';
import type { ForeignTicket, ForeignWords, KnownTicket } from '../backends/backend.ts';
import type { ForeignNews } from '../backends/backend-store.ts';
import { contractOwner } from './contract-store.ts';
import { linkToOutage } from './dispatch/outage-store.ts';
import { endOfTime, toUtc } from './instants.ts';
import { fromJson, toJson } from './json-column.ts';
import { nextRevision } from './next-revision.ts';
import type { SecretBox } from './secret-box.ts';
import type { Tables } from './tables.ts';

/** What a ticket that came from another system is called here. */
export function localId(backend: string, foreignId: string): string {
  return `${backend}-${foreignId}`;
}

/** What stands for the id over there of a ticket that is yet to be opened there. */
export const opening = 'new:';

/** How an operation stands whose end is not known or not good. */
export const onTheWay = ['waiting', 'sending', 'unknown', 'refused'];

/** What was pulled before and has not ended here and over there. */
export async function listKnownTickets(
  db: Kysely<Tables>,
  tenantId: string,
  backend: string,
): Promise<KnownTicket[]> {
  const rows = await db
    .selectFrom('foreign_tickets as known')
    .innerJoin('tickets as ticket', (join) =>
      join.onRef('ticket.tenant_id', '=', 'known.tenant_id').onRef('ticket.id', '=', 'known.ticket_id'),
    )
    .select(['known.foreign_id', 'known.fingerprint', 'known.ticket_id', 'ticket.status'])
    .where('known.tenant_id', '=', tenantId)
    .where('known.backend', '=', backend)
    .where('known.foreign_id', 'not like', `${opening}%`)
    .orderBy('known.ticket_id')
    .execute();
  const busy = await db
    .selectFrom('outgoing')
    .select('ticket_id')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('backend', '=', backend)
    .where('state', 'in', onTheWay)
    .execute();
  const held = new Set(busy.map(({ ticket_id }) => ticket_id));
  return rows
    .filter(({ ticket_id, status }) => held.has(ticket_id) || !isFinished(status as TicketStatus))
    .map(({ foreign_id, fingerprint }) => ({ foreignId: foreign_id, fingerprint }));
}

interface Save {
  readonly db: Kysely<Tables>;
  readonly tenantId: string;
  readonly secrets: SecretBox;
  readonly backend: string;
  readonly ticket: ForeignTicket;
  readonly now: string;
}

/** Takes in what another system says of a ticket; see `BackendStore.saveTicket`. */
export async function saveForeignTicket(save: Save): Promise<'added' | 'changed' | 'unchanged' | 'held'> {
  const { db, tenantId, backend, ticket, now } = save;
  const known = await db
    .selectFrom('foreign_tickets')
    .select(['fingerprint', 'ticket_id', 'said'])
    .where('tenant_id', '=', tenantId)
    .where('backend', '=', backend)
    .where('foreign_id', '=', ticket.foreignId)
    .executeTakeFirst();
  if (known?.fingerprint === ticket.fingerprint) return 'unchanged';
  const ticketId = known?.ticket_id ?? localId(backend, ticket.foreignId);
  const { openedBy = '' } = ticket;
  const busy = await db
    .selectFrom('outgoing')
    .select('number')
    .where('tenant_id', '=', tenantId)
    // What an opening of ours has made over there is that ticket, and no new one.
    .where((eb) => eb.or([eb('ticket_id', '=', ticketId), eb('id', '=', openedBy)]))
    .where('state', 'in', onTheWay)
    .limit(1)
    .executeTakeFirst();
  if (busy) return 'held';
  await saveContract(save);
  await saveTicket(save, ticketId, known?.said ? fromJson<ForeignWords>(known.said) : null);
  const said = ticket.said ? toJson(ticket.said) : null;
  const bound = { fingerprint: ticket.fingerprint, said, seen_at: now };
  await db
    .insertInto('foreign_tickets')
    .values({
      tenant_id: tenantId,
      ticket_id: ticketId,
      backend,
      foreign_id: ticket.foreignId,
      ...bound,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'ticket_id']).doUpdateSet(bound))
    .execute();
  return known ? 'changed' : 'added';
}

/** Lets whatever another system says next of what changed there be news: it may be opened again, or given back, as it was. */
export async function forgetWords(
  db: Kysely<Tables>,
  tenantId: string,
  ticketId: string,
  news: ForeignNews,
): Promise<void> {
  const row = await db
    .selectFrom('foreign_tickets')
    .select('said')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst();
  const words = news === 'technician' || !row?.said ? null : fromJson<ForeignWords>(row.said);
  await db
    .updateTable('foreign_tickets')
    .set({ fingerprint: '', said: words && toJson({ ...words, status: '' }) })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .execute();
}

/** What the technician measures and connects belongs to this server; plan and login to the other system. */
async function saveContract({ db, tenantId, secrets, backend, ticket }: Save): Promise<void> {
  const id = localId(backend, ticket.contract.id);
  const { plan, ctoPort, pppoe } = ticket.contract;
  const theirs = {
    plan,
    ...(pppoe && {
      pppoe_login: pppoe.login,
      pppoe_password: secrets.seal(pppoe.password, contractOwner(tenantId, id)),
    }),
  };
  await db
    .insertInto('contracts')
    .values({
      tenant_id: tenantId,
      id,
      subplan: null,
      cto: null,
      seal: null,
      cto_port: ctoPort,
      pppoe_login: null,
      pppoe_password: null,
      olt_id: null,
      onu_profile: null,
      onu_state: 'none',
      onu: null,
      onu_serial: null,
      ...theirs,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(theirs))
    .execute();
}

/** @param saidBefore what the other system said last; null where all it says now counts */
async function saveTicket(
  { db, tenantId, backend, ticket, now }: Save,
  id: string,
  saidBefore: ForeignWords | null,
): Promise<void> {
  const before = await db
    .selectFrom('tickets')
    .select(['company_id', 'technician_id', 'status'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  const revision = await nextRevision(db, tenantId);
  const hasSameTechnician =
    saidBefore !== null && ticket.said !== undefined && saidBefore.technician === ticket.said.technician;
  const hasSameStatus = hasSameTechnician && saidBefore.status === ticket.said?.status;
  const here = before?.status as TicketStatus | undefined;
  const technicianId = before && hasSameTechnician ? before.technician_id : ticket.technicianId;
  const columns = {
    company_id: ticket.companyId,
    technician_id: technicianId,
    status: here !== undefined && hasSameStatus ? here : statusAfter(here, ticket.status),
    protocol: ticket.protocol,
    priority: ticket.priority,
    problem_code: toJson(ticket.problemCode),
    schedule: toJson(ticket.schedule),
    sort_at: ticket.schedule ? toUtc(ticket.schedule.startsAt) : endOfTime,
    address: toJson(ticket.address),
    location: toJson(ticket.location),
    customer: toJson(ticket.customer),
    customer_search: foldText(ticket.customer.name),
    updated_at: now,
    revision,
  };
  if (!before) {
    const contract_id = localId(backend, ticket.contract.id);
    await db
      .insertInto('tickets')
      .values({
        tenant_id: tenantId,
        id,
        contract_id,
        subcategory: null,
        opened_at: ticket.openedAt,
        version: 1,
        ...columns,
      })
      .execute();
    await linkToOutage(db, tenantId, id);
    return;
  }
  await db
    .updateTable('tickets')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
  if (before.technician_id !== null && before.technician_id !== technicianId) {
    const { company_id, technician_id } = before;
    await db
      .insertInto('departures')
      .values({ tenant_id: tenantId, company_id, technician_id, revision, ticket_id: id })
      .execute();
  }
}

/** A state only one side can tell stays: how a report ended is known here, a letter nobody documented says nothing. */
function statusAfter(here: TicketStatus | undefined, there: TicketStatus): TicketStatus {
  if (here === undefined) return there;
  if (there === 'unknown' || (isFinished(here) && isFinished(there))) return here;
  return there;
}

/** The product of a movement; null where there is no such movement. */
export async function findMovementProduct(
  db: Kysely<Tables>,
  tenantId: string,
  movementId: string,
): Promise<string | null> {
  const number = Number(movementId);
  if (!Number.isSafeInteger(number)) return null;
  const row = await db
    .selectFrom('movements')
    .select('product_id')
    .where('tenant_id', '=', tenantId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.product_id ?? null;
}
