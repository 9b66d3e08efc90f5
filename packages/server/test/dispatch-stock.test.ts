import type { Stock } from '@field/core';
import type { StockTransfers } from '@field/core/dispatch';
import { expect, test } from 'vitest';
import { serveDispatcher } from './support/dispatcher.ts';

test('material goes from the warehouse to technicians and between them, and every item is somewhere once', async () => {
  const { json, faults, refusal, dora, ana } = await serveDispatcher();
  await json('PUT', '/v1/dispatch/products/clip', {
    as: dora,
    body: { name: 'Abraçadeira', unit: 'unit', kind: 'bulk' },
  });
  const path = '/v1/dispatch/stock-transfers';
  const move = (body: Record<string, unknown>) => faults('POST', path, { as: dora, body });
  const give = { productId: 'router', from: null, to: 'beto', quantity: 2, serials: ['RT-8', 'RT-9'] };
  expect(await json('POST', path, { as: dora, body: give })).toMatchObject({
    to: { id: 'beto', name: 'Beto Lima' },
    from: null,
    recordedBy: { id: 'dora' },
    quantity: 2,
  });
  await json('POST', path, { as: dora, body: { productId: 'clip', from: null, to: 'ana', quantity: 30 } });
  await json('POST', path, {
    as: dora,
    body: { ...give, from: 'beto', to: 'ana', quantity: 1, serials: ['RT-9'] },
  });
  const stock = await json<Stock>('GET', '/v1/stock', { as: ana });
  const held = Object.fromEntries(
    stock.items.map((item) => [item.productId, [item.available, item.serials]]),
  );
  expect(held).toMatchObject({ clip: [30, []], router: [3, ['RT-001', 'RT-002', 'RT-9']] });
  const beto = await json<Stock>('GET', '/v1/dispatch/people/beto/stock', { as: dora });
  expect(beto.items.find(({ productId }) => productId === 'router')?.serials).toEqual(['RT-8']);

  expect(await move({ ...give, serials: ['RT-8', 'RT-10'] })).toEqual(['409 server.transfer_serial_taken']);
  expect(await move({ ...give, from: 'ana', to: null, serials: ['RT-9', 'RT-8'] })).toEqual([
    '409 server.transfer_serial_missing',
  ]);
  expect(await move({ productId: 'clip', from: 'ana', to: null, quantity: 31 })).toEqual([
    '409 server.transfer_insufficient',
  ]);
  expect(await move({ ...give, quantity: 3 })).toEqual(['422 core.invalid_input', '/serials']);
  expect(await move({ productId: 'clip', from: null, to: null, quantity: 1 })).toContain('/to');
  expect(await move({ productId: 'gold', from: 'x', to: 'y', quantity: 1 })).toEqual([
    '422 core.invalid_input',
    '/productId',
    '/from',
    '/to',
  ]);
  const transfers = await json<StockTransfers>('GET', path, { as: dora });
  expect(transfers.items.map(({ number }) => number)).toEqual([3, 2, 1]);
  const changed = { name: 'Abraçadeira', unit: 'metre', kind: 'bulk' };
  expect(await refusal('PUT', '/v1/dispatch/products/clip', { as: dora, body: changed })).toBe(
    '409 server.product_in_use',
  );
});
