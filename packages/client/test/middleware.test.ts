import { expect, test } from 'vitest';
import { createFieldClient, isClientError } from '../src/index.ts';
import { type Retry, retryReads } from '../src/resilience/index.ts';
import { createManualClock, createSeededRandom } from '../src/testing/index.ts';
import { sendJson, sendProblem } from './loopback-server.ts';
import { sampleLogin, sampleStart, sampleTicket, sampleVisit } from './samples.ts';
import { rejection, startServer, startSignedIn } from './signed-in-client.ts';

test('middleware stands around every request, the first outermost', async () => {
  const seen: string[] = [];
  const { client, server } = await startSignedIn((_, response) => sendJson(response, sampleTicket), {
    middleware: [
      async (url, init, next) => {
        seen.push(`outer ${init.method}`);
        const headers = { ...(init.headers as Record<string, string>), 'x-app': 'tecnico' };
        const response = await next(url, { ...init, headers });
        seen.push(`outer ${response.status}`);
        return response;
      },
      (url, init, next) => {
        seen.push(`inner ${(init.headers as Record<string, string>)['x-app']}`);
        return next(url, init);
      },
    ],
  });
  seen.length = 0;
  await client.tickets.read('os-1001');
  expect(seen).toEqual(['outer GET', 'inner tecnico', 'outer 200']);
  expect(server.seen[0]?.headers['x-app']).toBe('tecnico');
});

test('what middleware throws is a network error, or the ClientError it is', async () => {
  const { client } = await startSignedIn((_, response) => sendJson(response, sampleTicket), {
    middleware: [
      async (url, init, next) => {
        if (url.endsWith('/own')) throw new TypeError('pin mismatch');
        return next(url, init);
      },
    ],
  });
  expect(await rejection(client.tickets.read('own'))).toMatchObject({ code: 'client.network' });
});

/** A client whose waits pass at once. */
async function startRetrying(statuses: number[], options: { attempts?: number; headers?: object } = {}) {
  const retries: Retry[] = [];
  const clock = createManualClock('2026-03-02T08:00:00Z');
  const impatient = {
    now: clock.now,
    schedule(ms: number, run: () => void) {
      if (ms >= 30_000) return () => undefined;
      queueMicrotask(run);
      return () => undefined;
    },
  };
  const server = await startServer(({ method }, response) => {
    const status = statuses.shift() ?? 200;
    if (status === 0) return void response.destroy();
    if (status !== 200) return sendProblem(response, status, {}, { ...options.headers });
    return sendJson(response, method === 'POST' ? sampleVisit : sampleTicket);
  });
  const client = createFieldClient({
    baseUrl: server.url,
    clock: impatient,
    middleware: [
      retryReads({
        attempts: options.attempts,
        clock: impatient,
        random: createSeededRandom(7),
        onRetry: (retry) => retries.push(retry),
      }),
    ],
  });
  await client.login(sampleLogin);
  server.seen.length = 0;
  return { client, retries, server };
}

test('a read is tried again until it is answered, and onRetry says so', async () => {
  const { client, retries, server } = await startRetrying([0, 503, 429], { headers: { 'retry-after': '2' } });
  expect((await client.tickets.read('os-1001')).id).toBe('os-1001');
  expect(server.seen.length).toBe(4);
  expect(retries.map(({ attempt, path, status }) => [attempt, path, status])).toEqual([
    [1, '/v1/tickets/os-1001', null],
    [2, '/v1/tickets/os-1001', 503],
    [3, '/v1/tickets/os-1001', 429],
  ]);
  expect(retries[1]?.inMs).toBeGreaterThanOrEqual(2000);
});

test('a read that is never answered ends with the count of its attempts', async () => {
  const { client, retries, server } = await startRetrying([503, 503, 0, 200], { attempts: 3 });
  const error = await rejection(client.tickets.read('os-1001'));
  expect(error).toMatchObject({
    code: 'client.retries_exhausted',
    retryable: true,
    details: { attempts: 3, status: null, host: new URL(server.url).host },
  });
  expect(isClientError(error) && error.text('pt-BR').message).toContain('3 tentativas');
  expect([server.seen.length, retries.length]).toEqual([3, 2]);
});

test('a refusal is no reason to ask again, and a change is sent once', async () => {
  const { client, server } = await startRetrying([404, 503]);
  expect(await rejection(client.tickets.read('os-1001'))).toMatchObject({ code: 'client.not_found' });
  expect(await rejection(client.tickets.startVisit('os-1001', sampleStart))).toMatchObject({
    code: 'client.unavailable',
  });
  expect(server.seen.length).toBe(2);
});

test('a wait ends with the call', async () => {
  const { client } = await startRetrying([503, 503, 503], { headers: { 'retry-after': '60' } });
  const controller = new AbortController();
  const call = rejection(client.tickets.read('os-1001', { signal: controller.signal }));
  controller.abort();
  expect(await call).toMatchObject({ code: 'client.aborted' });
});
