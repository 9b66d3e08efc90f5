import type { Ticket } from '@field/core';
import { insertOutgoing, outgoingRow } from './add-outgoing.ts';
import { deleteDrafts } from './draft-store.ts';
import { toJson } from './json-column.ts';
import { newId } from './new-id.ts';
import { countRevision, lastRevision } from './next-revision.ts';
import { type Blank, prepared } from './prepared.ts';
import type { Scope } from './scope.ts';
import type { AwaitedFile, ClosingGround, TicketEnd } from './store.ts';
import type { Tables } from './tables.ts';
import { insertEntry } from './timeline-store.ts';
import type { GivenStatement, Transaction } from './view.ts';

/** How a ticket ends, and when; `chains` see `View`. */
interface WrittenEnd extends TicketEnd {
  readonly recordedAt: string;
  readonly chains: boolean;
}

/**
 * What is written when a ticket ends, in an order that lets closings run beside each other: from the count of the tenant's
 * changes on, the first of the last, they wait for each other until the end.
 */
export function closeTicket(
  scope: Scope,
  { ticket, hasDraft, runningVisitId, hasSiblings, foreign }: ClosingGround,
  { closed, closing, awaited, recordedAt, chains }: WrittenEnd,
): Pick<Transaction, 'apart' | 'last'> {
  const { id: ticketId, contractId } = ticket;
  const { technicianId } = scope;
  const { outcome, occurredAt } = closing;
  const entry = {
    id: newId(),
    ticketId,
    kind: 'closed' as const,
    occurredAt,
    recordedAt,
    params: { outcome, text: closing.details },
  };
  const showsMore = (['cto', 'seal', 'ctoPort'] as const).some(
    (name) => closed.network[name] !== ticket.network[name],
  );
  const apart = [
    insertClosing.given({
      ticket_id: ticketId,
      technician_id: technicianId,
      report: toJson(closing),
      recorded_at: recordedAt,
    }),
    ...(hasDraft ? [deleteDrafts.given({ ticketId })] : []),
    ...(awaited.length > 0 ? [awaiting(ticketId, awaited)] : []),
    ...(runningVisitId === null ? [] : [endVisit.given({ visitId: runningVisitId, occurredAt, outcome })]),
    insertEntry.given({
      ticket_id: ticketId,
      id: entry.id,
      kind: entry.kind,
      technician_id: technicianId,
      occurred_at: occurredAt,
      recorded_at: recordedAt,
      params: toJson(entry.params),
    }),
    ...(showsMore ? [updateNetwork.given(networkOf(closed))] : []),
  ];
  const last = [
    ...(chains ? [] : [countRevision.given({})]),
    endTicket.given({ ticketId, now: recordedAt, status: closed.status }, chains),
    ...(showsMore && hasSiblings ? [touchSiblings.given({ ticketId, contractId })] : []),
    ...(foreign ? [insertOutgoing.given(outgoingRow(foreign, technicianId, entry))] : []),
  ];
  return { apart, last };
}

const insertClosing = prepared(({ db, tenantId, value }: Blank<Omit<Tables['closings'], 'tenant_id'>>) => {
  const { ticket_id, technician_id, report, recorded_at } = value;
  return db
    .insertInto('closings')
    .values({ tenant_id: tenantId, ticket_id, technician_id, report, recorded_at });
});

function awaiting(ticketId: string, files: readonly AwaitedFile[]): GivenStatement {
  const values = files.flatMap(({ sha256, category }, at) => [
    [`sha256 ${at}`, sha256],
    [`category ${at}`, category],
  ]);
  return insertAwaited.given({ ...Object.fromEntries(values), ticketId }, String(files.length));
}

/** So many files, each `sha256 <n>` and `category <n>`. */
const insertAwaited = prepared(({ db, tenantId, value }: Blank<Record<string, string>>, count: string) =>
  db
    .insertInto('awaited_evidence')
    .values(
      Array.from({ length: Number(count) }, (_, at) => ({
        tenant_id: tenantId,
        ticket_id: value.ticketId ?? '',
        sha256: value[`sha256 ${at}`] ?? '',
        category: value[`category ${at}`] ?? '',
        evidence_id: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

const endVisit = prepared(
  ({ db, tenantId, value }: Blank<{ visitId: string; occurredAt: string; outcome: string }>) =>
    db
      .updateTable('visits')
      .set({ ended_at: value.occurredAt, outcome: value.outcome })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', value.visitId),
);

interface Network {
  readonly contractId: string;
  readonly cto: string | null;
  readonly seal: string | null;
  readonly ctoPort: string | null;
}

function networkOf({ contractId, network: { cto, seal, ctoPort } }: Ticket): Network {
  return { contractId, cto, seal, ctoPort };
}

const updateNetwork = prepared(({ db, tenantId, value }: Blank<Network>) =>
  db
    .updateTable('contracts')
    .set({ cto: value.cto, seal: value.seal, cto_port: value.ctoPort })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', value.contractId),
);

const endTicket = prepared(
  (
    { db, tenantId, value }: Blank<{ ticketId: string; now: string; status: string }>,
    /** The tenant's changes with it. */
    counts: boolean,
  ) => {
    const ended = { status: value.status, updated_at: value.now };
    const counted = db.with('counted', (query) =>
      query
        .updateTable('tenants')
        .set((eb) => ({ revision: eb('revision', '+', 1) }))
        .where('id', '=', tenantId)
        .returning('revision'),
    );
    return counts
      ? counted
          .updateTable('tickets')
          .set((eb) => ({
            ...ended,
            revision: eb.selectFrom('counted').select('revision'),
            version: eb('version', '+', 1),
          }))
          .where('tenant_id', '=', tenantId)
          .where('id', '=', value.ticketId)
      : db
          .updateTable('tickets')
          .set((eb) => ({ ...ended, revision: lastRevision(db, tenantId), version: eb('version', '+', 1) }))
          .where('tenant_id', '=', tenantId)
          .where('id', '=', value.ticketId);
  },
);

/** The other tickets of a contract show what it holds. */
const touchSiblings = prepared(({ db, tenantId, value }: Blank<{ ticketId: string; contractId: string }>) =>
  db
    .updateTable('tickets')
    .set((eb) => ({ revision: lastRevision(db, tenantId), version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('contract_id', '=', value.contractId)
    .where('id', '!=', value.ticketId),
);
