import { createHash } from 'node:crypto';
import { type Closing, check, ProductUses, Stock, type ValidationError } from '@field/core';
import { AllCatalogues } from '@field/core/dispatch';
import { ClosingPolicies } from '@field/core/sync';
import { TicketEvidence } from '@field/core/uploads';
import { expect, test } from 'vitest';
import { most } from '../src/protocol/room.ts';
import type { Scope } from '../src/storage/store.ts';
import { jpeg, png } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { staffed } from './support/tenant.ts';

/* What a phone reads whole has no pages: one more than fits is refused, and what is there can be read and changed. */

const ana: Scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
const at = '2026-03-02T12:00:00.000Z';
const many = <T>(count: number, make: (number: number) => T) =>
  Array.from({ length: count }, (_, number) => make(number));
const full = '409 server.list_full';

async function setUp(changes: Parameters<typeof staffed>[1]) {
  const server = await serve({ tenants: [staffed('norte', changes)] });
  return { ...server, dora: await server.login('dora'), technician: await server.login() };
}

test('a catalogue that is full takes no new code, and changes those it has', async () => {
  const causes = many(most.catalogueEntries, (number) => ({ code: `c-${number}`, label: 'Ç'.repeat(200) }));
  const { call, dora, json, refusal } = await setUp({ causes });
  const body = { label: 'Rompimento' };
  expect(await refusal('PUT', '/v1/dispatch/catalogues/causes/new', { as: dora, body })).toBe(full);
  expect((await call('PUT', '/v1/dispatch/catalogues/causes/c-7', { as: dora, body })).status).toBe(200);
  expect((await call('PUT', '/v1/dispatch/catalogues/solutions/new', { as: dora, body })).status).toBe(200);
  const csv = { type: 'text/csv', bytes: 'code,label\nc-8,Cabo\nnew,Novo\n' };
  const answer = await call('POST', '/v1/dispatch/imports/causes', { as: dora, file: csv });
  expect(await answer.json()).toMatchObject({
    code: 'server.rows_refused',
    errors: [{ pointer: '/rows/3', code: 'server.list_full' }],
  });
  expect((await call('DELETE', '/v1/dispatch/catalogues/causes/c-9', { as: dora })).status).toBe(204);
  expect((await call('PUT', '/v1/dispatch/catalogues/causes/new', { as: dora, body })).status).toBe(200);
  const catalogues = await json('GET', '/v1/dispatch/catalogues', { as: dora });
  expect(check(AllCatalogues, catalogues)).toMatchObject({ ok: true });
});

test('as many policies are in force as a phone can read, by number and by length', async () => {
  const policy = { format: 1 as const, serviceTypes: ['12'], closing: [], start: [] };
  const policies = many(most.policies, (number) => ({ ...policy, id: `p-${number}`, revision: 1 }));
  const { call, dora, json, refusal, technician } = await setUp({ policies });
  expect(await refusal('PUT', '/v1/dispatch/policies/new', { as: dora, body: policy })).toBe(full);
  const long = { ...policy, serviceTypes: many(1000, (number) => `${number}-${'x'.repeat(120)}`) };
  let saved = 0;
  let refused = '';
  for (; refused === ''; saved += 1) {
    const answer = await call('PUT', `/v1/dispatch/policies/p-${saved}`, { as: dora, body: long });
    if (answer.status !== 200) refused = ((await answer.json()) as { code: string }).code;
  }
  expect([refused, saved > 10]).toEqual(['server.list_full', true]);
  const told = await json('GET', '/v1/policies', { as: technician });
  expect(check(ClosingPolicies, told)).toMatchObject({ ok: true });
  expect(JSON.stringify(told).length).toBeLessThan(most.policyText + 1000);
});

test('nobody is given more products or serial numbers than one can read of his stock', async () => {
  const products = [
    ...many(most.stockItems + 1, (number) => ({
      id: `p-${number}`,
      name: 'P',
      unit: 'unit' as const,
      kind: 'bulk' as const,
    })),
    { id: 'router', name: 'ROTEADOR', unit: 'unit' as const, kind: 'serialized' as const },
  ];
  const { call, dora, json, refusal, technician } = await setUp({
    products,
    stock: [
      ...many(most.stockItems, (number) => ({ technicianId: 'ana', productId: `p-${number}`, available: 1 })),
      { technicianId: 'beto', productId: 'router', serials: many(most.serials, (number) => `S-${number}`) },
    ],
  });
  const give = (to: string, productId: string, serials?: string[]) => ({
    as: dora,
    body: { productId, from: null, to, quantity: 1, ...(serials && { serials }) },
  });
  const path = '/v1/dispatch/stock-transfers';
  expect(await refusal('POST', path, give('ana', `p-${most.stockItems}`))).toBe(full);
  expect((await call('POST', path, give('ana', 'p-1'))).status).toBe(201);
  expect(await refusal('POST', path, give('beto', 'router', ['S-new']))).toBe(full);
  expect((await call('POST', path, give('beto', 'p-1'))).status).toBe(201);
  expect(check(Stock, await json('GET', '/v1/stock', { as: technician }))).toMatchObject({ ok: true });
  const beto = await json('GET', '/v1/dispatch/people/beto/stock', { as: dora });
  expect(check(Stock, beto)).toMatchObject({ ok: true });
});

test('a ticket has only so many uses and files; a file its closing waits for is taken all the same', async () => {
  const {
    call,
    json,
    storage,
    technician: as,
    upload,
  } = await setUp({
    stock: [{ technicianId: 'ana', productId: 'drop', available: 5000 }],
  });
  const times = { occurredAt: at, recordedAt: at };
  const use = { productId: 'drop', quantity: 1, mode: 'sale' } as const;
  const file = {
    mediaType: 'image/jpeg',
    bytes: 1,
    category: 'photo',
    caption: null,
    subject: null,
    takenAt: at,
    location: null,
    ticketId: 't-1',
    uploadedAt: at,
  } as const;
  const closing: Closing = {
    cause: { code: 'fibre-cut' },
    solution: { code: 'new-drop' },
    details: 'Drop trocado da CTO até a casa.',
    addressChanged: false,
    readings: { rxAtOnuDbm: null, rxAtOltDbm: null, cto: null, seal: null, ctoPort: null },
    photos: [],
    customerSignature: null,
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt: at,
    location: null,
  };
  const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
  await storage.change(ana, async (store) => {
    for (let number = 0; number < most.uses; number += 1) await store.stock.take('t-1', use, times);
    for (let number = 0; number < most.evidence - 1; number += 1) {
      await store.evidence.add({ ...file, sha256: sha256(`file ${number}`) });
    }
  });
  const another = await call('POST', '/v1/tickets/t-1/products', { as, body: use });
  expect([another.status, ((await another.json()) as { code: string }).code].join(' ')).toBe(full);
  const { items } = await json<ProductUses>('GET', '/v1/tickets/t-1/products', { as });
  expect(check(ProductUses, { items })).toMatchObject({ ok: true });
  await call('DELETE', `/v1/tickets/t-1/products/${items[0]?.movementId}`, { as });
  expect((await call('POST', '/v1/tickets/t-1/products', { as, body: use })).status).toBe(201);

  expect((await upload(as, 't-1', 'photo', jpeg)).status).toBe(201);
  expect((await upload(as, 't-1', 'photo', png)).status).toBe(409);
  await storage.change(ana, async (store) => {
    const ground = await store.closings.readGround('t-1');
    if (!ground) throw new TypeError('no ticket');
    const awaited = [{ sha256: sha256(png.bytes), category: 'photo' as const }];
    store.closings.closeAtEnd(
      ground,
      { closed: { ...ground.ticket, status: 'completed' }, closing, awaited },
      at,
    );
  });
  expect((await upload(as, 't-1', 'photo', png)).status).toBe(201);
  const told = await json('GET', '/v1/tickets/t-1/evidence', { as });
  expect(check(TicketEvidence, told)).toMatchObject({ ok: true });
});

test('a seed with more than fits names the list', async () => {
  const causes = many(most.catalogueEntries + 1, (number) => ({ code: `c-${number}`, label: 'C' }));
  const seeding = serve({ tenants: [staffed('norte', { causes })] });
  await expect(seeding).rejects.toSatisfy((error: ValidationError) =>
    error.issues.some(({ path }) => path[0] === 'causes'),
  );
});
