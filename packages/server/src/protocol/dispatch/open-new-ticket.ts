import type { Locale, Schedule, Ticket } from '@field/core';
import type { NewTicket } from '@field/core/dispatch';
import type { DispatchStore, Store } from '../../storage/store.ts';
import { invalid } from './issue-of.ts';
import { noteOutage } from './note-outage.ts';

/**
 * Opens a ticket; where its contract hangs on a port that is out, it belongs to the outage from the start.
 * @throws ValidationError naming what does not exist
 */
export async function openNewTicket(
  { scope, dispatch }: Store,
  order: NewTicket,
  now: string,
  locale: Locale,
): Promise<Ticket> {
  const { technicianId = null, schedule = null, protocol = null } = order;
  const problems = await dispatch.catalogues.list('problemCodes');
  const problemCode = problems.find(({ code }) => code === order.problemCode);
  const contract = await dispatch.network.findContract(order.contractId);
  const wrong = [
    ...(problemCode ? [] : [['problemCode']]),
    ...(contract ? [] : [['contractId']]),
    ...(technicianId === null || (await mayWork(dispatch, technicianId, scope.companyId))
      ? []
      : [['technicianId']]),
    ...(isWindow(schedule) ? [] : [['schedule', 'endsAt']]),
    ...(protocol !== null && (await dispatch.tickets.isProtocolTaken(protocol)) ? [['protocol']] : []),
  ];
  if (!problemCode || wrong.length > 0) throw invalid(...wrong);
  const ticket = await dispatch.tickets.open({
    contractId: order.contractId,
    problemCode,
    subcategory: order.subcategory ?? null,
    priority: order.priority ?? 'normal',
    schedule,
    technicianId,
    address: order.address,
    location: order.location ?? null,
    customer: order.customer,
    status: statusWithout(technicianId, schedule),
    openedAt: now,
    protocol,
  });
  const note = await dispatch.outages.link(ticket.id);
  if (note !== null) await noteOutage(dispatch, [ticket.id], note, { now, locale });
  return ticket;
}

/** Whether somebody may be given tickets of a company. */
export async function mayWork(
  { people }: DispatchStore,
  personId: string,
  companyId: string,
): Promise<boolean> {
  const person = await people.find(personId);
  return person?.active === true && person.companyIds.includes(companyId);
}

/** Whether a window ends after it starts. */
export function isWindow(schedule: Schedule | null): boolean {
  return schedule === null || Date.parse(schedule.endsAt) > Date.parse(schedule.startsAt);
}

/** Where a ticket stands that nobody has worked on. */
export function statusWithout(technicianId: string | null, schedule: Schedule | null): Ticket['status'] {
  if (technicianId !== null) return 'assigned';
  return schedule === null ? 'open' : 'scheduled';
}
