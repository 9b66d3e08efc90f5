/** A technician's day as an app lives it in a browser: every entry that runs there, on the platform's own ports. */
import type { OnuJob } from '@field/core/onu-jobs';
import { createDiagnostics } from '../src/diagnostics/index.ts';
import { createDrafts } from '../src/drafts/index.ts';
import { openEncryptedRecords } from '../src/encryption/index.ts';
import { type ClientStorage, createFieldClient, isClientError } from '../src/index.ts';
import { createBrowserLocation } from '../src/location/index.ts';
import { openOffline } from '../src/offline/index.ts';
import { judgeJobSignal, openOnuJobs } from '../src/onu/index.ts';
import { createBrowserTrigger, openOutbox } from '../src/outbox/index.ts';
import { createReadBack } from '../src/read-back/index.ts';
import { retryReads } from '../src/resilience/index.ts';
import { keepBrowserStorage, openIndexedDbRecords } from '../src/storage/index.ts';
import { openTabs } from '../src/tabs/index.ts';
import { openTenants } from '../src/tenants/index.ts';
import { checkRecordStorage } from '../src/testing/index.ts';
import { exportPending, importPending, type SigningKey } from '../src/transfer/index.ts';
import { openUploads } from '../src/uploads/index.ts';

const domain = 'rede-norte.example';
export const secretDetails = 'A porta da CTO estava solta';

const texts: ClientStorage = {
  read: async (key) => localStorage.getItem(key),
  write: async (key, value) => localStorage.setItem(key, value),
  remove: async (key) => localStorage.removeItem(key),
};

type App = Awaited<ReturnType<typeof open>>;
let app: App;

async function open(key: readonly number[]) {
  const tenants = openTenants({ storage: texts, directoryUrl: location.origin });
  const { tenant } = await tenants.find(domain);
  const diagnostics = createDiagnostics({ app: { name: 'tecnico', version: '1' } });
  const client = createFieldClient({
    tenant,
    storage: texts,
    onEvent: diagnostics.onEvent,
    middleware: [retryReads({ attempts: 2, baseMs: 10 })],
  });
  tenants.pinOnSignIn(client, tenant);
  const disk = await openIndexedDbRecords('rede-norte');
  const storage = await openEncryptedRecords(disk, { key: Uint8Array.from(key) });
  const triggers = [createBrowserTrigger(document, globalThis)];
  const uploads = await openUploads({ client, storage, triggers });
  const readBack = createReadBack({ client });
  const outbox = await openOutbox({ client, storage, uploads, readBack, triggers });
  const offline = openOffline({ client, storage, triggers });
  const jobs = openOnuJobs({ client, storage });
  const drafts = createDrafts({ client, storage, deviceId: 'chromium' });
  return { client, diagnostics, disk, drafts, jobs, offline, outbox, storage, tenants, uploads };
}

/** Opens the app where this page leads: what is to be there once is there once. */
async function lead(key: readonly number[]): Promise<void> {
  const tabs = openTabs({
    name: 'rede-norte',
    async lead() {
      app = await open(key);
      return { stores: { outbox: app.outbox }, actions: {}, close: () => app.outbox.close() };
    },
  });
  await until(tabs, ({ error, role }) => {
    if (error) throw error;
    return role === 'leader';
  });
}

export async function morning(key: readonly number[]) {
  await lead(key);
  const { client, jobs, offline, outbox, storage, tenants } = app;
  await client.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
  const kept = await keepBrowserStorage();
  const prepared = await offline.prepareDay();
  const { items } = (await offline.tickets.list()).value ?? { items: [] };
  const id = items.find(({ network }) => network.onuState === 'none')?.id ?? '';
  const here = await createBrowserLocation(navigator.geolocation).read();
  const startedAt = new Date().toISOString();
  const visit = await outbox.tickets.startVisit(id, { startedAt, location: here.location });
  await visit.acknowledged;

  const found = await ended(jobs.discover(id, { endsWith: '4C5D' }));
  const [onu] = found.result && 'items' in found.result ? found.result.items : [];
  const { at, oltId, serialNumber } = onu ?? {};
  const input = { at, oltId, serialNumber } as Parameters<typeof jobs.authorize>[1];
  const { plan, planTag } = await ended(jobs.plan(id, input));
  const written = await ended(jobs.authorize(id, { ...input, ...(planTag !== null && { planTag }) }));
  const signal = judgeJobSignal(await ended(jobs.verifySignal(id)));
  return {
    id,
    kept,
    prepared: prepared.complete,
    tickets: items.length,
    place: here.location,
    decision: plan?.decision,
    jobs: [found.state, written.state],
    signal: signal?.quality.overall,
    pinned: (await tenants.known()).map(({ pinned }) => pinned),
    room: await storage.room?.(),
  };
}

/** From here on there is no coverage. */
export async function workOffline(id: string, photo: readonly number[]) {
  const { drafts, jobs, offline, outbox, tenants, uploads } = app;
  const list = await offline.tickets.list({ search: 'a' });
  const stock = await offline.stock();
  const provider = await tenants.find(domain, { fresh: true });
  const onu = await jobs.discover(id).then(
    () => 'reached',
    (error: unknown) => (isClientError(error) ? error.code : String(error)),
  );
  const draft = await drafts.open(id);
  await draft.set('details', secretDetails);
  const takenAt = new Date().toISOString();
  const file = { mediaType: 'image/png', takenAt, bytes: Uint8Array.from(photo) } as const;
  await outbox.closeTicket(id, {
    evidence: [
      { ...file, category: 'photo' },
      { ...file, category: 'customerSignature', bytes: file.bytes.slice(0, 100) },
    ],
    products: [{ productId: 'drop', quantity: 12.5, mode: 'sale' }],
    closing: {
      ...draft.getSnapshot().draft,
      cause: { code: 'fibre-cut' },
      solution: { code: 'new-drop' },
      addressChanged: false,
      readings: { rxAtOnuDbm: -19.4, rxAtOltDbm: -21.7, cto: 'CTO-01', seal: '0042', ctoPort: '3' },
      technicianSignature: null,
      outcome: 'resolved',
      occurredAt: takenAt,
      location: null,
    },
  });
  return {
    list: [list.state, list.source, list.complete, list.error?.code],
    stock: stock.state,
    provider: provider.source,
    onu,
    pending: [outbox.getSnapshot().pending, uploads.getSnapshot().pending],
    exported: await exportPending({ outbox, uploads }, await signingKey()),
  };
}

/** The next start of the app, still without coverage: the page before was killed. */
export async function reopen(id: string, key: readonly number[], exported: string) {
  const disk = await openIndexedDbRecords('rede-norte');
  const wrongKey = await openEncryptedRecords(disk, { key: new Uint8Array(32) }).then(
    () => 'opened',
    (error: unknown) => (isClientError(error) ? error.code : String(error)),
  );
  const lying = (await disk.list('')).map(([, value]) =>
    typeof value === 'string' ? value : new TextDecoder().decode(value),
  );
  await lead(key);
  const { client, drafts, outbox, uploads } = app;
  return {
    wrongKey,
    readable: lying.filter((text) => text.includes(secretDetails)).length,
    session: client.session.getSnapshot().status,
    draft: (await drafts.open(id)).getSnapshot().draft.details,
    imported: await importPending({ outbox, uploads }, exported, await signingKey()),
    pending: [outbox.getSnapshot().pending, uploads.getSnapshot().pending],
  };
}

/** Coverage is back. */
export async function finish() {
  const { client, diagnostics, offline, outbox, storage, uploads } = app;
  outbox.sync();
  uploads.sync();
  await until(outbox, ({ pending }) => pending === 0);
  await offline.sync();
  const report = await diagnostics.report({ session: client.session, outbox, offline, storage });
  return { report: JSON.stringify(report), files: uploads.getSnapshot().items.map(({ state }) => state) };
}

/** The storage contract on IndexedDB, as it is and encrypted. */
export async function checkStorages() {
  let made = 0;
  const name = () => {
    made += 1;
    return `check-${made}`;
  };
  const plain = await checkRecordStorage(
    async () => {
      const database = name();
      return () => openIndexedDbRecords(database);
    },
    { outlives: true },
  );
  const encrypted = await checkRecordStorage(
    async () => {
      const database = name();
      const key = new Uint8Array(32).fill(7);
      return async () => openEncryptedRecords(await openIndexedDbRecords(database), { key });
    },
    { outlives: true },
  );
  return { plain, encrypted };
}

async function ended(work: Promise<{ readonly ended: Promise<OnuJob> }>): Promise<OnuJob> {
  return (await work).ended;
}

/** The app's key, as it would come from the platform's key store. */
async function signingKey(): Promise<SigningKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const secret = new Uint8Array(32).fill(3);
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign', 'verify']);
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  return {
    keyId: 'device',
    async sign(text) {
      const signature = await crypto.subtle.sign('HMAC', key, bytesOf(text));
      return Array.from(new Uint8Array(signature)).join();
    },
    verify: (text, signature) =>
      crypto.subtle.verify('HMAC', key, Uint8Array.from(signature.split(',').map(Number)), bytesOf(text)),
  };
}

function until<T>(
  store: { subscribe(listener: () => void): () => void; getSnapshot(): T },
  holds: (snapshot: T) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      try {
        if (!holds(store.getSnapshot())) return;
        resolve();
      } catch (error) {
        reject(error);
      }
      stop();
    };
    const stop = store.subscribe(look);
    look();
  });
}
