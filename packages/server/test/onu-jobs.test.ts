import { randomUUID } from 'node:crypto';
import { check, type OnuSignal } from '@field/core';
import { OnuJob, type OnuTranscript } from '@field/core/onu-jobs';
import { expect, test } from 'vitest';
import { gatewayTo } from './support/olt.ts';
import { authorization, kept, scope, serialNumber, serveWithOlt } from './support/onu.ts';
import { readEvents, runJob } from './support/onu-jobs.ts';

const service = { vlan: 31, gemPort: 31 };
const profiles = [{ name: 'residential', lineProfileId: 31, serviceProfileId: 31, service }];
const authorize = { kind: 'authorize', ...authorization };

test('from an unknown ONU to a replaced and removed one, each a job whose plan is shown before it runs', async () => {
  const server = await serveWithOlt({ olt: { profiles } });
  const { simulator, as, json } = server;
  const run = (body: object) => runJob(server, as, body);

  const { job: discovered } = await run({ kind: 'discover', endsWith: '90c4' });
  expect(discovered).toMatchObject({ state: 'succeeded', result: { items: [authorization] } });

  const { job: planned } = await run({ kind: 'plan', ...authorization });
  expect(planned).toMatchObject({ state: 'succeeded', plan: { decision: 'plan' }, result: null });
  expect(simulator.olt.state.findOnu(serialNumber)).toBe(null);

  const { job: authorized, events } = await run({ ...authorize, planTag: planned.planTag });
  expect(check(OnuJob, authorized).ok).toBe(true);
  expect(authorized).toMatchObject({
    state: 'succeeded',
    result: { outcome: 'created', address: { ...authorization.at, onuId: 0 }, reply: null },
    plan: planned.plan,
    problem: null,
  });
  expect(simulator.olt.state.unsaved).toBe(false);
  // The plan was there before the first command, and the ids only grow.
  const sending = events.findIndex(({ job }) => job.progress?.phase === 'sending');
  const shown = events.findIndex(({ job }) => job.plan !== null);
  expect(shown).toBeGreaterThan(-1);
  expect(sending === -1 || shown <= sending).toBe(true);
  const ids = events.map(({ id }) => Number(id));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(events.map(({ event }) => event)).toEqual([...events.slice(1).map(() => 'progress'), 'done']);

  await simulator.olt.whenOnline(serialNumber, AbortSignal.timeout(10_000));
  const { job: measured } = await run({ kind: 'verifySignal' });
  expect(measured.state).toBe('succeeded');
  expect((measured.result as OnuSignal).rxAtOnuDbm).toBeLessThan(-8);

  const { job: provisioned } = await run({ kind: 'provision' });
  expect(provisioned).toMatchObject({ state: 'succeeded', result: { outcome: 'unchanged' } });

  simulator.olt.appear('HWTC00000042', '0/1/3');
  const replacement = { kind: 'replace', oltId: 'olt-1', serialNumber: 'HWTC00000042' };
  const { job: preview } = await run({ ...replacement, planOnly: true });
  expect(preview.plan?.steps.length).toBeGreaterThan(2);
  expect(simulator.olt.state.findOnu(serialNumber)).not.toBe(null);
  const { job: replaced } = await run({ ...replacement, planTag: preview.planTag });
  expect(replaced).toMatchObject({ state: 'succeeded', result: { outcome: 'changed' } });
  expect(simulator.olt.state.findOnu(serialNumber)).toBe(null);
  expect(await kept(server)).toMatchObject({ onu: { serialNumber: 'HWTC00000042' } });

  const { job: removed } = await run({ kind: 'deprovision' });
  expect(removed).toMatchObject({ state: 'succeeded', result: { outcome: 'removed', address: null } });
  expect(simulator.olt.state.findOnu('HWTC00000042')).toBe(null);
  expect(await kept(server)).toEqual({
    onu: null,
    onuState: 'none',
    timeline: ['onuAuthorized', 'signalRead', 'onuAuthorized', 'note'],
    audit: ['created', 'unchanged', 'changed', 'removed'],
  });
  const { items } = await json<{ items: OnuJob[] }>('GET', '/v1/tickets/t-1/onu/jobs', { as });
  expect(items.map(({ kind }) => kind)).toEqual([
    'deprovision',
    'replace',
    'replace',
    'provision',
    'verifySignal',
    'authorize',
    'plan',
    'discover',
  ]);
});

test('the transcript of a job is kept without secrets, and a stream goes on behind the event that was seen', async () => {
  const server = await serveWithOlt({ olt: { profiles } });
  const { json, as, simulator, call } = server;
  const { job, events } = await runJob(server, as, authorize);
  const transcript = await json<OnuTranscript>('GET', `/v1/onu-jobs/${job.id}/transcript`, { as });
  expect(transcript.complete).toBe(true);
  const text = transcript.items.map((event) => event.text).join('');
  expect(text).toContain('ont add 3');
  expect(text).not.toContain(simulator.password);
  expect(new Set(transcript.items.map(({ oltId }) => oltId))).toEqual(new Set(['olt-1']));

  const seen = { 'last-event-id': String(events.at(-1)?.id) };
  const again: string[] = [];
  for await (const { event, id } of readEvents(server, as, job.id, seen)) again.push(`${event} ${id}`);
  expect(again).toEqual([`done ${job.revision}`]);
  const other = await server.login('beto', 'norte');
  for (const path of ['', '/events', '/transcript']) {
    expect((await call('GET', `/v1/onu-jobs/${job.id}${path}`, { as: other })).status).toBe(404);
  }
});

test('a stream ends with the session it was opened with, as on a lost phone', async () => {
  const server = await serveWithOlt({ olt: { profiles } });
  const { storage, as, login, call } = server;
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  // Nobody works on it: without an end of the session the stream would wait for ten minutes.
  const { id } = await storage.change(scope, (store) =>
    store.onuJobs.add({ ticketId: 't-1', request: { kind: 'discover' } }, '2026-03-02T12:00:00.000Z'),
  );
  const seen: string[] = [];
  for await (const { event } of readEvents(server, as, id)) {
    seen.push(event);
    const other = await login();
    const { items } = await server.json<{ items: { id: string; current: boolean }[] }>(
      'GET',
      '/v1/sessions',
      { as: other },
    );
    for (const session of items.filter(({ current }) => !current)) {
      expect((await call('DELETE', `/v1/sessions/${session.id}`, { as: other })).status).toBe(204);
    }
  }
  expect(seen).toEqual(['progress']);
});

test('what cannot be is refused before there is a job, and names the field', async () => {
  const { refusal, call, json, as } = await serveWithOlt();
  const path = '/v1/tickets/t-1/onu/jobs';
  const start = (body: object) => refusal('POST', path, { as, body });
  expect(await start({ kind: 'verifySignal' })).toBe('409 server.onu_missing');
  expect(await start({ kind: 'provision' })).toBe('409 server.onu_missing');
  expect(await start({ ...authorize, oltId: 'olt-9' })).toBe('409 server.olt_missing');
  expect(await start({ kind: 'reboot' })).toBe('422 core.invalid_input');
  const wrong = await call('POST', path, { as, body: { ...authorize, serialNumber: '?' } });
  expect(await wrong.json()).toMatchObject({ errors: [{ pointer: '/serialNumber' }] });
  expect(await refusal('POST', '/v1/tickets/t-2/onu/jobs', { as, body: authorize })).toBe(
    '404 server.not_found',
  );
  expect(await json('GET', path, { as })).toEqual({ items: [], nextCursor: null });
});

test('a plan that is another by now is not carried out', async () => {
  const server = await serveWithOlt({ olt: { profiles } });
  const { simulator, as } = server;
  const { job: planned } = await runJob(server, as, { kind: 'plan', ...authorization });
  const stranger = { kind: 'authorize', ...authorization, planTag: `${planned.planTag?.slice(1)}x` };
  const { job } = await runJob(server, as, stranger);
  expect(job).toMatchObject({ state: 'failed', problem: { code: 'server.plan_changed' }, result: null });
  expect(simulator.olt.state.findOnu(serialNumber)).toBe(null);
});

test('the same key starts one job, and a refusal by the OLT is told in the reader’s language', async () => {
  const refused = [{ ...profiles[0], name: 'residential', service: { vlan: 999, gemPort: 31 } }];
  const server = await serveWithOlt({ olt: { profiles: refused as typeof profiles } });
  const { json, simulator, as } = server;
  const headers = { 'idempotency-key': randomUUID() };
  const start = () => json<OnuJob>('POST', '/v1/tickets/t-1/onu/jobs', { as, body: authorize, headers });
  const [first, second] = [await start(), await start()];
  expect(second.id).toBe(first.id);
  const portuguese = { 'accept-language': 'pt-BR' };
  let end: OnuJob | undefined;
  for await (const { job } of readEvents(server, as, first.id, portuguese)) end = job;
  expect(end).toMatchObject({
    state: 'failed',
    result: { outcome: 'undone', address: null },
    problem: { code: 'olt.vlan_missing' },
  });
  expect(end?.problem?.title).toBe('A VLAN não existe nesta OLT.');
  expect(simulator.olt.state.findOnu(serialNumber)).toBe(null);
  expect(await kept(server)).toEqual({ onu: null, onuState: 'none', timeline: [], audit: ['undone'] });
});

test('a job that waits or reads can be cancelled, one that writes goes on to its end', async () => {
  const server = await serveWithOlt({ olt: { profiles } });
  const { json, refusal, simulator, as } = server;
  const start = (body: object) => json<OnuJob>('POST', '/v1/tickets/t-1/onu/jobs', { as, body });
  const cancel = (id: string) => json<OnuJob>('POST', `/v1/onu-jobs/${id}/cancel`, { as });
  const ended = async (id: string) => {
    let job: OnuJob | undefined;
    for await (const event of readEvents(server, as, id)) job = event.job;
    return job;
  };
  // The OLT's only session is taken: the read waits for it.
  const olt = await server.storage.as(scope).olts.find('olt-1');
  if (!olt) throw new Error('the tenant has no OLT');
  const somebody = await gatewayTo(simulator).connect(olt, 'read-only', AbortSignal.timeout(10_000));
  const reading = await start({ kind: 'discover' });
  await cancel(reading.id);
  expect(await ended(reading.id)).toMatchObject({ state: 'cancelled', result: null });
  const writing = await start(authorize);
  for await (const { job } of readEvents(server, as, writing.id)) if (job.state === 'running') break;
  expect(await refusal('POST', `/v1/onu-jobs/${writing.id}/cancel`, { as })).toBe(
    '409 server.onu_job_running',
  );
  await somebody.close();
  expect(await ended(writing.id)).toMatchObject({ state: 'succeeded' });
  expect(await cancel(writing.id)).toMatchObject({ state: 'succeeded' });
});
