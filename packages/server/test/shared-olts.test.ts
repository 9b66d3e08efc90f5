import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { AuthorizeResult } from '@field/core';
import { hasEnded, type OnuJob } from '@field/core/onu-jobs';
import type { TerminalIo } from '@field/olt/simulator';
import { expect, onTestFinished, test } from 'vitest';
import { createPostgresJobQueue, openPostgresStorage, seedTenant } from '../src/index.ts';
import { killAndRestart } from './job-servers/killed.ts';
import { spawnJobServer } from './job-servers/spawn-server.ts';
import { gatewayTo, oltOf, simulate } from './support/olt.ts';
import { runJob } from './support/onu-jobs.ts';
import { callsTo, secretKey, serve } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';
import { usePostgres } from './support/use-postgres.ts';

const { postgres } = usePostgres();

async function place() {
  const database = await postgres().create();
  const evidencePath = join(postgres().folder, randomUUID());
  const open = () => openPostgresStorage({ url: database, secretKey, evidencePath });
  return { settings: { database, evidencePath }, open };
}

test('another server takes over what a killed one was writing: reads it back, sends nothing twice', async () => {
  const { settings, open } = await place();
  await killAndRestart(open, settings);
});

test('two servers on one database: jobs run on both, and an OLT has one writer at a time', async () => {
  /** Sessions in the order of their writes, one entry a write. */
  const writers: TerminalIo[] = [];
  const simulator = await simulate({
    maxLogins: 4,
    onLine(line, terminal) {
      if (/^(ont add|service-port|save)/.test(line.trim())) writers.push(terminal);
      return 'pass';
    },
  });
  const serials = Array.from({ length: 6 }, (_, index) => `HWTC0000000${index}`);
  for (const serial of serials) simulator.olt.appear(serial, '0/1/3');
  const profile = {
    name: 'full',
    lineProfileId: 31,
    serviceProfileId: 31,
    service: { vlan: 31, gemPort: 31 },
  };
  const { settings, open } = await place();
  const storage = await open();
  await seedTenant(
    storage,
    provider('norte', {
      olts: [oltOf(simulator, { snmpTarget: null, profiles: [profile] })],
      contracts: serials.map((serial) => ({ id: serial })),
      tickets: serials.map((serial) => ticket(serial, { contractId: serial })),
    }),
  );
  await storage.close();

  const passwords = { centro: simulator.password };
  const servers = await Promise.all([1, 2].map(() => spawnJobServer({ ...settings, passwords })));
  const calls = servers.map(({ url }) => callsTo(url));
  const as = await calls[0]?.login();
  if (!as) throw new Error('no server');
  const request = (serialNumber: string) => ({
    oltId: 'olt-1',
    at: { shelf: 0, slot: 1, port: 3 },
    serialNumber,
  });
  // The first of each server while the request waits, so that both write; the others wherever the queue brings them.
  const outcomes = await Promise.all(
    serials.map(async (serial, index) => {
      const server = calls[index % 2];
      if (!server) throw new Error('no server');
      if (index >= 2) {
        const { job } = await runJob(server, as, { kind: 'authorize', ...request(serial) }, serial);
        return job.result;
      }
      const path = `/v1/tickets/${serial}/onu/authorize`;
      return server.json<AuthorizeResult>('POST', path, { as, body: request(serial) });
    }),
  );
  expect(outcomes).toEqual(
    serials.map((serialNumber) => expect.objectContaining({ serialNumber, outcome: 'created' })),
  );
  // Six sessions wrote three lines each, and no session wrote between the lines of another.
  expect(writers).toHaveLength(18);
  const turns = writers.filter((terminal, index) => terminal !== writers[index - 1]);
  expect(turns).toHaveLength(new Set(writers).size);
});

test('jobs that wait for a dead OLT, more than there are workers, keep none of another OLT waiting', async () => {
  const simulator = await simulate();
  // It takes the connection and never says a word.
  const dead = createServer().listen(0, '127.0.0.1');
  await once(dead, 'listening');
  onTestFinished(() => void dead.close());
  const target = `ssh://admin@127.0.0.1:${(dead.address() as AddressInfo).port}`;
  const { settings, open } = await place();
  const storage = await open();
  onTestFinished(storage.close);
  const server = await serve({
    storage,
    tenants: [
      provider('norte', {
        olts: [
          oltOf(simulator),
          oltOf(simulator, { id: 'dead', name: 'OLT Serra', target, snmpTarget: null }),
        ],
        contracts: ['olt-1', 'dead'].map((oltId) => ({ id: oltId, oltId })),
        tickets: ['olt-1', 'dead'].map((oltId) => ticket(oltId, { contractId: oltId })),
      }),
    ],
    olts: gatewayTo(simulator),
    onuJobQueue: createPostgresJobQueue({ url: settings.database }),
  });
  const as = await server.login();
  const path = '/v1/tickets/dead/onu/jobs';
  const reached = once(dead, 'connection');
  for (let job = 0; job < 9; job += 1) {
    await server.json('POST', path, { as, body: { kind: 'discover' } });
  }
  await reached;
  for (const _ of [1, 2]) {
    const { job } = await runJob(server, as, { kind: 'discover' }, 'olt-1');
    expect(job.state).toBe('succeeded');
  }
  const { items } = await server.json<{ items: OnuJob[] }>('GET', path, { as });
  expect(items).toHaveLength(9);
  expect(items.filter(hasEnded)).toEqual([]);
  // One of them has the OLT's turn; the others can still be cancelled without anybody having touched them.
  expect(items.filter(({ state }) => state === 'running')).toHaveLength(1);
  for (const { id } of items) await server.json('POST', `/v1/onu-jobs/${id}/cancel`, { as });
});
