import type { Kysely } from 'kysely';
import type { Scope } from './store.ts';
import type { Tables } from './tables.ts';

/**
 * The ids of the tickets a scope sees: assigned to the technician, in the company. Every statement about a ticket or
 * what hangs on it goes through this.
 */
export function visibleTickets(db: Kysely<Tables>, scope: Scope) {
  return db
    .selectFrom('tickets')
    .where('tickets.tenant_id', '=', scope.tenantId)
    .where('tickets.company_id', '=', scope.companyId)
    .where('tickets.technician_id', '=', scope.technicianId);
}

/** `visibleTickets` as the list of ids to filter other tables by. */
export function visibleTicketIds(db: Kysely<Tables>, scope: Scope) {
  return visibleTickets(db, scope).select('tickets.id');
}
