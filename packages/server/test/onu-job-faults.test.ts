import type { OnuJob } from '@field/core/onu-jobs';
import { expect, test } from 'vitest';
import type { Storage } from '../src/index.ts';
import type { Store } from '../src/storage/store.ts';
import { openTestStorage } from './support/engine.ts';
import { gatewayTo, oltOf, simulate } from './support/olt.ts';
import { authorization, kept, serialNumber } from './support/onu.ts';
import { readEvents, runJob } from './support/onu-jobs.ts';
import { serve } from './support/serve.ts';
import { provider } from './support/tenant.ts';

type OnuJobs = Store['onuJobs'];
type Faults = { readonly [Name in keyof OnuJobs]?: (...input: Parameters<OnuJobs[Name]>) => void };

/** A storage some of whose calls reject, as where the database is away for a moment. */
function failing(storage: Storage, onuJobs: Faults, more: Partial<Storage> = {}): Storage {
  const faulty = (store: Store): Store =>
    new Proxy(store, {
      get: (target, name) =>
        name !== 'onuJobs'
          ? Reflect.get(target, name)
          : new Proxy(target.onuJobs, {
              get: (jobs, call: keyof OnuJobs) => {
                const real = jobs[call] as (...input: never[]) => unknown;
                return async (...input: never[]) => {
                  (onuJobs[call] as ((...input: never[]) => void) | undefined)?.(...input);
                  return real(...input);
                };
              },
            }),
    });
  return {
    ...storage,
    change: (scope, work) => storage.change(scope, (store) => work(faulty(store))),
    ...more,
  };
}

/** Throws the first time it is called. */
function once() {
  let times = 0;
  return () => {
    times += 1;
    if (times === 1) throw new Error('connection terminated unexpectedly');
  };
}

async function serveFailing(fault: (storage: Storage) => Storage) {
  const adds: string[] = [];
  const simulator = await simulate({
    maxLogins: 1,
    onLine(line) {
      if (/^ont add/.test(line.trim())) adds.push(line);
      return 'pass';
    },
  });
  simulator.olt.appear(serialNumber, '0/1/3');
  const storage = fault(await openTestStorage());
  const tenants = [provider('norte', { olts: [oltOf(simulator)] })];
  const server = await serve({ storage, tenants, olts: gatewayTo(simulator), limits: { onuJobHoldMs: 600 } });
  return { ...server, simulator, adds, as: await server.login() };
}

const authorize = { kind: 'authorize', ...authorization };

test('a write whose end the database could not take is read back and stands as what it was', async () => {
  const fail = once();
  const server = await serveFailing((storage) =>
    failing(storage, {
      update(_jobId, _runner, { endedAt }) {
        if (endedAt) fail();
      },
    }),
  );
  const { job } = await runJob(server, server.as, authorize);
  expect(job).toMatchObject({ state: 'succeeded', result: { outcome: 'created' }, problem: null });
  expect(server.adds).toHaveLength(1);
  expect(await kept(server)).toMatchObject({ onu: { serialNumber }, timeline: ['onuAuthorized'] });
});

test('a job that was claimed when the database went away is worked on once it is back', async () => {
  let fail = () => {};
  const server = await serveFailing((storage) => {
    const findTenant: Storage['directory']['findTenant'] = async (id) => {
      fail();
      return storage.directory.findTenant(id);
    };
    return failing(storage, {}, { directory: { ...storage.directory, findTenant } });
  });
  // Signing in asks it, too.
  fail = once();
  const { job } = await runJob(server, server.as, { kind: 'discover' });
  expect(job).toMatchObject({ state: 'succeeded', result: { items: [{ serialNumber }] } });
});

test('a server that could not look for jobs when it started does so later', async () => {
  const fail = once();
  const server = await serveFailing((storage) => {
    const freeOnuJobs = async () => {
      fail();
      await storage.jobBoard.freeOnuJobs();
    };
    return failing(storage, {}, { jobBoard: { ...storage.jobBoard, freeOnuJobs } });
  });
  const { job } = await runJob(server, server.as, { kind: 'discover' });
  expect(job.state).toBe('succeeded');
});

test('what fails whenever it is recorded ends as failed, and is not done over and over', async () => {
  const server = await serveFailing((storage) =>
    failing(storage, {
      update(_jobId, _runner, { state }) {
        if (state === 'succeeded') throw new TypeError('a fault of ours');
      },
    }),
  );
  const { job } = await runJob(server, server.as, authorize);
  expect(job).toMatchObject({
    state: 'failed',
    result: { outcome: 'created' },
    problem: { code: 'server.internal' },
  });
  expect(server.adds).toHaveLength(1);
});

test('a job that was cancelled while nobody worked on it reads nothing any more', async () => {
  const server = await serveFailing((storage) => failing(storage, {}));
  const { as, json, storage } = server;
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  const now = new Date().toISOString();
  // A process that claimed it, and was killed.
  const job = await storage.change(scope, async ({ onuJobs }) => {
    const added = await onuJobs.add({ ticketId: 't-1', request: { kind: 'discover' } }, now);
    await onuJobs.claim(added.id, { runner: 'gone', until: now }, now);
    await onuJobs.cancel(added.id, now);
    return added;
  });
  let end: OnuJob | undefined;
  for await (const event of readEvents(server, as, job.id)) end = event.job;
  expect(end).toMatchObject({ state: 'cancelled', result: null });
  const transcript = await json<{ items: unknown[] }>('GET', `/v1/onu-jobs/${job.id}/transcript`, { as });
  expect(transcript.items).toEqual([]);
});
