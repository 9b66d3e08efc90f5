import type { Ticket, Timeline } from '@field/core';
import type { Outage } from '@field/core/dispatch';
import { expect, test } from 'vitest';
import { olt, order, serveDispatcher } from './support/dispatcher.ts';
import { ticket } from './support/tenant.ts';

const pon = { shelf: 0, slot: 1, port: 3 };
const onuAt = (port: number, serialNumber: string) => ({
  oltId: 'olt-1',
  address: { shelf: 0, slot: 1, port, onuId: 4 },
  serialNumber,
});

test('a mass outage links the tickets of its port: those open, and those opened while it lasts', async () => {
  const { json, call, faults, login, dora, ana } = await serveDispatcher({
    olts: [{ id: 'olt-1', ...olt }],
    contracts: [
      { id: 'contract-1', onu: onuAt(3, 'HWTC00000001') },
      { id: 'contract-2', onu: onuAt(4, 'HWTC00000002') },
      { id: 'contract-3' },
    ],
    tickets: [
      ticket('t-1'),
      ticket('t-2', { contractId: 'contract-2' }),
      ticket('t-3', { contractId: 'contract-3' }),
      ticket('t-4', { status: 'completed' }),
      ticket('t-5', { companyId: 'filial', technicianId: 'beto' }),
    ],
  });
  const path = '/v1/dispatch/outages';
  const body = { oltId: 'olt-1', pon, note: 'Cabo rompido na BR-381' };
  const headers = { 'accept-language': 'pt-BR' };
  const outage = await json<Outage>('POST', path, { as: dora, body, headers });
  expect(outage).toMatchObject({ ticketIds: ['t-1'], endedAt: null });
  expect((await json<Ticket>('GET', '/v1/tickets/t-1', { as: ana })).version).toBe(2);
  expect(await json('GET', '/v1/tickets/t-1/outage', { as: ana })).toMatchObject({
    outage: { note: 'Cabo rompido na BR-381', endedAt: null },
  });
  expect(await json('GET', '/v1/tickets/t-2/outage', { as: ana })).toEqual({ outage: null });
  const timeline = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as: ana });
  expect(timeline.items.at(-1)?.params.text).toBe('Queda em massa: Cabo rompido na BR-381');

  const during = await json<Ticket>('POST', '/v1/dispatch/tickets', { as: dora, body: order });
  await call('POST', `${path}/${outage.id}/end`, { as: dora });
  const after = await json<Ticket>('POST', '/v1/dispatch/tickets', { as: dora, body: order });
  const { items } = await json<{ items: Outage[] }>('GET', path, { as: dora });
  expect(items.map(({ ticketIds }) => ticketIds)).toEqual([[during.id, 't-1'].sort()]);
  expect(items[0]?.ticketIds).not.toContain(after.id);
  expect(items[0]?.endedAt).not.toBe(null);
  const other = await login('dora', 'norte', 'filial');
  expect((await json<{ items: Outage[] }>('GET', path, { as: other })).items[0]?.ticketIds).toEqual(['t-5']);
  const unknown = { ...body, oltId: 'olt-9' };
  expect(await faults('POST', path, { as: dora, body: unknown })).toEqual([
    '422 core.invalid_input',
    '/oltId',
  ]);
});
