import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { type SeenRequest, sendProblem } from './loopback-server.ts';
import { sampleStart } from './samples.ts';
import { rejection } from './signed-in-client.ts';
import { startOutbox, use } from './started-outbox.ts';
import { until } from './until.ts';

const refuseOnce = () => {
  let refused = false;
  return (request: SeenRequest, response: ServerResponse) => {
    if (refused || !request.path.endsWith('/1/products')) return false;
    refused = true;
    sendProblem(response, 409, { code: 'server.stock_insufficient' });
    return true;
  };
};

test('what the server refuses holds up its own ticket, says why, and goes on once it is edited', async () => {
  const { changes, outbox } = await startOutbox(refuseOnce());
  const refused = await outbox.products.use('1', use);
  await outbox.tickets.startVisit('1', sampleStart);
  await (await outbox.products.use('2', use)).acknowledged;
  expect(await rejection(refused.acknowledged)).toMatchObject({ code: 'client.conflict' });
  const { items } = await until(outbox, (snapshot) => snapshot.refused === 1);
  expect(items.map(({ kind, refusal, state }) => [kind, state, refusal?.problemCode])).toEqual([
    ['products.use', 'refused', 'server.stock_insufficient'],
    ['tickets.startVisit', 'queued', undefined],
  ]);
  expect(await rejection(outbox.edit(refused.operationId, { ...use, quantity: -1 }))).toMatchObject({
    code: 'client.invalid',
  });
  await outbox.edit(refused.operationId, { ...use, quantity: 1 });
  await until(outbox, ({ status }) => status === 'idle');
  const ofTicket = changes().filter(({ path }) => path.startsWith('/v1/tickets/1/'));
  expect(ofTicket.map(({ path }) => path.split('/').at(-1))).toEqual(['products', 'products', 'visits']);
  expect(ofTicket[1]?.headers['idempotency-key']).toBe(refused.operationId);
  expect(JSON.parse(ofTicket[1]?.body ?? '')).toMatchObject({ quantity: 1 });
});

test('a refused change can be retried as it is, or discarded', async () => {
  const { outbox } = await startOutbox(refuseOnce());
  const { operationId } = await outbox.products.use('1', use);
  await until(outbox, ({ refused }) => refused === 1);
  await outbox.retry(operationId);
  await until(outbox, ({ status }) => status === 'idle');

  const other = await startOutbox(refuseOnce());
  const given = await other.outbox.products.use('1', use);
  await until(other.outbox, ({ refused }) => refused === 1);
  await other.outbox.discard(given.operationId);
  expect(other.outbox.getSnapshot()).toMatchObject({ status: 'idle', pending: 0 });
  expect(await other.records.list('')).toEqual([]);
  expect(await rejection(other.outbox.retry(given.operationId))).toMatchObject({ code: 'client.not_found' });
});
