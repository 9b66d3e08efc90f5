import { check, ProductUse, type ProductUses, type Stock, type Timeline } from '@field/core';
import { expect, test } from 'vitest';
import { serve } from './support/serve.ts';

const path = '/v1/tickets/t-1/products';
const drop = (quantity: number) => ({ productId: 'drop', quantity, mode: 'sale' });

test('metres are counted without float dust and taken back exactly', async () => {
  const { call, json, login } = await serve();
  const as = await login();
  const left = async () =>
    (await json<Stock>('GET', '/v1/stock', { as })).items.find(({ productId }) => productId === 'drop')
      ?.available;
  expect(await left()).toBe(100.3);
  const used = await json<ProductUse>('POST', path, { as, body: drop(35.5) });
  expect(check(ProductUse, used).ok).toBe(true);
  expect(used).toMatchObject({
    name: 'CABO DROP 1FO',
    quantity: 35.5,
    unit: 'metre',
    serial: null,
    recordedBy: { id: 'ana' },
  });
  await json('POST', path, { as, body: drop(0.1) });
  await json('POST', path, { as, body: drop(0.2) });
  await json('POST', path, { as, body: drop(1.005) });
  expect(await left()).toBe(63.495);
  expect((await call('DELETE', `${path}/${used.movementId}`, { as })).status).toBe(204);
  expect(await left()).toBe(98.995);
  const uses = await json<ProductUses>('GET', path, { as });
  expect(uses.items.map(({ quantity }) => quantity)).toEqual([0.1, 0.2, 1.005]);
});

test('a loaned router leaves the stock by its serial and comes back by it', async () => {
  const { call, json, login, refusal } = await serve();
  const as = await login();
  const serials = async () =>
    (await json<Stock>('GET', '/v1/stock', { as })).items.find(({ productId }) => productId === 'router')
      ?.serials;
  const loan = { productId: 'router', quantity: 1, mode: 'loan', serial: 'RT-002' };
  const used = await json<ProductUse>('POST', path, { as, body: loan });
  expect(await serials()).toEqual(['RT-001']);
  expect(await refusal('POST', path, { as, body: loan })).toBe('409 server.serial_not_in_stock');
  expect((await call('DELETE', `${path}/${used.movementId}`, { as })).status).toBe(204);
  expect(await refusal('DELETE', `${path}/${used.movementId}`, { as })).toBe('404 server.not_found');
  expect(await serials()).toEqual(['RT-001', 'RT-002']);
  const { items } = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(items.map(({ kind, params }) => [kind, params.serial, params.movementId])).toEqual([
    ['loanAdded', 'RT-002', used.movementId],
    ['loanRemoved', 'RT-002', used.movementId],
  ]);
});

test('stock never goes below zero, also when two ask at once', async () => {
  const { call, json, login, refusal } = await serve();
  const as = await login();
  expect(await refusal('POST', path, { as, body: drop(100.301) })).toBe('409 server.stock_insufficient');
  expect(await refusal('POST', path, { as, body: { ...drop(1), productId: 'unheard-of' } })).toBe(
    '409 server.stock_insufficient',
  );
  const both = await Promise.all([1, 2].map(() => call('POST', path, { as, body: drop(60) })));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const stock = await json<Stock>('GET', '/v1/stock', { as });
  expect(stock.items.find(({ productId }) => productId === 'drop')?.available).toBe(40.3);
});

test('a wrong quantity or a missing serial names its field and moves nothing', async () => {
  const { call, json, login } = await serve();
  const as = await login();
  const fieldsOf = async (body: unknown) => {
    const answer = await call('POST', path, { as, body });
    const { errors } = (await answer.json()) as { errors: { pointer: string; code: string }[] };
    return [answer.status, ...errors.map(({ pointer, code }) => `${pointer} ${code}`)];
  };
  expect(await fieldsOf(drop(0))).toEqual([422, '/quantity not_more_than']);
  expect(await fieldsOf(drop(-3))).toEqual([422, '/quantity not_more_than']);
  expect(await fieldsOf(drop(1.0001))).toEqual([422, '/quantity too_precise']);
  expect(await fieldsOf({ productId: 'connector', quantity: 1.5, mode: 'sale' })).toEqual([
    422,
    '/quantity not_whole',
  ]);
  expect(await fieldsOf({ productId: 'router', quantity: 1, mode: 'loan' })).toEqual([
    422,
    '/serial required',
  ]);
  expect(await fieldsOf({ quantity: '2', mode: 'gift' })).toEqual([
    422,
    '/productId required',
    '/quantity wrong_type',
    '/mode unknown_value',
  ]);
  expect((await json<ProductUses>('GET', path, { as })).items).toEqual([]);
  expect((await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as })).items).toEqual([]);
});

test('a movement of another ticket cannot be taken back through this one', async () => {
  const { json, login, refusal } = await serve();
  const [ana, beto] = [await login('ana'), await login('beto')];
  const body = { productId: 'connector', quantity: 1, mode: 'sale' };
  const used = await json<ProductUse>('POST', '/v1/tickets/t-2/products', { as: beto, body });
  for (const id of [used.movementId, '0', '-1', '1e3', '999999999999999999999', '%00']) {
    expect(await refusal('DELETE', `${path}/${id}`, { as: ana })).toBe('404 server.not_found');
  }
});
