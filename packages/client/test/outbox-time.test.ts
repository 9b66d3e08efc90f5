import { expect, test } from 'vitest';
import { createFieldClient, createMemoryStorage } from '../src/index.ts';
import { createMemoryRecords, type OutboxSnapshot, openOutbox } from '../src/outbox/index.ts';
import { createHandlerFetch, createManualClock, createSeededRandom } from '../src/testing/index.ts';
import { sampleLogin, sampleSession, sampleStart, sampleVisit } from './samples.ts';
import { until } from './until.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** An app whose time stands still until a test moves it, and whose storage outlives it. */
async function start(respond: Handler, capabilities: string[] = []) {
  const records = createMemoryRecords();
  const storage = createMemoryStorage();
  const sent: string[] = [];
  const run = async (startsAt: string) => {
    const clock = createManualClock(startsAt);
    const client = createFieldClient({
      baseUrl: 'https://field.test',
      capabilities,
      clock,
      storage,
      random: createSeededRandom(1),
      fetch: createHandlerFetch((request) => {
        const path = new URL(request.url).pathname;
        if (path === '/v1/login') return Response.json(sampleSession());
        sent.push(path);
        return respond(request);
      }),
    });
    const outbox = await openOutbox({ client, storage: records });
    return { client, clock, outbox };
  };
  const first = await run('2026-03-02T11:00:00Z');
  await first.client.login(sampleLogin);
  return { ...first, run, sent };
}

const isWaiting = ({ items, status }: OutboxSnapshot) =>
  status === 'waiting' && (items[0]?.failures ?? 0) > 0;
const isIdle = ({ status }: OutboxSnapshot) => status === 'idle';

function problem(status: number, headers: Record<string, string> = {}): Response {
  const body = { type: 'about:blank', title: 'Later', status, detail: 'Later', code: 'server.rate_limited' };
  return new Response(JSON.stringify({ ...body, retryable: true, errors: [], traceId: 't' }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

test('a server that wants to be left alone is, by every ticket, whoever asks', async () => {
  let busy = true;
  const { clock, outbox, sent } = await start(() =>
    busy ? problem(429, { 'retry-after': '60' }) : Response.json(sampleVisit, { status: 201 }),
  );
  await outbox.tickets.startVisit('1', sampleStart);
  await until(outbox, isWaiting);
  await outbox.tickets.startVisit('2', sampleStart);
  outbox.sync();
  clock.advance(59_999);
  expect(sent).toEqual(['/v1/tickets/1/visits']);
  busy = false;
  clock.advance(1);
  outbox.sync();
  await until(outbox, isIdle);
  expect(sent).toHaveLength(3);
});

test.each([
  ['forwards', '2026-04-20T11:00:00Z'],
  ['backwards', '2025-01-01T00:00:00Z'],
])(
  'work of weeks ago is still there and goes out in its order where the clock jumped %s',
  async (_, later) => {
    let online = false;
    const { outbox, run, sent } = await start(() => {
      if (!online) throw new TypeError('no connection');
      return Response.json(sampleVisit, { status: 201 });
    });
    await outbox.tickets.startVisit('1', sampleStart);
    await until(outbox, isWaiting);
    await outbox.close();
    sent.length = 0;
    const next = await run(later);
    await next.outbox.tickets.startVisit('1', { ...sampleStart, startedAt: later });
    await until(next.outbox, isWaiting);
    expect(next.outbox.getSnapshot().items.map(({ enqueuedAt }) => enqueuedAt)).toEqual([
      '2026-03-02T11:00:00.000Z',
      later.replace('Z', '.000Z'),
    ]);
    online = true;
    next.outbox.sync();
    await until(next.outbox, isIdle);
  },
);

test('the answer to another change is no receipt', async () => {
  let named = '01900000-0000-7000-8000-000000000000';
  const { clock, outbox, sent } = await start(
    (request) => {
      const headers = { 'field-operation-id': named || (request.headers.get('idempotency-key') ?? '') };
      return Response.json(sampleVisit, { status: 201, headers });
    },
    ['operationIds'],
  );
  await outbox.tickets.startVisit('1', sampleStart);
  await until(outbox, isWaiting);
  expect(outbox.getSnapshot().items[0]?.state).toBe('queued');
  named = '';
  clock.advance(1_000);
  await until(outbox, isIdle);
  expect(sent).toHaveLength(2);
});
