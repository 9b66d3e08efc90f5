import type { OnuJobs } from '@field/core/onu-jobs';
import { connectOlt } from '@field/olt';
import type { Simulator } from '@field/olt/simulator';
import { expect, test } from 'vitest';
import type { OltGateway } from '../src/index.ts';
import { gatewayTo, oltOf, simulate } from './support/olt.ts';
import { authorization, kept, scope, serialNumber } from './support/onu.ts';
import { runJob } from './support/onu-jobs.ts';
import { serve } from './support/serve.ts';
import { provider } from './support/tenant.ts';

const service = { vlan: 31, gemPort: 31 };
const profiles = [{ name: 'residential', lineProfileId: 31, serviceProfileId: 31, service }];
const authorize = { kind: 'authorize', ...authorization };

interface Silence {
  readonly at: string;
  readonly stopsAt: RegExp;
  readonly carriesOut: boolean;
  /** What is given up first: the command, or the whole write. */
  readonly silenceMs: number;
  readonly onuJobMs: number;
  /** What the same job comes to when the OLT answers again. */
  readonly again: 'created' | 'unchanged';
}

const byCommand = { silenceMs: 1_200, onuJobMs: 60_000 };
const byDeadline = { silenceMs: 60_000, onuJobMs: 3_000 };
const [add, last] = [/^ont add/, /^service-port/];
const silences: readonly Silence[] = [
  { at: 'before the ONU was added', stopsAt: add, carriesOut: false, again: 'created', ...byCommand },
  { at: 'when the ONU was added', stopsAt: add, carriesOut: true, again: 'created', ...byCommand },
  { at: 'when all was done', stopsAt: last, carriesOut: true, again: 'unchanged', ...byCommand },
  { at: 'until the deadline', stopsAt: last, carriesOut: true, again: 'unchanged', ...byDeadline },
];

/** The way to an OLT that is given up soon when it says nothing. */
function impatientGatewayTo({ password }: Simulator, silenceMs: number): OltGateway {
  return {
    connect: ({ target, hostKeys }, access, signal, onTranscript) =>
      connectOlt({
        ...{ target, access, signal, password, vendor: 'huawei', connectTimeoutMs: 1_200, silenceMs },
        ...(onTranscript && { onTranscript }),
        hostKeys: { fingerprints: hostKeys },
      }),
  };
}

/** A server and its OLT, which falls silent at a line and stays so until it is healed. */
async function serveSilent({ stopsAt, carriesOut, silenceMs, onuJobMs }: Silence, host: string) {
  const adds: string[] = [];
  let silent = false;
  let armed = true;
  // An OLT is known by its address and its name: each has an address of its own.
  const simulator = await simulate({
    host,
    onLine(line) {
      const text = line.trim();
      if (/^ont add/.test(text)) adds.push(text);
      if (armed && stopsAt.test(text)) {
        armed = false;
        silent = true;
        return carriesOut ? { event: { kind: 'silence' }, carriedOut: true, at: 'start' } : 'silence';
      }
      return silent ? 'silence' : 'pass';
    },
  });
  simulator.olt.appear(serialNumber, '0/1/3');
  const tenants = [provider('norte', { olts: [oltOf(simulator, { profiles, snmpTarget: null })] })];
  const server = await serve({
    tenants,
    olts: impatientGatewayTo(simulator, silenceMs),
    limits: { onuJobMs },
  });
  const heal = () => {
    silent = false;
  };
  return { ...server, simulator, adds, heal, as: await server.login() };
}

test('an OLT that falls silent in the middle of a write: unknown, never sent again by itself, and free for the next job', async () => {
  await Promise.all(silences.map(fallSilent));
});

async function fallSilent(silence: Silence, index: number) {
  const { at, again } = silence;
  const server = await serveSilent(silence, `127.0.0.${index + 1}`);
  const { adds, heal, as, simulator, json } = server;
  const { job, events } = await runJob(server, as, authorize);
  expect(job).toMatchObject({ state: 'unknown', result: { outcome: 'unknown', address: null } });
  expect(job.problem?.code, at).toBe('olt.timeout');
  expect(events.at(-1)?.event).toBe('done');
  expect(adds, at).toHaveLength(1);
  expect(await kept(server)).toEqual({ onu: null, onuState: 'none', timeline: [], audit: ['unknown'] });
  const held = simulator.olt.state.findOnu(serialNumber);

  // It answers again: nobody sends anything by himself, and what is asked for anew begins with what the OLT holds.
  heal();
  const read = await runJob(server, as, { kind: 'discover' });
  expect(read.job.state).toBe('succeeded');
  expect(adds).toHaveLength(1);
  const { job: repeated } = await runJob(server, as, authorize);
  expect(repeated).toMatchObject({ state: 'succeeded', result: { outcome: again } });
  expect(adds, at).toHaveLength(held ? 1 : 2);
  expect(simulator.olt.state.onus().filter((onu) => onu.serialNumber === serialNumber)).toHaveLength(1);
  expect(simulator.olt.state.flows(simulator.olt.state.findOnu(serialNumber)?.address)).toHaveLength(1);
  expect(simulator.olt.state.unsaved).toBe(false);
  expect(await kept(server)).toMatchObject({ onu: { serialNumber }, timeline: ['onuAuthorized'] });
  const { items } = await json<OnuJobs>('GET', '/v1/tickets/t-1/onu/jobs', { as });
  expect(items.map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'unknown']);
}

test('a signal that cannot be read ends at its deadline with its reason, and the OLT is free for the next', async () => {
  const simulator = await simulate({ maxLogins: 1 });
  simulator.olt.appear(serialNumber, '0/1/3');
  const tenants = [provider('norte', { olts: [oltOf(simulator, { profiles })] })];
  const olts = gatewayTo(simulator);
  const server = await serve({ tenants, olts, limits: { onuJobMs: 3_000 } });
  const { storage } = server;
  const as = await server.login();
  expect((await runJob(server, as, authorize)).job.state).toBe('succeeded');
  await simulator.olt.whenOnline(serialNumber, AbortSignal.timeout(10_000));

  // The OLT's only session is somebody else's for longer than a job may take.
  const olt = await storage.as(scope).olts.find('olt-1');
  if (!olt) throw new TypeError('the tenant has no OLT');
  const somebody = await olts.connect(olt, 'read-only', AbortSignal.timeout(10_000));
  const { job } = await runJob(server, as, { kind: 'verifySignal' });
  expect(job).toMatchObject({ state: 'failed', result: null, problem: { retryable: true } });
  expect(job.problem?.code).toBe('olt.timeout');
  await somebody.close();
  const { job: next } = await runJob(server, as, { kind: 'verifySignal' });
  expect(next).toMatchObject({ state: 'succeeded', problem: null });
  expect((await kept({ ...server, as })).timeline).toEqual(['onuAuthorized', 'signalRead']);
});
