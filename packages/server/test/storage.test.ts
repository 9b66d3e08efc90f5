import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProductUses, Session, Timeline } from '@field/core';
import { expect, test } from 'vitest';
import { openSqliteStorage, seedTenant, startFieldServer } from '../src/index.ts';
import { jpeg } from './support/pictures.ts';
import { callsTo, secretKey, serve, temporaryFolder } from './support/serve.ts';
import { provider } from './support/tenant.ts';

async function onDisk(key: string | undefined = secretKey) {
  const path = join(await temporaryFolder(), 'field.db');
  return {
    path,
    open: (other = key) => openSqliteStorage({ path, ...(other !== undefined && { secretKey: other }) }),
  };
}

test('what was answered is there after the server was closed and opened again', async () => {
  const { open } = await onDisk();
  const first = await open();
  await seedTenant(first, provider('norte'));
  const before = await startFieldServer({ port: 0, storage: first });
  const { json, login, upload } = callsTo(before.url);
  const as = await login();
  const body = { productId: 'drop', quantity: 35.5, mode: 'sale' };
  await json('POST', '/v1/tickets/t-1/products', { as, body });
  const { id } = (await (await upload(as, 't-1', 'photo', jpeg)).json()) as { id: string };
  await before.close();
  await first.close();

  const storage = await open();
  const after = await serve({ storage, tenants: [provider('norte')] });
  const uses = await after.json<ProductUses>('GET', '/v1/tickets/t-1/products', { as });
  expect(uses.items).toMatchObject([{ productId: 'drop', quantity: 35.5 }]);
  expect((await after.json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as })).items).toHaveLength(2);
  const photo = await after.call('GET', `/v1/evidence/${id}`, { as });
  expect(new Uint8Array(await photo.arrayBuffer())).toEqual(jpeg.bytes);
  const stock = await after.json<{ items: { productId: string; available: number }[] }>('GET', '/v1/stock', {
    as,
  });
  expect(stock.items.find(({ productId }) => productId === 'drop')?.available).toBe(64.8);
});

test('passwords, tokens and PPPoE secrets are not in the database file', async () => {
  const { path, open } = await onDisk();
  const storage = await open();
  const { login, json } = await serve({ storage });
  const as: Session = await login();
  await json('GET', '/v1/tickets/t-1/pppoe', { as });
  const bytes = Buffer.concat(
    await Promise.all([path, `${path}-wal`].map((file) => readFile(file).catch(() => Buffer.alloc(0)))),
  ).toString('latin1');
  expect(bytes).toContain('jose.silva');
  for (const secret of ['pppoe-secret-1', 'fibra-otica-7', as.accessToken, as.refreshToken]) {
    expect(bytes).not.toContain(secret);
  }
  expect((await stat(path)).mode & 0o077).toBe(0);
});

test('another key does not open the secrets, and says so without them', async () => {
  const { open } = await onDisk();
  const first = await open();
  await seedTenant(first, provider('norte'));
  await first.close();
  const storage = await open('22'.repeat(32));
  const { login, refusal } = await serve({ storage, tenants: [] });
  expect(await refusal('GET', '/v1/tickets/t-1/pppoe', { as: await login() })).toBe(
    '500 server.secret_unreadable',
  );
});

test('without a key secrets are neither taken nor shown; a wrong key is named', async () => {
  const path = join(await temporaryFolder(), 'field.db');
  const storage = await openSqliteStorage({ path });
  await expect(seedTenant(storage, provider('norte'))).rejects.toMatchObject({
    code: 'server.secret_key_missing',
  });
  expect(await storage.directory.findTenant('norte')).toBe(null);
  await storage.close();
  for (const key of ['', 'abc', '1'.repeat(63), new Uint8Array(16)]) {
    await expect(openSqliteStorage({ path, secretKey: key })).rejects.toMatchObject({
      code: 'server.secret_key_invalid',
    });
  }
});

test('a database that cannot be opened is a clear error', async () => {
  const path = join(await temporaryFolder(), 'no-such-folder', 'field.db');
  await expect(openSqliteStorage({ path })).rejects.toMatchObject({
    code: 'server.storage_not_opened',
    details: { path },
  });
});

test('changes are durable by the engine’s own settings', async () => {
  const { path, open } = await onDisk();
  const storage = await open();
  await seedTenant(storage, provider('norte'));
  const { default: Database } = await import('libsql');
  const reader = new Database(path);
  expect(reader.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  reader.close();
  await storage.close();
});

test('a change that fails half way leaves nothing', async () => {
  const storage = await openSqliteStorage({ path: ':memory:' });
  await seedTenant(storage, provider('norte'));
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  const times = { occurredAt: '2026-03-02T12:00:00Z', recordedAt: '2026-03-02T12:00:00Z' };
  const failing = storage.change(scope, async (store) => {
    await store.stock.take('t-1', { productId: 'drop', quantity: 10, mode: 'sale' }, times);
    await store.tickets.update('t-1', { status: 'completed' }, times.recordedAt);
    throw new RangeError('half way');
  });
  await expect(failing).rejects.toThrow('half way');
  const store = storage.as(scope);
  expect(await store.stock.listUses('t-1')).toEqual([]);
  expect((await store.stock.find('drop'))?.available).toBe(100.3);
  expect((await store.tickets.find('t-1'))?.status).toBe('assigned');
  await storage.close();
});

test('seeding again takes nothing back; another tenant’s domain and wrong input are refused by name', async () => {
  const storage = await openSqliteStorage({ path: ':memory:' });
  await seedTenant(storage, provider('norte'));
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  await storage.change(scope, (store) =>
    store.tickets.update('t-1', { status: 'completed' }, '2026-03-02T12:00:00Z'),
  );
  await seedTenant(storage, provider('norte'));
  expect((await storage.as(scope).tickets.find('t-1'))?.status).toBe('completed');

  const thief = provider('sul', { domains: ['Norte.example'] });
  await expect(seedTenant(storage, thief)).rejects.toMatchObject({ code: 'server.domain_taken' });
  expect(await storage.directory.findTenant('sul')).toBe(null);

  const nobody = provider('leste', {
    technicians: [{ id: 'x', name: 'X', username: 'x', companyIds: ['matriz'] }],
  });
  await expect(seedTenant(storage, nobody)).rejects.toMatchObject({
    code: 'core.invalid_input',
    issues: [{ path: ['technicians', 0, 'password'], code: 'required' }],
  });
  await storage.close();
});
