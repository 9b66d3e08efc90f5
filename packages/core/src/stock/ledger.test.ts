import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLedger, type LedgerProduct, replayLedger } from './ledger.ts';
import { compensationOf, type Movement, movementOfUse, movementWays, planSwap } from './movement.ts';
import { findOvercommitted, listAvailable } from './reservations.ts';

const drop: LedgerProduct = { productId: 'drop', name: 'CABO DROP', unit: 'metre', kind: 'bulk' };
const router: LedgerProduct = { productId: 'router', name: 'ROTEADOR', unit: 'unit', kind: 'serialized' };
const onu: LedgerProduct = { productId: 'onu', name: 'ONU', unit: 'unit', kind: 'serialized' };
const products = [drop, router, onu];
const occurredAt = '2026-01-31T14:00:00-03:00';

const line = (id: string, kind: Movement['kind'], changes: Partial<Movement> = {}): Movement => ({
  id,
  kind,
  productId: 'drop',
  quantity: 1,
  occurredAt,
  ...changes,
});
const item = (id: string, kind: Movement['kind'], serial: string, changes: Partial<Movement> = {}) =>
  line(id, kind, { productId: 'router', serial, ...changes });

function stocked() {
  const ledger = createLedger(products);
  ledger.apply([
    line('r1', 'receipt', { quantity: 250 }),
    item('r2', 'receipt', 'A'),
    item('r3', 'receipt', 'B'),
  ]);
  return ledger;
}

test('decimal metres leave without float dust', () => {
  const ledger = stocked();
  for (let use = 0; use < 10; use += 1) ledger.apply([line(`s${use}`, 'sale', { quantity: 0.1 })]);
  expect(ledger.balance('drop')).toBe(249);
  expect(ledger.balance('drop', 'sold')).toBe(1);
});

test('more than there is, a fraction of a piece, an unknown product: refused, and nothing moved', () => {
  const ledger = stocked();
  const before = ledger.state();
  const refusals = [
    line('x', 'sale', { quantity: 250.001 }),
    line('x', 'sale', { quantity: 0.0001 }),
    line('x', 'sale', { quantity: Number.NaN }),
    line('x', 'sale', { productId: 'nothing' }),
    line('x', 'loan', { productId: 'router' }),
    item('x', 'loan', 'Z'),
    item('x', 'loan', 'A', { quantity: 2 }),
    item('x', 'receipt', 'A'),
    item('x', 'receipt', 'A', { productId: 'onu' }),
    line('x', 'compensation', { compensates: 'never' }),
    line('r1', 'receipt', { quantity: 9 }),
  ].map((movement) => ledger.apply([movement]));
  expect(refusals.map((result) => result.ok || result.reason)).toEqual([
    'stock.not_enough',
    'stock.quantity_invalid',
    'stock.quantity_invalid',
    'stock.product_unknown',
    'stock.serial_required',
    'stock.serial_not_here',
    'stock.quantity_invalid',
    'stock.serial_known',
    'stock.serial_known',
    'stock.movement_unknown',
    'stock.id_reused',
  ]);
  expect(ledger.state()).toEqual(before);
});

test('a swap returns the old item to inspection and lends the new one, or does neither', () => {
  const ledger = stocked();
  const at = { contractId: 'c1', ticketId: 't1', occurredAt };
  ledger.apply([movementOfUse({ productId: 'router', quantity: 1, serial: 'A', mode: 'loan' }, 'l1', at)]);
  const toNothing = planSwap(
    { return: 'x1', loan: 'x2' },
    { productId: 'router', serial: 'A' },
    { productId: 'router', serial: 'Z' },
    at,
  );
  expect(ledger.apply(toNothing)).toMatchObject({
    ok: false,
    reason: 'stock.serial_not_here',
    movementId: 'x2',
  });
  expect(ledger.serial('A')).toEqual({ productId: 'router', place: 'customer', contractId: 'c1' });
  const swap = planSwap(
    { return: 'x1', loan: 'x2' },
    { productId: 'router', serial: 'A' },
    { productId: 'router', serial: 'B' },
    at,
  );
  expect(ledger.apply(swap)).toEqual({ ok: true });
  expect([ledger.serial('A')?.place, ledger.serial('B')?.place]).toEqual(['inspection', 'customer']);
  expect(ledger.balance('router')).toBe(0);
  expect(ledger.apply([item('f', 'release', 'A')])).toEqual({ ok: true });
  expect(ledger.balance('router')).toBe(1);
});

test('an item comes back from the contract it was lent to', () => {
  const ledger = stocked();
  ledger.apply([item('l', 'loan', 'A', { contractId: 'c1' })]);
  expect(ledger.apply([item('x', 'return', 'A', { contractId: 'c2' })])).toMatchObject({
    reason: 'stock.wrong_contract',
  });
  expect(ledger.apply([item('x', 'return', 'A', { contractId: 'c1' })])).toEqual({ ok: true });
});

test('a mistake is taken back by a line of its own, once', () => {
  const ledger = stocked();
  const sale = line('s', 'sale', { quantity: 35.5 });
  ledger.apply([sale]);
  expect(ledger.apply([compensationOf(sale, 'k', occurredAt)])).toEqual({ ok: true });
  expect(ledger.balance('drop')).toBe(250);
  expect(ledger.apply([compensationOf(sale, 'k2', occurredAt)])).toMatchObject({
    reason: 'stock.already_compensated',
  });
  expect(ledger.movements.map(({ id }) => id)).toEqual(['r1', 'r2', 'r3', 's', 'k']);
});

test('an item that moved on cannot be taken back behind it', () => {
  const ledger = stocked();
  const loan = item('l', 'loan', 'A');
  ledger.apply([loan, item('b', 'return', 'A')]);
  expect(ledger.apply([compensationOf(loan, 'k', occurredAt)])).toMatchObject({
    reason: 'stock.serial_not_here',
  });
});

test('the same movement twice changes nothing', () => {
  const ledger = stocked();
  const sale = line('s', 'sale', { quantity: 10 });
  expect([ledger.apply([sale]), ledger.apply([sale]), ledger.apply([sale, sale])]).toEqual([
    { ok: true },
    { ok: true },
    { ok: true },
  ]);
  expect(ledger.balance('drop')).toBe(240);
});

test('what waiting operations will take is not available twice', () => {
  const ledger = stocked();
  const waiting = [
    { operationId: 'o1', productId: 'drop', quantity: 200 },
    { operationId: 'o2', productId: 'drop', quantity: 49.5 },
    { operationId: 'o3', productId: 'router', quantity: 1, serial: 'A' },
  ];
  expect(listAvailable(ledger, waiting)).toMatchObject([
    { productId: 'drop', available: 0.5, serials: [] },
    { productId: 'router', available: 1, serials: ['B'] },
    { productId: 'onu', available: 0, serials: [] },
  ]);
  expect(findOvercommitted(ledger, waiting)).toEqual([]);
  ledger.apply([line('s', 'sale', { quantity: 10 }), item('l', 'loan', 'A')]);
  expect(findOvercommitted(ledger, waiting).map(({ operationId }) => operationId)).toEqual(['o2', 'o3']);
  const again = [...waiting.slice(2), ...waiting.slice(2)];
  expect(findOvercommitted(stocked(), again)).toHaveLength(1);
});

const kinds = [...Object.keys(movementWays), 'compensation'] as Movement['kind'][];
const bulk = fc.record({
  kind: fc.constantFrom(...kinds, 'receipt' as const, 'loan' as const, 'return' as const, 'sale' as const),
  productId: fc.constant('drop'),
  quantity: fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 1, max: 90_000 }).map((n) => n / 1000) },
    { weight: 1, arbitrary: fc.double() },
  ),
});
const single = fc.constantFrom('A', 'B', 'C', 'D').chain((serial) =>
  fc.record({
    kind: fc.constantFrom(...kinds, 'receipt' as const),
    productId: fc.constantFrom(...(serial < 'C' ? ['router', 'router', 'onu'] : ['onu', 'onu', 'router'])),
    quantity: fc.constant(1),
    serial: fc.constant(serial),
    contractId: fc.option(fc.constantFrom('c1', 'c2'), { nil: undefined }),
  }),
);
/** Ids mostly grow, and sometimes come again; a compensation names an earlier line, or none. */
const history = fc
  .array(fc.array(fc.tuple(fc.oneof(bulk, single), fc.nat(30), fc.nat(9)), { minLength: 1, maxLength: 2 }), {
    minLength: 20,
    maxLength: 80,
    size: 'max',
  })
  .map((units) => {
    let next = 0;
    return units.map((unit) =>
      unit.map(([parts, back, luck]): Movement => {
        next += luck > 0 ? 1 : 0;
        return { ...parts, id: `m${next}`, compensates: `m${next - back}`, occurredAt };
      }),
    );
  });

test('random histories: never below zero, an item in one place, and replaying gives the same state', () => {
  let applied = 0;
  fc.assert(
    fc.property(history, (units) => {
      const ledger = createLedger(products);
      for (const unit of units) {
        const before = ledger.state();
        const result = ledger.apply(unit);
        if (!result.ok) expect(ledger.state()).toEqual(before);
        else applied += 1;
        const { balances, serials } = ledger.state();
        for (const { quantity } of balances) expect(quantity).toBeGreaterThan(0);
        expect(new Set(serials.map(({ serial }) => serial)).size).toBe(serials.length);
        for (const product of [router, onu]) {
          for (const place of ['technician', 'customer', 'sold', 'inspection'] as const) {
            const here = serials.filter((row) => row.productId === product.productId && row.place === place);
            expect(ledger.balance(product.productId, place)).toBe(here.length);
          }
        }
      }
      const replayed = replayLedger(products, ledger.movements);
      expect(replayed.refused).toEqual([]);
      expect(replayed.ledger.state()).toEqual(ledger.state());
      for (const { available } of listAvailable(ledger)) expect(available).toBeGreaterThanOrEqual(0);
    }),
    { seed: 20260131, numRuns: 200 },
  );
  expect(applied).toBeGreaterThan(1000);
});
