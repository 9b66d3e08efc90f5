import type { Evidence, ProductUse, Session } from '@field/core';
import { encodeUploadMetadata } from '@field/core/uploads';
import { expect, test } from 'vitest';
import { jpeg } from './support/pictures.ts';
import { type CallOptions, serve } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

type Document = {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, unknown> } }>>;
};

/** Bodies that would be accepted, by the last part of a path. */
const bodies: Record<string, unknown> = {
  location: {
    occurredAt: '2026-03-02T11:40:00-03:00',
    location: { latitude: 1, longitude: 1, accuracyMetres: null, measuredAt: null },
  },
  visits: { startedAt: '2026-03-02T11:28:00-03:00', location: null },
  departure: { occurredAt: '2026-03-02T11:20:00-03:00', location: null },
  'customer-absent': { occurredAt: '2026-03-02T11:40:00-03:00', location: null, note: null },
  products: { productId: 'connector', quantity: 1, mode: 'sale' },
  closing: {},
  'closing-draft': { draft: {}, deviceId: 'phone-1' },
  discover: {},
  jobs: { kind: 'discover' },
  plan: { oltId: 'olt-1', at: { shelf: 0, slot: 1, port: 0 }, serialNumber: 'HWTC12345678' },
  authorize: { oltId: 'olt-1', at: { shelf: 0, slot: 1, port: 0 }, serialNumber: 'HWTC12345678' },
};

/** Tickets, evidence and movements of `norte` only, so that nothing of `sul` or of Beto can be met by chance. */
async function setUp() {
  const server = await serve({
    tenants: [
      provider('norte', {
        tickets: [ticket('n-1'), ticket('n-2', { technicianId: 'beto', companyId: 'filial' })],
      }),
      provider('sul', { tickets: [ticket('s-1')] }),
    ],
  });
  const owner = await server.login('ana', 'norte');
  const use = { as: owner, body: bodies.products };
  const { movementId } = await server.json<ProductUse>('POST', '/v1/tickets/n-1/products', use);
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  const job = await server.storage.change(scope, (store) =>
    store.onuJobs.add({ ticketId: 'n-1', request: { kind: 'discover' } }, '2026-03-02T12:00:00Z'),
  );
  const { id: evidenceId } = (await (await server.upload(owner, 'n-1', 'photo', jpeg)).json()) as Evidence;
  const sha256 = '9f'.repeat(32);
  const metadata = {
    category: 'photo',
    mediaType: 'image/jpeg',
    takenAt: '2026-03-02T12:00:00Z',
    sha256,
  } as const;
  const begun = await server.call('POST', '/v1/tickets/n-1/evidence/uploads', {
    as: owner,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': '9',
      'upload-metadata': encodeUploadMetadata(metadata),
    },
  });
  const uploadId = begun.headers.get('location')?.split('/').at(-1) ?? '';
  const sessions = await server.json<{ items: { id: string }[] }>('GET', '/v1/sessions', { as: owner });
  const document = await server.json<Document>('GET', '/openapi.json');
  const withIds = Object.entries(document.paths).filter(
    ([path]) => path.includes('{') && !path.startsWith('/v1/dispatch/'),
  );
  const routes = withIds.flatMap(([path, methods]) =>
    Object.keys(methods)
      // The one answers as GET does, without a document; the other says what tus can do, to anybody.
      .filter((method) => method !== 'head' && method !== 'options')
      .map((method) => ({
        method: method.toUpperCase(),
        path: path
          .replace('{ticketId}', 'n-1')
          .replace('{sessionId}', sessions.items[0]?.id ?? '')
          .replace('{movementId}', movementId)
          .replace('{evidenceId}', evidenceId)
          .replace('{jobId}', job.id)
          .replace('{uploadId}', uploadId),
      })),
  );
  return { ...server, owner, routes };
}

function callOptions(method: string, path: string): CallOptions {
  if (method === 'POST' && path.endsWith('/evidence')) return { file: jpeg };
  const body = bodies[path.split('/').at(-1) ?? ''];
  return method === 'GET' || body === undefined ? {} : { body };
}

async function snapshot({ json, owner }: Awaited<ReturnType<typeof setUp>>) {
  const read = (path: string) => json('GET', path, { as: owner });
  return Promise.all(
    ['/v1/tickets', '/v1/tickets/n-1/timeline', '/v1/tickets/n-1/products', '/v1/stock'].map(read),
  );
}

test('no route shows or changes a ticket of another tenant, technician or company', async () => {
  const server = await setUp();
  const before = await snapshot(server);
  const strangers: Session[] = [
    await server.login('ana', 'sul'),
    await server.login('beto', 'norte'),
    await server.login('beto', 'norte', 'filial'),
  ];
  expect(server.routes.length).toBeGreaterThan(14);
  for (const as of strangers) {
    for (const { method, path } of server.routes) {
      const query =
        method === 'POST' && path.endsWith('/evidence') ? '?category=photo&takenAt=2026-03-02T12:00:00Z' : '';
      const answer = await server.refusal(method, path + query, { ...callOptions(method, path), as });
      expect([as.technician.id, as.tenantId, method, path, answer]).toEqual([
        as.technician.id,
        as.tenantId,
        method,
        path,
        '404 server.not_found',
      ]);
    }
  }
  expect(await snapshot(server)).toEqual(before);
});

test('no route takes a token of another tenant', async () => {
  const server = await setUp();
  const before = await snapshot(server);
  const as = await server.login('ana', 'sul');
  for (const { method, path } of server.routes) {
    const options = { ...callOptions(method, path), as, headers: { 'x-field-tenant': 'norte' } };
    expect([path, await server.refusal(method, path, options)]).toEqual([path, '401 server.unauthenticated']);
  }
  expect(await snapshot(server)).toEqual(before);
});

test('lists hold what is the technician’s own', async () => {
  const { json, login } = await setUp();
  const ids = async (as: Session) =>
    (await json<{ items: { id: string }[] }>('GET', '/v1/tickets', { as })).items.map(({ id }) => id);
  expect(await ids(await login('ana', 'sul'))).toEqual(['s-1']);
  expect(await ids(await login('beto', 'norte'))).toEqual([]);
  expect(await ids(await login('beto', 'norte', 'filial'))).toEqual(['n-2']);
  const stock = await json<{ items: { productId: string }[] }>('GET', '/v1/stock', {
    as: await login('beto', 'sul'),
  });
  expect(stock.items.map(({ productId }) => productId)).toEqual(['connector']);
});
