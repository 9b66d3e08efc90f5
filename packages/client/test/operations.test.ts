import { expect, test } from 'vitest';
import type { Operation } from '../src/operations/operation.ts';
import { createSend, type Send } from '../src/operations/send.ts';
import { createApi } from '../src/resources/api.ts';
import { createClosings } from '../src/resources/closings.ts';
import { createEvidence } from '../src/resources/evidence.ts';
import { createOnu } from '../src/resources/onu.ts';
import { createProducts } from '../src/resources/products.ts';
import { createTickets } from '../src/resources/tickets.ts';
import { sampleClosing, sampleStart, sampleVisit } from './samples.ts';

/** Keeps every change as storage would, instead of sending it. */
function startKeeping() {
  const kept: Operation[] = [];
  const send: Send = (operation) => {
    kept.push(structuredClone(operation) as Operation);
    return new Promise(() => undefined);
  };
  const call = () => Promise.reject(new TypeError('a change went past send'));
  let made = 0;
  const stamp = () => ({
    operationId: `0190a1b2-0000-7000-8000-${String(++made).padStart(12, '0')}`,
    occurredAt: '2026-03-02T15:00:00Z',
  });
  const api = createApi(call, send, stamp, 'en');
  return { api, kept };
}

test('every change is data that survives storage before it is sent', async () => {
  const { api, kept } = startKeeping();
  const location = { latitude: 1, longitude: 2, accuracyMetres: null, measuredAt: null };
  const occurredAt = '2026-03-02T14:00:00Z';
  const bytes = Uint8Array.of(1, 2, 3);
  const about = { mediaType: 'image/png', category: 'photo', takenAt: occurredAt } as const;
  const tickets = createTickets(api);
  void tickets.updateLocation('1', { occurredAt, location });
  void tickets.depart('1', { occurredAt, location: null });
  void tickets.startVisit('1', sampleStart);
  void tickets.customerAbsent('1', { occurredAt, location: null, note: 'No answer' });
  void createProducts(api).use('1', { productId: 'p1', quantity: 2, mode: 'sale' });
  void createProducts(api).remove('1', 'm1');
  void createEvidence(api, 30_000).upload('1', { ...about, bytes });
  void createClosings(api).close('1', sampleClosing);
  void createOnu(api).authorize('1', {
    oltId: 'o',
    at: { shelf: 0, slot: 1, port: 2 },
    serialNumber: '4857544312345678',
  });

  expect(kept.map(({ kind, method, path }) => [kind, method, path])).toEqual([
    ['tickets.updateLocation', 'PUT', '/v1/tickets/1/location'],
    ['tickets.depart', 'POST', '/v1/tickets/1/departure'],
    ['tickets.startVisit', 'POST', '/v1/tickets/1/visits'],
    ['tickets.customerAbsent', 'POST', '/v1/tickets/1/customer-absent'],
    ['products.use', 'POST', '/v1/tickets/1/products'],
    ['products.remove', 'DELETE', '/v1/tickets/1/products/m1'],
    ['evidence.upload', 'POST', `/v1/tickets/1/evidence?category=photo&takenAt=2026-03-02T14%3A00%3A00Z`],
    ['closings.close', 'POST', '/v1/tickets/1/closing'],
    ['onu.authorize', 'POST', '/v1/tickets/1/onu/authorize'],
  ]);
  expect(kept[6]?.body).toEqual({ bytes, mediaType: 'image/png' });
  expect(kept[8]?.body).toMatchObject({ json: { serialNumber: 'HWTC12345678' } });
  expect(new Set(kept.map(({ operationId }) => operationId)).size).toBe(kept.length);
});

test('a stored change is sent by a later run of the app and its answer is read by its kind', async () => {
  const { api, kept } = startKeeping();
  void createTickets(api).startVisit('1', sampleStart);
  const stored = JSON.parse(JSON.stringify(kept[0])) as Operation<'tickets.startVisit'>;

  const response = new Response(JSON.stringify(sampleVisit));
  const send = createSend(async (request, answer) => {
    expect(request).toEqual({
      operationId: stored.operationId,
      occurredAt: '2026-03-02T15:00:00Z',
      method: 'POST',
      path: '/v1/tickets/1/visits',
      body: { json: sampleStart },
    });
    const result = await answer(response, 'application/json');
    if (!result.ok) throw new TypeError('not read');
    return result.value;
  }, false);
  expect(await send(stored, {})).toEqual(sampleVisit);
});
