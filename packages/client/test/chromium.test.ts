import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { absent, startChromium } from '../bench/rigs/chromium-page.ts';
import { createStandInServer } from '../src/testing/index.ts';
import type * as day from './chromium-day.ts';

type Day = typeof day;

/** What every page of these tests runs. */
const program = "export * from './test/chromium-day.ts';";

test('a technician’s day goes through every entry in Chromium: prepared, offline, killed, sent', async (context) => {
  if (absent) return context.skip(absent);
  const server = createStandInServer();
  const chromium = await startChromium(program, server.handle);
  onTestFinished(chromium.close);
  const { exports } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const entries = Object.keys(exports).filter((name) => name !== './storage-node');
  expect(chromium.files).toEqual(
    expect.arrayContaining(entries.map((name) => `src/${name.slice(2)}/index.ts`.replace('//', '/'))),
  );
  await chromium.context.grantPermissions(['geolocation']);
  await chromium.context.setGeolocation({ latitude: -22.42, longitude: -45.45, accuracy: 9 });
  const key = [...randomBytes(32)];
  const photo = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...randomBytes(40_000)];

  const first = await chromium.openPage();
  const begun = await first.evaluate((key) => (globalThis as unknown as { app: Day }).app.morning(key), key);
  const { id } = begun;
  expect(begun).toMatchObject({
    prepared: true,
    place: { latitude: -22.42, longitude: -45.45, accuracyMetres: 9 },
    decision: 'plan',
    jobs: ['succeeded', 'succeeded'],
    signal: 'good',
    pinned: [true],
    kept: expect.any(Boolean),
    room: { usedBytes: expect.any(Number), quotaBytes: expect.any(Number), persisted: expect.any(Boolean) },
  });

  const coverage = server.faults.add({ kind: 'offline' });
  const offline = await first.evaluate(
    ([id, photo]) => (globalThis as unknown as { app: Day }).app.workOffline(id, photo),
    [id, photo] as const,
  );
  const { exported, ...worked } = offline;
  expect(worked).toEqual({
    list: ['stale', 'cache', true, 'client.retries_exhausted'],
    stock: 'stale',
    provider: 'cache',
    onu: 'client.olt_out_of_reach',
    pending: [2, 2],
  });
  await first.close();

  const second = await chromium.openPage();
  const reopened = await second.evaluate(
    ([id, key, exported]) => (globalThis as unknown as { app: Day }).app.reopen(id, key, exported),
    [id, key, exported] as const,
  );
  expect(reopened).toEqual({
    wrongKey: 'client.wrong_key',
    readable: 0,
    session: 'signedIn',
    draft: 'A porta da CTO estava solta',
    imported: 0,
    pending: [2, 2],
  });

  coverage();
  const { files, report } = await second.evaluate(() => (globalThis as unknown as { app: Day }).app.finish());
  expect(files).toEqual(['linked', 'linked']);
  const ticket = server.world.tickets.get(id)?.ticket;
  expect(ticket?.status).toBe('completed');
  expect(server.world.timeline.filter(({ ticketId }) => ticketId === id).map(({ kind }) => kind)).toEqual([
    'visitStarted',
    'onuAuthorized',
    'signalRead',
    'productAdded',
    'evidenceAdded',
    'evidenceAdded',
    'closed',
  ]);
  const sent = server.world.evidence.find(({ category }) => category === 'photo');
  expect(Array.from(sent?.content ?? [])).toEqual(photo);
  expect(report).toContain('"technicianId":"ana"');
  expect(report).not.toContain(ticket?.customer.name);
});

test('IndexedDB in Chromium passes the storage checks, plain and encrypted; a newer one is refused', async (context) => {
  if (absent) return context.skip(absent);
  const chromium = await startChromium(
    `${program} export { openIndexedDbRecords } from './src/storage/index.ts';`,
  );
  onTestFinished(chromium.close);
  const page = await chromium.openPage();
  const passed = await page.evaluate(() => (globalThis as unknown as { app: Day }).app.checkStorages());
  expect(passed.plain.length).toBeGreaterThanOrEqual(7);
  expect(passed.encrypted).toEqual(passed.plain);
  const newer = await page.evaluate(async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('newer', 7);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const { app } = globalThis as unknown as { app: typeof import('../src/storage/index.ts') };
    return app.openIndexedDbRecords('newer').then(
      () => 'opened',
      (error) => error.code,
    );
  });
  expect(newer).toBe('client.storage_newer');
});
