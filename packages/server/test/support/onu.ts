import type { Session, Timeline } from '@field/core';
import type { TenantImport } from '../../src/index.ts';
import { gatewayTo, oltOf, simulate } from './olt.ts';
import { serve } from './serve.ts';
import { provider } from './tenant.ts';

export const serialNumber = 'HWTC5A3F90C4';
export const authorization = { oltId: 'olt-1', at: { shelf: 0, slot: 1, port: 3 }, serialNumber };
export const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };

type Server = Awaited<ReturnType<typeof serve>>;

/** A server whose tenant `norte` has a simulated OLT, where the ONU of `serialNumber` waits. */
export async function serveWithOlt({
  olt = {},
  ...changes
}: Partial<TenantImport> & { olt?: Partial<ReturnType<typeof oltOf>> } = {}) {
  const simulator = await simulate({ maxLogins: 1 });
  simulator.olt.appear(serialNumber, '0/1/3');
  const tenant = provider('norte', { olts: [oltOf(simulator, olt)], ...changes });
  const server = await serve({ tenants: [tenant], olts: gatewayTo(simulator) });
  return { simulator, ...server, as: await server.login() };
}

/** What is kept of a ticket's ONU: state, timeline, audit. */
export async function kept({ json, storage, as }: Server & { as: Session }, ticketId = 't-1') {
  const { onu, onuState } = (await storage.as(scope).contracts.findOfTicket(ticketId)) ?? {};
  const { items } = await json<Timeline>('GET', `/v1/tickets/${ticketId}/timeline`, { as });
  const { items: audit } = await storage.as(scope).audit.list(ticketId, { limit: 100 });
  return {
    onu,
    onuState,
    timeline: items.map(({ kind }) => kind),
    audit: audit.map(({ details }) => details.outcome),
  };
}
