import type { OnuJob } from '@field/core/onu-jobs';
import { expect, test } from 'vitest';
import { gatewayTo, oltOf, simulate } from './support/olt.ts';
import { readEvents } from './support/onu-jobs.ts';
import { serve } from './support/serve.ts';
import { provider } from './support/tenant.ts';

/** A job that does not end: its OLT says nothing. */
async function serveSilentOlt() {
  const simulator = await simulate({ onLine: () => 'silence' });
  const tenants = [provider('norte', { olts: [oltOf(simulator, { snmpTarget: null })] })];
  const server = await serve({ tenants, olts: gatewayTo(simulator) });
  const as = await server.login();
  const body = { kind: 'discover' };
  const { id } = await server.json<OnuJob>('POST', '/v1/tickets/t-1/onu/jobs', { as, body });
  return { ...server, as, id };
}

test('a stream ends when the session it was opened with is shut out', async () => {
  const server = await serveSilentOlt();
  const { as, id, json, call } = server;
  const events = readEvents(server, as, id);
  expect((await events.next()).value).toMatchObject({ event: 'progress', job: { id } });
  const other = await server.login();
  const { items } = await json<{ items: { id: string; current: boolean }[] }>('GET', '/v1/sessions', {
    as: other,
  });
  const lost = items.find(({ current }) => !current);
  expect((await call('DELETE', `/v1/sessions/${lost?.id}`, { as: other })).status).toBe(204);
  // Ends, without a `done`: the job goes on.
  for await (const { event } of events) expect(event).toBe('progress');
  expect(await json('GET', `/v1/onu-jobs/${id}`, { as: other })).toMatchObject({ state: 'running' });
});

test('a session that opens streams without end is told to wait, and goes on when it has closed one', async () => {
  const { as, id, call } = await serveSilentOlt();
  const open = () => call('GET', `/v1/onu-jobs/${id}/events`, { as });
  const streams = [];
  let last = await open();
  while (last.status === 200 && streams.length < 100) {
    streams.push(last);
    last = await open();
  }
  expect(streams).toHaveLength(16);
  expect([last.status, last.headers.get('retry-after')]).toEqual([429, '5']);
  await streams[0]?.body?.cancel();
  // The server hears of it when the connection is gone.
  let again = await open();
  while (again.status === 429) again = await open();
  expect(again.status).toBe(200);
  for (const stream of [...streams.slice(1), again]) await stream.body?.cancel();
});
