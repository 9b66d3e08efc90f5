import { expect, test } from 'vitest';
import { createFieldClient, type FetchPort } from '../src/index.ts';
import { createEventParser, type StreamEvent } from '../src/onu/event-stream.ts';
import { judgeJobSignal, openOnuJobs } from '../src/onu/index.ts';
import { createMemoryRecords } from '../src/outbox/index.ts';
import { createManualClock, createSeededData, createStandInServer } from '../src/testing/index.ts';
import { rejection } from './signed-in-client.ts';

const morning = '2026-03-02T08:00:00-03:00';
const authorization = { oltId: 'olt-1', at: { shelf: 0, slot: 1, port: 0 }, serialNumber: 'HWTC2A3B4C5D' };

async function start(wrap: (fetch: FetchPort) => FetchPort = (fetch) => fetch, streaming?: boolean) {
  const clock = createManualClock(morning);
  const server = createStandInServer({ clock, data: createSeededData({ day: morning }) });
  const storage = createMemoryRecords();
  const open = async () => {
    const client = createFieldClient({ baseUrl: 'https://field.test', fetch: wrap(server.fetch), clock });
    await client.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
    return openOnuJobs({ client, storage, streaming });
  };
  /** Lets time go on until the work is done. */
  async function settled<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    for (let round = 0; !done && round < 2_000; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (round % 5 === 4) clock.advance(Math.min(clock.untilNext() ?? 0, 400));
    }
    return work;
  }
  return { clock, jobs: await open(), open, server, settled, storage };
}

test('from the digits on the sticker to light within the band', async () => {
  const { jobs, settled, storage } = await start();
  const discovered = await jobs.discover('os-1001', { endsWith: '4c5d' });
  const states: string[] = [];
  discovered.subscribe(() => {
    const { job } = discovered.getSnapshot();
    states.push(`${job.state} ${job.progress?.phase ?? ''}`.trim());
  });
  expect(discovered.getSnapshot().job.state).toBe('queued');
  expect(discovered.getSnapshot()).toBe(discovered.getSnapshot());
  const found = await settled(discovered.ended);
  expect(found.result).toMatchObject({ items: [authorization] });
  expect(states.filter((state, at) => state !== states[at - 1])).toEqual([
    'queued waiting',
    'running connecting',
    'running reading',
    'succeeded',
  ]);
  expect(discovered.getSnapshot().connection).toBe('ended');

  const { plan, planTag } = await settled((await jobs.plan('os-1001', authorization)).ended);
  expect(plan).toMatchObject({ decision: 'plan', steps: [{ undo: ['ont delete 0'] }] });
  const stale = await settled(
    (await jobs.authorize('os-1001', { ...authorization, planTag: 'other' })).ended,
  );
  expect(stale).toMatchObject({ state: 'failed', problem: { code: 'server.plan_changed' } });
  const tagged = { ...authorization, ...(planTag !== null && { planTag }) };
  const authorized = await settled((await jobs.authorize('os-1001', tagged)).ended);
  expect(authorized.result).toMatchObject({ outcome: 'created' });

  const measured = await settled((await jobs.verifySignal('os-1001')).ended);
  expect(judgeJobSignal(measured)?.quality.overall).toBe('good');
  const strict = { overload: -8, good: -10, attention: -12 };
  const policy = { signalLimits: { rxAtOnu: strict, rxAtOlt: null } };
  expect(judgeJobSignal(measured, policy)?.quality.overall).toBe('critical');
  expect(judgeJobSignal(authorized)).toBeUndefined();
  expect((await jobs.list('os-1001')).map(({ kind }) => kind)).toEqual([
    'verifySignal',
    'authorize',
    'authorize',
    'plan',
    'discover',
  ]);
  expect(await storage.list('onu-job/')).toEqual([]);
});

test('without coverage the answer is clear, and the same job is not done twice', async () => {
  const { clock, jobs, server, settled, storage } = await start();
  server.faults.add({ kind: 'offline' });
  const offline = await rejection(jobs.authorize('os-1001', authorization));
  expect(offline).toMatchObject({ code: 'client.olt_out_of_reach', retryable: true });
  expect(String((offline as Error).message)).toContain('field.test');
  expect(await jobs.resume()).toEqual([]);
  server.faults.clear();
  clock.advance(1_000);
  server.faults.add({ kind: 'dropAfterCommit', times: 1 });
  const dropped = await rejection(jobs.authorize('os-1001', authorization));
  expect(dropped).toMatchObject({ code: 'client.olt_out_of_reach' });
  const unconfirmed = await jobs.unconfirmed();
  expect(unconfirmed.map(({ jobId, request }) => [jobId, request.kind])).toEqual([
    [null, 'authorize'],
    [null, 'authorize'],
  ]);
  const [never, lost] = unconfirmed;
  await jobs.forget(never?.operationId ?? '');
  const work = await jobs.startAgain(lost?.operationId ?? '');
  expect((await settled(work.ended)).result).toMatchObject({ outcome: 'created' });
  expect(server.world.jobs.size).toBe(1);
  expect(await storage.list('onu-job/')).toEqual([]);
});

test('a job goes on while the app is closed, and is found again', async () => {
  const { clock, jobs, open, settled } = await start();
  const work = await jobs.authorize('os-1001', authorization);
  work.stop();
  expect(await rejection(work.ended)).toMatchObject({ code: 'client.aborted' });
  expect(work.getSnapshot().connection).toBe('stopped');
  clock.advance(60_000);
  const again = await open();
  const [resumed, ...more] = await again.resume();
  expect(more).toEqual([]);
  expect((await settled(resumed?.ended ?? expect.fail('nothing resumed'))).result).toMatchObject({
    outcome: 'created',
  });
  expect(await again.resume()).toEqual([]);
});

test('coverage that comes and goes does not end it; the stream goes on behind what was seen', async () => {
  const lastIds: (string | undefined)[] = [];
  const { jobs, server, settled } = await start((fetch) => async (url, init) => {
    const response = await fetch(url, init);
    if (!url.endsWith('/events')) return response;
    lastIds.push((init.headers as Record<string, string>)['last-event-id']);
    return lastIds.length === 1 ? cutAfter(response, 2) : response;
  });
  const work = await jobs.discover('os-1001');
  const seen: string[] = [];
  work.subscribe(() => {
    const { connection } = work.getSnapshot();
    if (connection !== seen.at(-1)) seen.push(connection);
    if (seen.length === 1) server.faults.add({ kind: 'offline', times: 1 });
  });
  expect((await settled(work.ended)).state).toBe('succeeded');
  expect(seen).toEqual(['following', 'outOfReach', 'following', 'ended']);
  expect(lastIds[0]).toBeUndefined();
  expect(Number(lastIds.at(-1))).toBeGreaterThan(0);
});

/** The line drops after so many pieces. */
function cutAfter({ body, headers }: Response, pieces: number): Response {
  const reader = body?.getReader();
  let left = pieces;
  const cut = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const part = await reader?.read();
        if (left === 0 || !part || part.done) controller.error(new TypeError('the line dropped'));
        else controller.enqueue(part.value);
        left -= 1;
      },
    },
    // Nothing ahead of the reader: an error throws away what waits.
    { highWaterMark: 0 },
  );
  return new Response(cut, { headers });
}

test.each([
  ['a runtime without streams', false, 0],
  ['a proxy that swallows the stream', true, 2],
])('%s: the job is read again', async (_, streaming, most) => {
  let streams = 0;
  const { jobs, server, settled } = await start(
    (fetch) => async (url, init) => {
      if (!url.endsWith('/events')) return fetch(url, init);
      streams += 1;
      return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    },
    streaming,
  );
  const work = await jobs.discover('os-1001');
  expect((await settled(work.ended)).state).toBe('succeeded');
  expect(streams).toBeLessThanOrEqual(most);
  const reads = server.seen.filter(
    ({ method, path }) => method === 'GET' && path.startsWith('/v1/onu-jobs/'),
  );
  expect(reads.length).toBeGreaterThan(0);
});

test('what is wrong is named before a byte is sent, and a refusal leaves nothing behind', async () => {
  const { jobs, server, settled, storage } = await start();
  server.world.update('os-1003', { status: 'completed' });
  const before = server.seen.length;
  const wrong = await rejection(jobs.authorize('os-1001', { ...authorization, serialNumber: 'x' }));
  expect(wrong).toMatchObject({ code: 'client.invalid', details: { issues: [{ path: ['serialNumber'] }] } });
  expect(server.seen.length).toBe(before);
  expect(await rejection(jobs.verifySignal('os-1003'))).toMatchObject({ code: 'client.conflict' });
  expect(await storage.list('onu-job/')).toEqual([]);

  const work = await jobs.discover('os-1001');
  expect(await work.cancel()).toMatchObject({ state: 'cancelled' });
  expect((await settled(work.ended)).state).toBe('cancelled');
});

test('events are read however they are cut', () => {
  const text =
    ': hello\r\n\r\nid: 1\r\nevent: progress\r\ndata: {"a":\r\ndata: 1}\r\n\r\nid:2\ndata: x\n\n\n';
  const whole: StreamEvent[] = [];
  createEventParser((event) => whole.push(event))(text);
  expect(whole).toEqual([
    { id: '1', event: 'progress', data: '{"a":\n1}' },
    { id: '2', event: 'message', data: 'x' },
  ]);
  for (let size = 1; size < 12; size += 1) {
    const found: StreamEvent[] = [];
    const parse = createEventParser((event) => found.push(event));
    for (let at = 0; at < text.length; at += size) parse(text.slice(at, at + size));
    expect(found).toEqual(whole);
  }
});
