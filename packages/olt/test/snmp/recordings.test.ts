import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OidTable, SnmpValue } from '../../src/contract/snmp.ts';
import { createSnmpSession, type SnmpCredentials } from '../../src/snmp/net-snmp-session.ts';
import { readTable } from '../../src/toolkit/snmp-table.ts';
import { missingRecording, recordingsFolder } from '../rigs/recordings.ts';
import { missingSnmpsim, type Snmpsim, type SnmpUser, startSnmpsim } from '../rigs/snmpsim.ts';
import { walkToSnmprec } from '../rigs/walk-to-snmprec.ts';

const smartax = 'huawei/librenms/tests/snmpsim/smartax-mdu.snmprec';
const gpon = 'huawei/centreon/huawei-gpon.snmpwalk';
const missing = missingSnmpsim() ?? missingRecording(smartax) ?? missingRecording(gpon);
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const user: SnmpUser = {
  name: 'field',
  authProtocol: 'SHA',
  authPassword: 'authentication-password',
  privProtocol: 'AES256BLMT',
  privPassword: 'privacy-password',
};
const v3 = (context: string): SnmpCredentials => ({
  version: '3',
  user: user.name,
  authProtocol: 'sha',
  authPassword: user.authPassword,
  privProtocol: 'aes256b',
  privPassword: user.privPassword,
  context,
});
const v2c = (community: string): SnmpCredentials => ({ version: '2c', community });

/** The table of optical readings below it: HUAWEI-XPON-MIB, hwGponOntOpticalDdmInfoTable. */
const optics = '1.3.6.1.4.1.2011.6.128.1.1.2.51.1';

let folder: string;
let agent: Snmpsim;
const cleanups: (() => Promise<void>)[] = [];
beforeAll(async () => {
  if (missing !== null) return;
  folder = await mkdtemp(join(tmpdir(), 'field-recordings-'));
  await cp(join(recordingsFolder, smartax), join(folder, 'smartax.snmprec'));
  await cp(join(recordingsFolder, gpon), join(folder, 'gpon.snmpwalk'));
  // snmpsim answers nobody while it waits, so it waits for a moment only.
  const slow = [`${optics}.1.1.1|4:delay|value=x,wait=300`, `${optics}.1.1.2|2|1`];
  const unsorted = [`${optics}.1.1|2|1`, `${optics}.1.3|2|3`, `${optics}.1.2|2|2`];
  await writeFile(join(folder, 'slow.snmprec'), `${slow.join('\n')}\n`);
  await writeFile(join(folder, 'unsorted.snmprec'), `${unsorted.join('\n')}\n`);
  agent = await startSnmpsim({ dataDir: folder, v3User: user });
});
afterAll(async () => {
  await agent?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function sessionWith(credentials: SnmpCredentials, timeoutMs = 10_000) {
  const session = createSnmpSession({ ...agent, credentials, timeoutMs, retries: 0 });
  cleanups.push(session.close);
  return session;
}

/** A snmprec line's value as the contract carries it. */
function recorded(tag: string, text: string): SnmpValue {
  if (tag === '4x') return Uint8Array.from(Buffer.from(text, 'hex'));
  if (tag === '4') return Uint8Array.from(Buffer.from(text, 'utf8'));
  if (tag === '70') return BigInt(text);
  if (tag === '6' || tag === '64') return text;
  return Number(text);
}

const rowsOf = (snmprec: string) =>
  snmprec
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [string, SnmpValue] => {
      const [oid = '', tag = '', ...text] = line.split('|');
      return [oid, recorded(tag, text.join('|'))];
    });

describe.each([
  ['v2c', v2c],
  ['v3 with privacy', v3],
])('over %s', (_name, credentials) => {
  test('a whole recorded OLT comes out as it went in', async () => {
    const expected = rowsOf(await readFile(join(recordingsFolder, smartax), 'utf8'));
    const session = sessionWith(credentials('smartax'));
    const rows: [string, SnmpValue][] = [];
    for await (const [oid, value] of session.walk('1.3.6.1')) rows.push([oid, value]);
    expect(rows).toHaveLength(expected.length);
    expect(rows).toEqual(expected);
  });

  test('so do the tables of a GPON OLT, whose indexes need all 32 bits', async () => {
    const walk = walkToSnmprec(await readFile(join(recordingsFolder, gpon), 'utf8'));
    const session = sessionWith(credentials('gpon'));
    const rows: [string, SnmpValue][] = [];
    for await (const [oid, value] of session.walk('1.3.6.1.4.1.2011')) rows.push([oid, value]);
    expect(rows).toEqual(rowsOf(walk));
    const port = rows.map(([oid]) => oid).filter((oid) => oid.includes('.4194312192.'));
    expect(port.length).toBeGreaterThan(0);
    expect((await session.get(port)).size).toBe(port.length);
  });
});

test('a table is read row by row, whole or below one port', async () => {
  const table: OidTable<
    readonly number[],
    { rx: { oid: string; decode: (value: SnmpValue) => number }; none: { oid: string; decode: () => number } }
  > = {
    index: (suffix) => suffix,
    columns: {
      rx: { oid: `${optics}.4`, decode: (value) => Number(value) / 100 },
      none: { oid: `${optics}.99`, decode: () => 0 },
    },
  };
  const session = sessionWith(v2c('gpon'));
  const whole = await readTable(session, table);
  expect(whole).toEqual([
    { index: [4194312192, 1], suffix: [4194312192, 1], rx: -14.14, none: null },
    { index: [4194312192, 2], suffix: [4194312192, 2], rx: -15.65, none: null },
    { index: [4194312192, 3], suffix: [4194312192, 3], rx: -14.64, none: null },
  ]);
  expect(await readTable(session, table, { under: [4194312192] })).toEqual(whole);
  expect(await readTable(session, table, { under: [4194312448] })).toEqual([]);
});

test('an agent that keeps us waiting can be left, and is a time-out otherwise', async () => {
  const controller = new AbortController();
  const patient = sessionWith(v2c('slow'));
  const walking = patient.walk(optics, controller.signal)[Symbol.asyncIterator]();
  const first = expect(walking.next()).rejects.toMatchObject({ code: 'olt.aborted' });
  controller.abort();
  await first;
  const hasty = sessionWith(v2c('slow'), 50);
  await expect(hasty.get([`${optics}.1.1.1`])).rejects.toMatchObject({ code: 'olt.timeout' });
});

test('an agent that walks out of order is an error', async () => {
  const session = sessionWith(v2c('unsorted'));
  const walk = async () => {
    for await (const row of session.walk(optics)) expect(row[1]).toBeTypeOf('number');
  };
  await expect(walk()).rejects.toMatchObject({ code: 'olt.snmp_error' });
});

test('a user whose password is wrong is refused, and no password is in the error', async () => {
  const session = sessionWith({ ...v3('smartax'), authPassword: 'a-wrong-password' } as SnmpCredentials);
  const error: unknown = await session.get(['1.3.6.1.2.1.1.1.0']).catch((refusal: unknown) => refusal);
  expect(error).toMatchObject({ code: 'olt.auth_refused' });
  expect(inspect(error, { depth: 50, showHidden: true })).not.toMatch(/a-wrong-password|privacy-password/);
});
