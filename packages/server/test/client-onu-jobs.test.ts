import { createFieldClient, discoverTenant } from '@field/client';
import { judgeJobSignal, openOnuJobs } from '@field/client/onu';
import { createMemoryRecords } from '@field/client/outbox';
import { expect, test } from 'vitest';
import { authorization, serialNumber, serveWithOlt } from './support/onu.ts';
import { password } from './support/tenant.ts';

test('an ONU is found, planned, authorized and measured from the phone, each job followed as it goes', async () => {
  const { simulator, url } = await serveWithOlt();
  const client = createFieldClient({ tenant: await discoverTenant('norte.example', { directoryUrl: url }) });
  await client.login({ username: 'ana', password, companyId: 'matriz' });
  const storage = createMemoryRecords();
  const jobs = openOnuJobs({ client, storage });

  const found = await (await jobs.discover('t-1', { endsWith: serialNumber.slice(-4) })).ended;
  expect(found).toMatchObject({ state: 'succeeded', result: { items: [authorization] } });
  const { plan, planTag } = await (await jobs.plan('t-1', authorization)).ended;
  expect(plan?.decision).toBe('plan');

  const work = await jobs.authorize('t-1', { ...authorization, ...(planTag !== null && { planTag }) });
  const phases = new Set<string>();
  work.subscribe(() => phases.add(work.getSnapshot().job.progress?.phase ?? ''));
  expect(await work.ended).toMatchObject({ state: 'succeeded', result: { outcome: 'created' } });
  expect(phases).toContain('sending');

  await simulator.olt.whenOnline(serialNumber, AbortSignal.timeout(10_000));
  const measured = await (await jobs.verifySignal('t-1')).ended;
  expect(judgeJobSignal(measured)?.quality.overall).not.toBe('unknown');
  expect(await storage.list('onu-job/')).toEqual([]);

  // An app that was closed while a job ran reads its end, without a stream too.
  const closed = openOnuJobs({ client, storage, streaming: false });
  const left = await closed.verifySignal('t-1');
  left.stop();
  const [resumed] = await openOnuJobs({ client, storage, streaming: false }).resume();
  expect(await resumed?.ended).toMatchObject({ kind: 'verifySignal', state: 'succeeded' });
});
