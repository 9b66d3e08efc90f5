import { isFinished, type Ticket } from '../index.ts';
import type { MeanwhileEvent } from './conflict-table.ts';

/** One thing that changed: where, and from what to what. */
export interface MeanwhileChange {
  readonly event: MeanwhileEvent;
  /** The field of the ticket, or of the operation for `stockMoved`. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** The ticket as the server has it now, and who asks. */
export interface Now {
  readonly ticket: Ticket;
  readonly technicianId: string;
  /** The operation needs material that is no longer there, see `findOvercommitted`. */
  readonly stockMoved?: boolean | undefined;
}

/**
 * What happened between the ticket a technician saw and the one the server has, in the order of the table. A ticket the
 * technician closed is not closed by another: give `after` what the server answers before the closing is sent.
 */
export function findMeanwhile(base: Ticket, { ticket, technicianId, stockMoved }: Now): MeanwhileChange[] {
  const changes: MeanwhileChange[] = [];
  const add = (event: MeanwhileEvent, path: readonly string[], before: unknown, after: unknown) =>
    changes.push({ event, path, before, after });

  if (ticket.technicianId !== technicianId && ticket.technicianId !== base.technicianId) {
    add('reassigned', ['technicianId'], base.technicianId, ticket.technicianId);
  }
  if (ticket.status !== base.status && isFinished(ticket.status)) {
    const event = ticket.status === 'cancelled' ? 'cancelled' : 'closedByOther';
    add(event, ['status'], base.status, ticket.status);
  }
  if (differ(base.schedule, ticket.schedule))
    add('rescheduled', ['schedule'], base.schedule, ticket.schedule);
  for (const field of ['address', 'location'] as const) {
    if (differ(base[field], ticket[field])) add('addressChanged', [field], base[field], ticket[field]);
  }
  if (base.contractId !== ticket.contractId) {
    add('contractChanged', ['contractId'], base.contractId, ticket.contractId);
  }
  for (const field of ['cto', 'seal', 'ctoPort', 'pppoeLogin', 'plan', 'subplan', 'onu'] as const) {
    const [before, after] = [base.network[field], ticket.network[field]];
    if (differ(before, after)) add('contractChanged', ['network', field], before, after);
  }
  if (stockMoved) add('stockMoved', [], null, null);
  return changes;
}

/** Whether two values of a ticket differ; the order of keys does not matter. */
function differ(a: unknown, b: unknown): boolean {
  if (a === b) return false;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return true;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].some((key) =>
    differ((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
