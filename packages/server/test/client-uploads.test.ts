import { createFieldClient } from '@field/client';
import { createMemoryRecords, openOutbox } from '@field/client/outbox';
import { createHandlerFetch } from '@field/client/testing';
import { exportPending, importPending } from '@field/client/transfer';
import { openUploads, type Uploads, type UploadsOptions, type UploadsSnapshot } from '@field/client/uploads';
import type { ClosingPolicy } from '@field/core';
import { expect, test } from 'vitest';
import { createFieldServer, openSqliteStorage, seedTenant } from '../src/index.ts';
import { closing, hashOf, photo, signature, tenantWith } from './support/report.ts';
import { sendSlowReport } from './support/slow-report.ts';
import { password, provider } from './support/tenant.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A server with one provider, and an app that is started as often as a test likes. */
async function start(options: { now?: () => number; intercept?: (fetch: Fetch) => Fetch } = {}) {
  const storage = await openSqliteStorage({ path: ':memory:' });
  await seedTenant(storage, provider('norte'));
  const server = createFieldServer({
    storage,
    ...(options.now && { clock: () => new Date(options.now?.() ?? 0) }),
  });
  const handle = (request: Request) => server.fetch(request, { address: '203.0.113.9' });
  const direct = createHandlerFetch(handle);
  const sent: { method: string; path: string; bytes: number }[] = [];
  const counted: Fetch = (url, init) => {
    const bytes = init.body instanceof Uint8Array ? init.body.length : 0;
    sent.push({ method: init.method ?? 'GET', path: new URL(url).pathname, bytes });
    return direct(url, init);
  };
  const records = createMemoryRecords();
  const app = async (uploadsOptions: Partial<UploadsOptions> = {}, capabilities = ['resumableUploads']) => {
    const client = createFieldClient({
      tenant: tenantWith(capabilities),
      fetch: options.intercept?.(counted) ?? counted,
    });
    await client.login({ username: 'ana', password, companyId: 'matriz' });
    const backoff = { baseMs: 1, maxMs: 2 };
    const uploads = await openUploads({ client, storage: records, backoff, ...uploadsOptions });
    return { client, uploads };
  };
  const patched = () =>
    sent.filter(({ method }) => method === 'PATCH').reduce((sum, { bytes }) => sum + bytes, 0);
  return { app, handle, patched, records, sent };
}

function until(uploads: Uploads, fits: (snapshot: UploadsSnapshot) => boolean): Promise<UploadsSnapshot> {
  return new Promise((resolve) => {
    const look = () => {
      const snapshot = uploads.getSnapshot();
      if (fits(snapshot)) resolve(snapshot);
    };
    uploads.subscribe(look);
    look();
  });
}

const isIdle = ({ status }: UploadsSnapshot) => status === 'idle';

test('a photo goes in pieces, is known by its hash, and its bytes leave the device once the server has them', async () => {
  const { app, patched, records } = await start();
  const { client, uploads } = await app();
  const file = photo(50_000);
  const { id, reference } = await uploads.add('t-1', { ...file, caption: 'Caixa aberta' });
  expect(reference).toBe(`sha256:${hashOf(file.bytes)}`);
  expect(await uploads.add('t-1', file)).toEqual({ id, reference });
  const { items } = await until(uploads, isIdle);
  expect(items).toMatchObject([{ state: 'stored', sentBytes: 50_000, about: { caption: 'Caixa aberta' } }]);
  const stored = await client.evidence.download(items[0]?.evidenceId ?? '');
  expect(hashOf(stored.bytes)).toBe(hashOf(file.bytes));
  expect(patched()).toBe(50_000);
  expect(await records.list('upload-file/')).toEqual([]);
});

test('bytes the server has are not sent again, for another ticket neither', async () => {
  const { app, patched } = await start();
  const { uploads } = await app();
  await uploads.add('t-1', photo(20_000));
  await until(uploads, isIdle);
  const next = await app({ storage: createMemoryRecords() });
  await next.uploads.add('t-1', photo(20_000));
  const { items } = await until(next.uploads, isIdle);
  expect(items).toMatchObject([{ state: 'stored', sentBytes: 20_000 }]);
  expect(patched()).toBe(20_000);
});

test('an app that was killed goes on where the server stands', async () => {
  let stopAfter = 3;
  let halted = () => {};
  const isHalted = new Promise<void>((resolve) => {
    halted = resolve;
  });
  const { app, patched } = await start({
    intercept: (fetch) => (url, init) => {
      if (init.method === 'PATCH' && stopAfter-- <= 0) {
        halted();
        return new Promise(() => undefined);
      }
      return fetch(url, init);
    },
  });
  const killed = await app();
  await killed.uploads.add('t-1', photo(200_000));
  await isHalted;
  const before = patched();
  stopAfter = Infinity;
  const { uploads } = await app();
  const { items } = await until(uploads, isIdle);
  expect(items).toMatchObject([{ state: 'stored' }]);
  expect(before).toBeGreaterThan(0);
  expect(patched()).toBe(200_000);
});

test('a file may be paused, resumed and given up; a pause outlives the app', async () => {
  const { app, patched } = await start();
  const { client, uploads } = await app({
    network: { isMetered: () => true },
    limits: { unmeteredOnly: true },
  });
  const { id } = await uploads.add('t-1', photo(30_000));
  const given = await uploads.add('t-1', photo(30_000, 2));
  await uploads.pause(id);
  await uploads.discard(given.id);
  await uploads.close();
  expect(uploads.getSnapshot().status).toBe('closed');
  expect(patched()).toBe(0);
  const again = await app();
  expect(again.uploads.getSnapshot()).toMatchObject({
    status: 'paused',
    pending: 1,
    items: [{ isPaused: true }],
  });
  await expect(again.client.logout()).rejects.toMatchObject({
    code: 'client.pending_work',
    details: { pending: 1 },
  });
  await again.uploads.resume();
  await until(again.uploads, isIdle);
  expect(patched()).toBe(30_000);
  expect(client.session.getSnapshot().status).toBe('signedIn');
});

test('on mobile data large files wait for another connection, and a day has its budget', async () => {
  const { app, patched } = await start();
  let metered = true;
  let changed = () => {};
  const network = {
    isMetered: () => metered,
    subscribe: (listener: () => void) => {
      changed = listener;
      return () => undefined;
    },
  };
  const limits = { maxMeteredFileBytes: 30_000, meteredBytesPerDay: 40_000 };
  const { uploads } = await app({ network, limits });
  await uploads.add('t-1', photo(60_000));
  for (const seed of [2, 3, 4]) await uploads.add('t-1', photo(25_000, seed));
  const stuck = await until(
    uploads,
    ({ items, status }) => status === 'waiting' && items.length === 4 && items[3]?.waitsFor === 'budget',
  );
  expect(stuck.items.map(({ state, waitsFor }) => waitsFor ?? state)).toEqual([
    'unmetered',
    'stored',
    'budget',
    'budget',
  ]);
  expect(patched()).toBe(40_000);
  await uploads.close();
  const next = await app({ network, limits });
  expect(next.uploads.getSnapshot().items.map(({ waitsFor }) => waitsFor)).toEqual([
    'unmetered',
    null,
    'budget',
    'budget',
  ]);
  metered = false;
  changed();
  await until(next.uploads, isIdle);
});

test('photos are made smaller first, their thumbnails go ahead of them, and a hook that fails costs no photo', async () => {
  const { app, sent } = await start();
  let hooks = 0;
  const { client, uploads } = await app({
    limits: { unmeteredOnly: true },
    network: { isMetered: () => true },
    downscale: async ({ bytes, mediaType }) => {
      hooks += 1;
      if (hooks === 3) throw new TypeError('no memory');
      return { bytes: bytes.slice(0, bytes.length / 2), mediaType };
    },
    thumbnail: async ({ bytes, mediaType }) => ({ bytes: bytes.slice(0, 500), mediaType }),
  });
  for (const seed of [1, 2, 3]) await uploads.add('t-1', photo(20_000 + seed * 2, seed));
  await uploads.add('t-1', signature);
  expect(sent.filter(({ path }) => path.includes('uploads'))).toEqual([]);
  uploads.limit({});
  const { items } = await until(uploads, isIdle);
  expect(items.map(({ isThumbnail, size }) => (isThumbnail ? 'small' : size))).toEqual([
    'small',
    10_001,
    'small',
    10_002,
    'small',
    20_006,
    signature.bytes.length,
  ]);
  const { items: timeline } = await client.tickets.timeline('t-1');
  const captions = timeline.map(({ params }) => params.text ?? '');
  expect(captions.slice(0, 3).every((caption) => caption.startsWith('sha256:'))).toBe(true);
});

test('what the server turns down fails with its reason and holds nothing up; retried, it is asked again', async () => {
  let refuse = true;
  const { app } = await start({
    intercept: (fetch) => (url, init) => {
      if (refuse && init.method === 'POST' && url.endsWith('/t-1/evidence/uploads')) {
        const problem = {
          type: 'about:blank',
          title: 'No',
          status: 403,
          detail: 'No',
          code: 'server.forbidden',
        };
        const body = { ...problem, retryable: false, errors: [], traceId: 't' };
        return Promise.resolve(
          new Response(JSON.stringify(body), {
            status: 403,
            headers: { 'content-type': 'application/problem+json' },
          }),
        );
      }
      return fetch(url, init);
    },
  });
  const { uploads } = await app();
  const { id } = await uploads.add('t-1', photo(10_000));
  const { items, pending } = await until(uploads, ({ failed }) => failed === 1);
  expect(pending).toBe(1);
  expect(items).toMatchObject([
    { state: 'failed', failure: { code: 'client.forbidden', problemCode: 'server.forbidden' } },
  ]);
  refuse = false;
  await uploads.retry(id);
  await until(uploads, isIdle);
});

test('a closing waits for its files and names their ids; they are linked then', async () => {
  const { app, records, sent } = await start();
  const { client, uploads } = await app({
    network: { isMetered: () => true },
    limits: { unmeteredOnly: true },
  });
  const outbox = await openOutbox({ client, storage: records, uploads });
  const report = { evidence: [photo(40_000), photo(40_000, 2), signature], closing };
  const queued = await outbox.closeTicket('t-1', report);
  expect(outbox.getSnapshot().items.find(({ kind }) => kind === 'closings.close')?.waitsFor).toHaveLength(3);
  const size = photo(40_000).bytes.length * 2 + signature.bytes.length;
  expect(outbox.progressOf('t-1')).toMatchObject({ done: 0, total: 4, sentBytes: 0, totalBytes: size });
  uploads.limit({});
  expect(await queued.acknowledged).toMatchObject({ status: 'completed' });
  const { items } = await until(uploads, (snapshot) =>
    snapshot.items.every(({ state }) => state === 'linked'),
  );
  expect(items).toHaveLength(3);
  expect(outbox.progressOf('t-1')).toMatchObject({ done: 4, total: 4, sentBytes: size });
  const closingAt = sent.findIndex(({ path }) => path.endsWith('/closing'));
  expect(sent.slice(closingAt).some(({ method }) => method === 'PATCH')).toBe(false);
});

test('a photo that is on its way before the report is named in it, and the policy knows what it shows', async () => {
  const { app, records } = await start();
  const { client, uploads } = await app();
  const policy: ClosingPolicy = {
    format: 1,
    id: 'default',
    revision: 1,
    serviceTypes: [],
    closing: [{ require: 'photos', subject: 'powerMeter' }],
    start: [],
  };
  const contextOf = async () => ({ policy });
  const outbox = await openOutbox({ client, storage: records, uploads, contextOf });
  const plain = await uploads.add('t-1', photo(9_000));
  const named = (reference: string) => ({
    evidence: [signature],
    closing: { ...closing, policy: null, photos: [reference] },
  });
  await expect(outbox.closeTicket('t-1', named(plain.reference))).rejects.toMatchObject({
    code: 'client.invalid',
  });
  const shown = await uploads.add('t-1', { ...photo(9_000, 2), subject: 'powerMeter' });
  const queued = await outbox.closeTicket('t-1', named(shown.reference));
  expect(await queued.acknowledged).toMatchObject({ status: 'completed' });
  await until(uploads, ({ items }) => items.some(({ id, state }) => id === shown.id && state === 'linked'));
});

test('pending files go with the report to another device, where they arrive', async () => {
  const { app, records } = await start();
  const limits = { network: { isMetered: () => true }, limits: { unmeteredOnly: true } };
  const { client, uploads } = await app(limits);
  const outbox = await openOutbox({ client, storage: records, uploads });
  await outbox.closeTicket('t-1', { evidence: [photo(30_000), signature], closing });
  const key = {
    keyId: 'k1',
    sign: async (text: string) => hashOf(new TextEncoder().encode(`k1 ${text}`)),
    verify: async (text: string, given: string) => given === hashOf(new TextEncoder().encode(`k1 ${text}`)),
  };
  const text = await exportPending({ outbox, uploads }, key);

  const storage = createMemoryRecords();
  const other = await app({ storage });
  const box = await openOutbox({ client: other.client, storage, uploads: other.uploads });
  await expect(importPending({ outbox: box }, text, key)).rejects.toMatchObject({
    code: 'client.missing_port',
  });
  expect(await importPending({ outbox: box, uploads: other.uploads }, text, key)).toBe(3);
  await until(
    other.uploads,
    ({ items }) => items.length === 2 && items.every(({ state }) => state === 'linked'),
  );
  expect(await other.client.tickets.read('t-1')).toMatchObject({ status: 'completed' });
});

test('where files may follow, the ticket is closed first and the server waits for them', async () => {
  const { app, records } = await start();
  const { client, uploads } = await app({
    network: { isMetered: () => true },
    limits: { unmeteredOnly: true },
  });
  const outbox = await openOutbox({ client, storage: records, uploads, filesMayFollow: true });
  const queued = await outbox.closeTicket('t-1', { evidence: [photo(9_000), signature], closing });
  expect(await queued.acknowledged).toMatchObject({ status: 'completed' });
  expect(uploads.getSnapshot()).toMatchObject({ pending: 2 });
  uploads.limit({});
  await until(uploads, isIdle);
});

test('nothing is stored of a report that is not complete', async () => {
  const { app, records } = await start();
  const { client, uploads } = await app();
  const outbox = await openOutbox({ client, storage: records, uploads });
  const { cause: _, ...incomplete } = closing;
  const report = { evidence: [photo(9_000), signature], closing: incomplete };
  await expect(outbox.closeTicket('t-1', report)).rejects.toMatchObject({ code: 'client.invalid' });
  expect(await records.list('')).toEqual([]);
});

test('a server that takes no pieces gets the files whole, from the outbox', async () => {
  const { app, records, sent } = await start();
  const { client, uploads } = await app({}, []);
  expect(uploads.isAvailable).toBe(false);
  const outbox = await openOutbox({ client, storage: records, uploads });
  const queued = await outbox.closeTicket('t-1', { evidence: [photo(9_000), signature], closing });
  expect(await queued.acknowledged).toMatchObject({ status: 'completed' });
  expect(sent.some(({ path }) => path.includes('uploads'))).toBe(false);
});

test('six photos over 64 kbit/s with 3 % loss and drop-outs: at most a tenth of the bytes is sent again', async () => {
  for (const seed of [1, 2, 3]) {
    const { againShare, dropOuts, status } = await sendSlowReport(seed);
    expect(status).toBe('completed');
    expect(dropOuts).toBeGreaterThan(3);
    expect(againShare).toBeLessThan(0.1);
  }
});
