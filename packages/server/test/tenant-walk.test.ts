import type { Evidence, ProductUse, Session } from '@field/core';
import type { Outage } from '@field/core/dispatch';
import { encodeUploadMetadata } from '@field/core/uploads';
import { expect, test } from 'vitest';
import { routes } from '../src/protocol/routes/routes.ts';
import { jpeg } from './support/pictures.ts';
import { type CallOptions, serve } from './support/serve.ts';
import { staffed, ticket } from './support/tenant.ts';

/** Stands in everything `norte` has that a person could read; nothing `sul` is answered may hold it. */
const mark = 'NORTE-ONLY';
const onu = {
  oltId: 'n-olt',
  address: { shelf: 0, slot: 1, port: 3, onuId: 4 },
  serialNumber: 'HWTC00000001',
};
const customer = { id: 'n-c', name: mark, phone: null };
const policy = { format: 1 as const, serviceTypes: ['12'], closing: [], start: [], steps: [mark] };
const olt = {
  name: mark,
  vendor: 'huawei',
  target: 'ssh://field@192.0.2.1:22',
  credentials: 'centro',
  profiles: [{ name: mark, lineProfileId: 31, serviceProfileId: 31 }],
};
const contract = {
  plan: mark,
  subplan: null,
  cto: mark,
  seal: null,
  ctoPort: null,
  oltId: null,
  onuProfile: null,
};
const cto = { name: mark, location: null, ports: 16, oltId: null, pon: null };
const person = {
  name: 'Nobody',
  username: 'nobody',
  role: 'technician',
  companyIds: ['matriz'],
  active: true,
};
const schedule = { startsAt: '2026-03-03T08:00:00-03:00', endsAt: '2026-03-03T12:00:00-03:00' };
const place = { latitude: 1, longitude: 1, accuracyMetres: null, measuredAt: null };
const onuPlace = { oltId: 'n-olt', at: { shelf: 0, slot: 1, port: 3 }, serialNumber: 'HWTC12345678' };

/** For every route with a body, one that is accepted where its ids are the caller's own. */
const bodies: Readonly<Record<string, unknown>> = {
  login: { username: 'ana', password: 'not-the-password', companyId: 'matriz' },
  refresh: { refreshToken: 'x'.repeat(43) },
  updateLocation: { occurredAt: '2026-03-02T11:40:00-03:00', location: place },
  recordDeparture: { occurredAt: '2026-03-02T11:20:00-03:00', location: null },
  startVisit: { startedAt: '2026-03-02T11:28:00-03:00', location: null },
  recordCustomerAbsent: { occurredAt: '2026-03-02T11:40:00-03:00', location: null, note: null },
  useProduct: { productId: 'n-product', quantity: 1, mode: 'sale' },
  closeTicket: {},
  saveClosingDraft: { draft: {}, deviceId: 'phone-1' },
  startOnuJob: { kind: 'discover' },
  discoverOnus: {},
  planOnu: onuPlace,
  authorizeOnu: onuPlace,
  openTicket: { contractId: 'n-contract', problemCode: '12', address: ticket('x').address, customer },
  assignTicket: { technicianId: 'ana' },
  scheduleTicket: { schedule },
  cancelTicket: { reason: 'No reason' },
  saveCatalogueEntry: { label: 'Changed' },
  savePolicy: { ...policy, steps: ['changed'] },
  saveProduct: { name: 'Changed', unit: 'unit', kind: 'bulk' },
  transferStock: { productId: 'n-product', from: 'ana', to: null, quantity: 1 },
  saveContract: { ...contract, plan: 'Changed', cto: null },
  saveCto: { ...cto, name: 'Changed' },
  saveOlt: { ...olt, name: 'Changed', profiles: [{ ...olt.profiles[0], name: 'changed' }] },
  declareOutage: { oltId: 'n-olt', pon: { shelf: 0, slot: 1, port: 3 }, note: 'None' },
  savePerson: { ...person, password: 'fibra-otica-7' },
};

/** Routes that write under an id the caller chooses: the other tenant gets a row of its own, which is no crossing. */
const ownNames = new Set([
  'saveCatalogueEntry',
  'savePolicy',
  'saveProduct',
  'saveContract',
  'saveCto',
  'saveOlt',
  'savePerson',
]);

async function setUp() {
  const server = await serve({
    tenants: [
      staffed('norte', {
        causes: [{ code: 'n-cause', label: mark }],
        products: [{ id: 'n-product', name: mark, unit: 'unit', kind: 'bulk' }],
        stock: [{ technicianId: 'ana', productId: 'n-product', available: 10 }],
        olts: [{ id: 'n-olt', ...olt }],
        ctos: [{ id: 'n-cto', ...cto }],
        policies: [{ ...policy, id: 'n-policy', revision: 1 }],
        contracts: [{ id: 'n-contract', plan: mark, onu, pppoe: { login: mark, password: mark } }],
        tickets: [ticket('n-1', { contractId: 'n-contract', customer })],
      }),
      staffed('sul', { products: [], stock: [], tickets: [], contracts: [] }),
    ],
  });
  const { json, call, login, upload } = server;
  const ana = await login('ana');
  const alba = await login('alba');
  const use = await json<ProductUse>('POST', '/v1/tickets/n-1/products', {
    as: ana,
    body: bodies.useProduct,
  });
  const evidence = (await (await upload(ana, 'n-1', 'photo', jpeg)).json()) as Evidence;
  await json('PUT', '/v1/tickets/n-1/closing-draft', {
    as: ana,
    body: { draft: { details: mark }, deviceId: 'phone-1' },
  });
  const begun = await call('POST', '/v1/tickets/n-1/evidence/uploads', { as: ana, headers: tusHeaders });
  await json('PUT', '/v1/dispatch/people/n-person', {
    as: alba,
    body: { ...(bodies.savePerson as object), name: mark },
  });
  const outage = await json<Outage>('POST', '/v1/dispatch/outages', {
    as: alba,
    body: { ...(bodies.declareOutage as object), note: mark },
  });
  const sessions = await json<{ items: { id: string }[] }>('GET', '/v1/sessions', { as: ana });
  const ids: Readonly<Record<string, string>> = {
    ticketId: 'n-1',
    evidenceId: evidence.id,
    movementId: use.movementId,
    uploadId: begun.headers.get('location')?.split('/').at(-1) ?? '',
    sessionId: sessions.items[0]?.id ?? '',
    outageId: outage.id,
    jobId: 'n-job',
    policyId: 'n-policy',
    productId: 'n-product',
    contractId: 'n-contract',
    ctoId: 'n-cto',
    oltId: 'n-olt',
    personId: 'n-person',
    kind: 'causes',
    code: 'n-cause',
  };
  // Deletions first: a stranger who wrote a row of its own under an id may delete that.
  const ordered = [...routes].sort((a, b) => Number(b.method === 'delete') - Number(a.method === 'delete'));
  const walk = ordered.map((route) => ({
    route,
    path: route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const id = ids[name];
      if (id === undefined) throw new RangeError(`give the walk an id of norte for {${name}}`);
      return id;
    }),
  }));
  return { ...server, ana, alba, walk };
}

const tusHeaders = {
  'tus-resumable': '1.0.0',
  'upload-length': '9',
  'upload-metadata': encodeUploadMetadata({
    category: 'photo',
    mediaType: 'image/jpeg',
    takenAt: '2026-03-02T12:00:00Z',
    sha256: '9f'.repeat(32),
  }),
};

type World = Awaited<ReturnType<typeof setUp>>;
type Step = World['walk'][number];

function optionsFor({ route }: Step): CallOptions {
  if (route.kind === 'upload') return { file: jpeg };
  if (route.kind === 'tus') {
    const patch = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    return route.method === 'patch'
      ? { headers: { ...tusHeaders, ...patch }, file: { type: patch['content-type'], bytes: 'x' } }
      : { headers: tusHeaders };
  }
  if (route.textBody) return { file: { type: 'text/csv', bytes: 'code,label\nx,X\n' } };
  if (!route.body) return {};
  if (!(route.id in bodies)) throw new RangeError(`give the walk a body for ${route.id}`);
  return { body: bodies[route.id] };
}

/** Everything `norte` is answered to its readings, as the technician and as the administrator. */
async function snapshot({ call, walk, ana, alba }: World): Promise<string[]> {
  // Showing a PPPoE password is itself recorded, so asking for it changes what the next reading says.
  const readings = walk.filter(
    ({ route }) => route.method === 'get' && route.kind === 'read' && route.id !== 'readPppoe',
  );
  const answers: string[] = [];
  for (const as of [ana, alba]) {
    for (const { route, path } of readings) {
      const text = await (await call('GET', path, { as })).text();
      answers.push(`${route.id} ${text.replace(/"traceId":"\w+"/, '')}`);
    }
  }
  return answers;
}

test('every route, with another tenant’s tokens and this one’s ids: nothing is shown, nothing changes', async () => {
  const world = await setUp();
  const { call, login, walk } = world;
  const before = await snapshot(world);
  expect(before.join('\n').split(mark).length).toBeGreaterThan(15);
  const strangers: Session[] = [await login('alba', 'sul'), await login('ana', 'sul')];
  for (const as of strangers) {
    for (const step of walk) {
      const { route, path } = step;
      // Signing out would end the walk.
      if (route.id === 'logout') continue;
      const query = route.id === 'uploadEvidence' ? '?category=photo&takenAt=2026-03-02T12:00:00Z' : '';
      const answer = await call(route.method.toUpperCase(), path + query, { ...optionsFor(step), as });
      const text = await answer.text();
      expect([route.id, text.includes(mark)]).toEqual([route.id, false]);
      const namesOther = route.path.includes('{') && route.kind !== 'open' && !ownNames.has(route.id);
      if (namesOther && route.id !== 'importCsv') {
        expect([route.id, as.technician.id, answer.status]).toEqual([
          route.id,
          as.technician.id,
          as.technician.id === 'alba' || !route.role ? 404 : 403,
        ]);
      }
    }
  }
  expect(await snapshot(world)).toEqual(before);
});

test('no route takes this tenant’s name with another tenant’s token', async () => {
  const world = await setUp();
  const before = await snapshot(world);
  const as = await world.login('alba', 'sul');
  for (const step of world.walk.filter(({ route }) => route.kind !== 'open')) {
    const options = optionsFor(step);
    const headers = { ...options.headers, 'x-field-tenant': 'norte' };
    const answer = await world.call(step.route.method.toUpperCase(), step.path, { ...options, as, headers });
    expect([step.route.id, answer.status]).toEqual([step.route.id, 401]);
  }
  expect(await snapshot(world)).toEqual(before);
});
