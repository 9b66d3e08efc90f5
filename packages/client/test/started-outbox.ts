import type { ServerResponse } from 'node:http';
import { createFieldClient, createMemoryStorage } from '../src/index.ts';
import { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
import type { RecordStorage } from '../src/storage/record-storage.ts';
import { type SeenRequest, sendJson, startLoopbackServer } from './loopback-server.ts';
import { sampleLogin, sampleSession, sampleStart, sampleTicket, sampleVisit } from './samples.ts';

/** A use of material. */
export const use = { productId: 'drop', quantity: 2, mode: 'sale' } as const;
/** As soon as can be. */
export const backoff = { baseMs: 1, maxMs: 5 };
/** Answers every change as a server does, unless `respond` says it did. */
export function answer({ method, path }: SeenRequest, response: ServerResponse) {
  if (method === 'DELETE') return response.writeHead(204).end();
  if (path.endsWith('/visits')) return sendJson(response, sampleVisit, 201);
  if (path.includes('/evidence')) {
    const file = { mediaType: 'image/png', bytes: 3, category: 'photo', caption: null, location: null };
    return sendJson(
      response,
      { ...file, id: 'e1', sha256: 'a'.repeat(64), takenAt: sampleStart.startedAt },
      201,
    );
  }
  if (path.endsWith('/products')) {
    const recorded = { recordedBy: { id: 't1', name: 'Ana' }, recordedAt: sampleStart.startedAt };
    const movement = {
      ...use,
      ...recorded,
      movementId: 'm1',
      ticketId: '1',
      name: 'Drop',
      unit: 'metre',
      serial: null,
    };
    return sendJson(response, movement, 201);
  }
  sendJson(response, { ...sampleTicket, status: 'completed' });
}

/** A signed-in client with an outbox, and the server it sends to. */
export async function startOutbox(
  respond: (request: SeenRequest, response: ServerResponse) => boolean = () => false,
) {
  const server = await startLoopbackServer((request, response) => {
    if (request.path === '/v1/login') {
      const { username } = JSON.parse(request.body);
      return sendJson(response, sampleSession(0, { id: username, name: username }));
    }
    if (request.path === '/v1/logout') return void response.writeHead(204).end();
    if (!respond(request, response)) answer(request, response);
  });
  const records = createMemoryRecords();
  const storage = createMemoryStorage();
  const run = async (on: RecordStorage = records) => {
    const client = createFieldClient({ baseUrl: server.url, storage });
    const outbox = await openOutbox({ client, storage: on, backoff });
    return { client, outbox };
  };
  const first = await run();
  await first.client.login(sampleLogin);
  const changes = () =>
    server.seen.filter(({ method, path }) => method !== 'GET' && !/log(in|out)$|refresh$/.test(path));
  return { server, records, run, changes, ...first };
}
