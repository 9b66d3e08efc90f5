import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AuthorizeResult } from '@field/core';
import type { TerminalIo } from '@field/olt/simulator';
import { expect, test } from 'vitest';
import { openPostgresStorage, seedTenant } from '../src/index.ts';
import { killAndRestart } from './job-servers/killed.ts';
import { spawnJobServer } from './job-servers/spawn-server.ts';
import { oltOf, simulate } from './support/olt.ts';
import { runJob } from './support/onu-jobs.ts';
import { callsTo, secretKey } from './support/serve.ts';
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
