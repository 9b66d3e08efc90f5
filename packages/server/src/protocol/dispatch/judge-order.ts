import type { CodedLabel, Schedule, Ticket } from '@field/core';
import type { NewTicket } from '@field/core/dispatch';
import type { OpenTicket } from '../../storage/dispatch/dispatch.ts';
import type { DispatchStore, Store } from '../../storage/store.ts';
import { invalid } from './issue-of.ts';

/** What exists of all that orders name, read once for however many they are. */
export interface OrderGround {
  readonly problemCodes: ReadonlyMap<string, CodedLabel>;
  readonly contracts: ReadonlySet<string>;
  /** Who may be given tickets of the company. */
  readonly people: ReadonlySet<string>;
  readonly protocols: ReadonlySet<string>;
}

export async function readOrderGround(
  { scope, dispatch }: Store,
  orders: readonly NewTicket[],
): Promise<OrderGround> {
  const named = (name: 'contractId' | 'technicianId' | 'protocol') =>
    [...new Set(orders.map((order) => order[name]))].filter((each) => typeof each === 'string');
  const problemCodes = await dispatch.catalogues.list('problemCodes');
  const people = new Set<string>();
  for (const personId of named('technicianId')) {
    if (await mayWork(dispatch, personId, scope.companyId)) people.add(personId);
  }
  return {
    problemCodes: new Map(problemCodes.map((problem) => [problem.code, problem])),
    contracts: await dispatch.network.whichContracts(named('contractId')),
    people,
    protocols: await dispatch.tickets.whichProtocols(named('protocol')),
  };
}

/** An order as the ticket it becomes. @throws ValidationError naming what does not exist */
export function judgeOrder(order: NewTicket, ground: OrderGround, now: string): OpenTicket {
  const { technicianId = null, schedule = null, protocol = null } = order;
  const problemCode = ground.problemCodes.get(order.problemCode);
  const wrong = [
    ...(problemCode ? [] : [['problemCode']]),
    ...(ground.contracts.has(order.contractId) ? [] : [['contractId']]),
    ...(technicianId === null || ground.people.has(technicianId) ? [] : [['technicianId']]),
    ...(isWindow(schedule) ? [] : [['schedule', 'endsAt']]),
    ...(protocol !== null && ground.protocols.has(protocol) ? [['protocol']] : []),
  ];
  if (!problemCode || wrong.length > 0) throw invalid(...wrong);
  return {
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
  };
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
