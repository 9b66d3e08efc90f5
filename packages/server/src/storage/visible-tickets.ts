import type { TicketStatus } from '@field/core';
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Blank } from './prepared.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

/** The statuses after which nothing happens to a ticket any more. */
export const finishedStatuses: readonly TicketStatus[] = ['completed', 'completedUnresolved', 'cancelled'];

/** Whose tickets are seen: one technician's, or for a dispatcher those of everybody in the company. */
export type Sight = Scope & { readonly wholeCompany?: boolean };

/** Who looks, as a value of a prepared statement. */
export type Looker = Pick<Scope, 'companyId' | 'technicianId'>;

/** The sight of a prepared statement. */
export function sightOf({ tenantId, value }: Blank<Looker>, wholeCompany: boolean): Sight {
  return { tenantId, companyId: value.companyId, technicianId: value.technicianId, wholeCompany };
}

/**
 * The ids of the tickets a scope sees: assigned to the technician, in the company; a dispatcher's all in the company. Every statement about a ticket or
 * what hangs on it goes through this.
 */
export function visibleTickets(db: Kysely<Tables>, sight: Sight) {
  return db
    .selectFrom('tickets')
    .where('tickets.tenant_id', '=', sight.tenantId)
    .where('tickets.company_id', '=', sight.companyId)
    .$if(sight.wholeCompany !== true, (query) =>
      query.where('tickets.technician_id', '=', sight.technicianId),
    );
}

/** `visibleTickets` as the list of ids to filter other tables by. */
export function visibleTicketIds(db: Kysely<Tables>, sight: Sight) {
  return visibleTickets(db, sight).select('tickets.id');
}

type TicketQuery = SelectQueryBuilder<Tables, 'tickets', object>;

/** `visibleTickets` with what a ticket shows of its contract. */
export function ticketsWithContract(db: Kysely<Tables>, sight: Sight) {
  return withContract(visibleTickets(db, sight));
}

/** Tickets with what they show of their contract. */
export function withContract(query: TicketQuery) {
  return query
    .innerJoin('contracts as contract', (join) =>
      join
        .onRef('contract.tenant_id', '=', 'tickets.tenant_id')
        .onRef('contract.id', '=', 'tickets.contract_id'),
    )
    .selectAll('tickets')
    .select([
      'contract.cto',
      'contract.seal',
      'contract.cto_port',
      'contract.pppoe_login',
      'contract.plan',
      'contract.subplan',
      'contract.onu_state',
      'contract.onu',
    ]);
}
