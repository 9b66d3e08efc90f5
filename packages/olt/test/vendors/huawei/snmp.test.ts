import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectOlt, type Olt } from '../../../src/index.ts';
import { optics } from '../../../src/vendors/huawei/oids.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';
import { missingSnmpsim, type Snmpsim, startSnmpsim } from '../../rigs/snmpsim.ts';

const missing = missingRecording('huawei') ?? missingSnmpsim();
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const folder = join(recordingsFolder, 'huawei');
const connect = (agent: Snmpsim, community: string) =>
  connectOlt({
    target: `snmp://${agent.host}:${agent.port}`,
    vendor: 'huawei',
    snmp: { version: '2c', community },
  });

describe('a public walk of GPON tables, served by snmpsim', () => {
  let agent: Snmpsim;
  let olt: Olt;
  beforeAll(async () => {
    if (missing) return;
    agent = await startSnmpsim({ dataDir: join(folder, 'centreon') });
    olt = await connect(agent, 'huawei-gpon');
  });
  afterAll(async () => {
    await olt?.close();
    await agent?.stop();
  });

  test('ONUs: serial numbers as octets, descriptions; what the agent lacks is not known', async () => {
    const row = {
      adminState: 'unknown',
      runState: 'unknown',
      model: null,
      distanceMetres: null,
      downCause: null,
    };
    expect(await olt.listOnus()).toMatchObject([
      {
        ...row,
        address: { shelf: 0, slot: 1, port: 0, onuId: 1 },
        serialNumber: 'ANON00000001',
        description: 'xDSL ANO 1',
      },
      {
        ...row,
        address: { shelf: 0, slot: 1, port: 0, onuId: 2 },
        serialNumber: 'ANON00000002',
        description: 'xDSL ANO 2',
      },
      {
        ...row,
        address: { shelf: 0, slot: 1, port: 0, onuId: 3 },
        serialNumber: 'ANON00000003',
        description: 'DSLAM ANO 3',
      },
    ]);
  });

  test('optics in dBm, volts, milliamps and degrees', async () => {
    expect(await olt.listOnuSignals()).toMatchObject([
      {
        address: { onuId: 1 },
        rxAtOnuDbm: -14.14,
        txAtOnuDbm: 2.13,
        rxAtOltDbm: -19.36,
        temperatureCelsius: 41,
        voltageVolts: 3.22,
        biasMilliamps: 19,
        distanceMetres: null,
        quality: { overall: 'good', missing: { distanceMetres: 'notReported' } },
      },
      { address: { onuId: 2 }, rxAtOnuDbm: -15.65, rxAtOltDbm: -19.71, biasMilliamps: 14 },
      { address: { onuId: 3 }, rxAtOnuDbm: -14.64, rxAtOltDbm: -18.57, temperatureCelsius: 51 },
    ]);
  });

  test('one ONU by place, by serial number, and one that is not there', async () => {
    const address = { shelf: 0, slot: 1, port: 0, onuId: 2 };
    const onu = await olt.readOnu({ address });
    expect(onu).toMatchObject({ address, serialNumber: 'ANON00000002' });
    expect(await olt.findOnu({ serialNumber: 'ANON-00000002' })).toEqual(onu);
    expect(await olt.findOnu({ serialNumber: 'ANON00000009' })).toBeNull();
    await expect(olt.readOnu({ address: { ...address, onuId: 7 } })).rejects.toMatchObject({
      code: 'olt.onu_not_found',
    });
  });

  test('a port the agent does not name is an error, not an empty list', async () => {
    await expect(olt.listOnus({ at: { shelf: 0, slot: 1, port: 9 } })).rejects.toMatchObject({
      code: 'olt.board_missing',
    });
  });
});

test("an OLT's readings of its ONUs, with the mark for no value", () => {
  const walk = readFileSync(join(folder, 'other/hertzbeat_4358_ma5800_olt_rx.snmpwalk'), 'utf8');
  const { oid, decode } = optics.columns.rxAtOltDbm;
  const rows = walk.split('\n').flatMap((line) => {
    const [, suffix, value] = /^\.([\d.]+) = INTEGER: (-?\d+)$/.exec(line) ?? [];
    if (suffix === undefined) return [];
    const index = suffix
      .slice(oid.length + 1)
      .split('.')
      .map(Number);
    return [{ ...optics.index(index), dbm: decode(Number(value)) }];
  });
  expect(rows).toEqual([
    { shelf: 0, slot: 5, port: 0, onuId: 0, dbm: null },
    { shelf: 0, slot: 5, port: 1, onuId: 0, dbm: -12.25 },
    { shelf: 0, slot: 5, port: 1, onuId: 1, dbm: -15.87 },
    { shelf: 0, slot: 5, port: 1, onuId: 14, dbm: -14.35 },
    { shelf: 0, slot: 5, port: 1, onuId: 18, dbm: -13.7 },
    { shelf: 0, slot: 5, port: 2, onuId: 1, dbm: null },
    { shelf: 0, slot: 5, port: 2, onuId: 3, dbm: null },
    { shelf: 0, slot: 5, port: 2, onuId: 4, dbm: null },
  ]);
});

test('an MDU describes itself in the same words and is not taken for an OLT', async () => {
  const agent = await startSnmpsim({ dataDir: join(folder, 'librenms/tests/snmpsim') });
  try {
    await expect(
      connectOlt({
        target: `snmp://${agent.host}:${agent.port}`,
        snmp: { version: '2c', community: 'smartax-mdu' },
      }),
    ).rejects.toMatchObject({ code: 'olt.vendor_unknown' });
  } finally {
    await agent.stop();
  }
});
