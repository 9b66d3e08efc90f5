import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { SnmpSession, SweepRow } from '../../src/contract/snmp.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { createSnmpSession, type SnmpCredentials, type SnmpTarget } from '../../src/snmp/net-snmp-session.ts';
import { readTable } from '../../src/toolkit/snmp-table.ts';
import { onts } from '../../src/vendors/huawei/oids.ts';
import { missingRecording, recordingsFolder } from '../rigs/recordings.ts';
import { missingSnmpd, startSnmpd } from '../rigs/snmpd.ts';
import { missingSnmpsim, startSnmpsim } from '../rigs/snmpsim.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function sessionTo(target: Pick<SnmpTarget, 'host' | 'port' | 'credentials'>): SnmpSession {
  const session = createSnmpSession({ ...target, timeoutMs: 5_000, budget: 'full' });
  cleanups.push(session.close);
  return session;
}

/** The rows by walking one column after another. */
async function walked(session: SnmpSession, columns: readonly string[]) {
  const rows = new Map<string, unknown[]>();
  for (const [at, column] of columns.entries()) {
    for await (const [oid, value] of session.walk(column)) {
      const key = oid.slice(column.length + 1);
      const values = rows.get(key) ?? columns.map(() => null);
      values[at] = value;
      rows.set(key, values);
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

async function swept(session: SnmpSession, columns: readonly string[]) {
  const rows: SweepRow[] = [];
  for await (const row of session.sweep?.(columns) ?? []) rows.push(row);
  return rows
    .map(({ suffix, values }): [string, unknown[]] => [suffix.join('.'), [...values]])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('the simulated OLT', () => {
  const xpon = '1.3.6.1.4.1.2011.6.128.1.1';
  const columns = ['2.43.1.3', '2.43.1.9', '2.46.1.15', '2.46.1.20', '2.51.1.4', '2.51.1.6'].map(
    (column) => `${xpon}.${column}`,
  );

  test.each(['v2c', 'v3'])('over %s: the same rows as a walk', async (version) => {
    const olt = await startSimulator({ onus: 1_100, unauthorized: 5, seed: 11 });
    cleanups.push(() => olt.close());
    const { user, authProtocol, authKey, privKey } = olt.v3;
    const v3 = {
      version: '3',
      user,
      authProtocol,
      authPassword: authKey,
      privProtocol: 'aes',
      privPassword: privKey,
    };
    const v2c = { version: '2c', community: olt.community };
    const session = sessionTo({ ...olt.snmp, credentials: (version === 'v3' ? v3 : v2c) as SnmpCredentials });
    const rows = await swept(session, columns);
    expect(rows).toHaveLength(1_100);
    expect(rows).toEqual(await walked(session, columns));
    // Tables whose rows have columns of their own, and one with three numbers in its index.
    for (const entry of ['2.62.1', '2.101.1'])
      expect(await swept(session, [`${xpon}.${entry}.4`, `${xpon}.${entry}.8`])).toEqual(
        await walked(session, [`${xpon}.${entry}.4`, `${xpon}.${entry}.8`]),
      );
  });

  test('a table is read the same way with and without sweeping', async () => {
    const olt = await startSimulator({ onus: 300, seed: 12 });
    cleanups.push(() => olt.close());
    const session = sessionTo({ ...olt.snmp, credentials: { version: '2c', community: olt.community } });
    const { get, walk, close } = session;
    const rows = await readTable(session, onts);
    expect(rows).toHaveLength(300);
    expect(rows).toEqual(await readTable({ get, walk, close }, onts));
    const under = rows[0]?.suffix.slice(0, 1) ?? [];
    const port = await readTable(session, onts, { under });
    expect(port).toEqual(rows.filter(({ suffix }) => suffix[0] === under[0]));
  });
});

describe('recorded OLTs, played by snmpsim', () => {
  const smartax = 'huawei/librenms/tests/snmpsim/smartax-mdu.snmprec';
  const missing = missingSnmpsim() ?? missingRecording(smartax);

  test('every table of the recording', async (context) => {
    context.skip(missing !== null, missing ?? '');
    const folder = await mkdtemp(join(tmpdir(), 'field-sweep-'));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    await cp(join(recordingsFolder, smartax), join(folder, 'smartax.snmprec'));
    const agent = await startSnmpsim({ dataDir: folder });
    cleanups.push(agent.stop);
    const session = sessionTo({ ...agent, credentials: { version: '2c', community: 'smartax' } });
    const interfaces = [1, 2, 3, 5, 7, 8].map((column) => `1.3.6.1.2.1.2.2.1.${column}`);
    const names = [1, 6, 10, 15, 18].map((column) => `1.3.6.1.2.1.31.1.1.1.${column}`);
    const entities = [2, 3, 4, 5, 7].map((column) => `1.3.6.1.2.1.47.1.1.1.1.${column}`);
    const lines = (await readFile(join(recordingsFolder, smartax), 'utf8')).split('\n');
    for (const columns of [interfaces, names, entities]) {
      const recorded = lines.filter((line) => columns.some((column) => line.startsWith(`${column}.`)));
      const rows = await swept(session, columns);
      expect(rows.flatMap(([, values]) => values.filter((value) => value !== null))).toHaveLength(
        recorded.length,
      );
      expect(rows).toEqual(await walked(session, columns));
    }
  });
});

describe('snmpd', () => {
  const missing = missingSnmpd();

  test('its interfaces and its view of itself', async (context) => {
    context.skip(missing !== null, missing ?? '');
    const agent = await startSnmpd({ community: 'public', config: ['sysName olt-1'] });
    cleanups.push(agent.stop);
    const session = sessionTo({ ...agent, credentials: { version: '2c', community: 'public' } });
    // What does not change between two readings.
    for (const columns of [
      ['1.3.6.1.2.1.2.2.1.1', '1.3.6.1.2.1.2.2.1.2', '1.3.6.1.2.1.2.2.1.3'],
      ['1.3.6.1.2.1.1.9.1.2', '1.3.6.1.2.1.1.9.1.3'],
    ]) {
      const rows = await swept(session, columns);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows).toEqual(await walked(session, columns));
    }
  });
});
