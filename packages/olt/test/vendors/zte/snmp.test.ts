import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectOlt, type Olt } from '../../../src/index.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';
import { missingSnmpsim, type Snmpsim, startSnmpsim } from '../../rigs/snmpsim.ts';

const missing = missingRecording('zte/snmp') ?? missingSnmpsim();
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const folder = join(recordingsFolder, 'zte/snmp');
const connect = (agent: Snmpsim, community: string, profile?: string) =>
  connectOlt({
    target: `snmp://${agent.host}:${agent.port}`,
    ...(profile !== undefined && { vendor: 'zte', profile }),
    snmp: { version: '2c', community },
  });

describe('a public walk of a C320, whose ifIndex counts slots and ports from 0, served by snmpsim', () => {
  let agent: Snmpsim;
  let olt: Olt;
  beforeAll(async () => {
    if (missing) return;
    agent = await startSnmpsim({ dataDir: folder });
    olt = await connect(agent, 'c320_v2.1.0_iftable-v1');
  });
  afterAll(async () => {
    await olt?.close();
    await agent?.stop();
  });

  test('is known by its sysObjectID', async () => {
    expect(olt.vendor).toBe('zte');
    expect(olt.profile).toBe('c3xx');
  });

  test('its cards, the same that another program read on such a box', async () => {
    const boards = await olt.listBoards();
    const { data } = JSON.parse(
      await readFile(join(recordingsFolder, 'zte/parsed/switcher-core_zte_card_list.json'), 'utf8'),
    ) as { data: { slot: string; real_type: string }[] };
    for (const { slot, real_type } of data.filter((card) => card.slot === '3' || card.slot === '4'))
      expect(boards.find((board) => board.slot === Number(slot))?.name).toBe(real_type);
  });

  test('its ONUs in the MIB that counts from 1, with what the walk has: distances', async () => {
    const onus = await olt.listOnus();
    expect(onus).toHaveLength(125);
    expect(onus[0]).toMatchObject({
      address: { shelf: 1, slot: 1, port: 1, onuId: 1 },
      serialNumber: null,
      adminState: 'unknown',
      runState: 'unknown',
      distanceMetres: 1235,
    });
    const port = { shelf: 1, slot: 1, port: 1 };
    const ofPort = await olt.listOnus({ at: port });
    expect(ofPort.length).toBeGreaterThan(0);
    expect(ofPort).toEqual(onus.filter(({ address }) => address.port === 1));
    expect((await olt.listOnuSignals({ at: port }))[0]).toMatchObject({
      distanceMetres: 1235,
      rxAtOnuDbm: null,
      quality: { missing: { rxAtOnuDbm: 'notReported' } },
    });
  });

  test('an ONU of a port the agent does not name is an error', async () => {
    await expect(olt.readOnu({ address: { shelf: 1, slot: 9, port: 9, onuId: 1 } })).rejects.toMatchObject({
      code: 'olt.onu_not_found',
    });
  });
});

const zte = '1.3.6.1.4.1.3902';
const ifName = '1.3.6.1.2.1.31.1.1.1.1';
const octets = (bytes: string) => `4x|${bytes.replaceAll(' ', '')}`;
const text = (words: string) => octets(Buffer.from(words).toString('hex'));
const number = (value: number) => `2|${value}`;
/** Lines of a walk in OID order. */
function snmprec(values: Readonly<Record<string, string>>): string {
  const parts = (oid: string) => oid.split('.').map(Number);
  const compare = (a: number[], b: number[]): number => {
    for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
      const difference = (a[index] ?? -1) - (b[index] ?? -1);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return Object.entries(values)
    .sort(([a], [b]) => compare(parts(a), parts(b)))
    .map(([oid, value]) => `${oid}|${value}\n`)
    .join('');
}

interface RxSamples {
  readonly oid: string;
  readonly pon: { readonly index?: number; readonly ifIndex?: number; readonly name: string };
  readonly rows: readonly { readonly onu?: number; readonly raw: number; readonly dbm: number | null }[];
}

describe('values recorded on a C300 and a C600, put into a walk of their tables', () => {
  let data: string;
  let agent: Snmpsim;
  beforeAll(async () => {
    if (missing) return;
    data = await mkdtemp(join(tmpdir(), 'field-zte-'));
    const json = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8'));
    const c300 = (await json('c300_onu_rx_samples.json')) as RxSamples;
    const c600 = (await json('c600_v1.2.2_onu_rx_samples.json')) as RxSamples;
    const waiting = (await json('c600_v1.2.2_uncfg_row.json')) as {
      table: string;
      index: string;
      pon: string;
      columns: Readonly<Record<string, { readonly hex?: string; readonly decoded?: string } | string>>;
    };
    const c300Values: Record<string, string> = { [`${ifName}.268566784`]: text(c300.pon.name) };
    for (const [row, { raw }] of c300.rows.entries()) {
      const onu = `${c300.pon.index}.${row + 1}`;
      c300Values[`${zte}.1012.3.28.1.1.1.${onu}`] = text('ZTE-F660');
      c300Values[`${zte}.1012.3.28.1.1.2.${onu}`] = text(`ONU-1:${row + 1}`);
      c300Values[`${zte}.1012.3.28.1.1.5.${onu}`] = octets(`5A54454700000${row}01`.padEnd(16, '0'));
      c300Values[`${zte}.1012.3.28.2.1.1.${onu}`] = number(1);
      c300Values[`${zte}.1012.3.28.2.1.4.${onu}`] = number(row === 3 ? 1 : 3);
      c300Values[`${zte}.1012.3.28.2.1.6.${onu}`] = text('2026-01-31 10:00:00');
      c300Values[`${zte}.1012.3.28.2.1.7.${onu}`] = number(9);
      c300Values[`${c300.oid}.${onu}.1`] = number(raw);
      // The OLT's reading of the first in the newer table, of the second in the older one only, of the third nowhere.
      if (row === 0) c300Values[`${zte}.1082.500.1.2.4.2.1.2.285278721.1`] = number(-22373);
      if (row === 1) c300Values[`${zte}.1015.1010.11.2.1.2.${onu}`] = number(-24100);
      if (row === 2) c300Values[`${zte}.1082.500.1.2.4.2.1.2.285278721.3`] = number(-80000);
    }
    const pon = c600.pon.ifIndex ?? 0;
    const c600Values: Record<string, string> = {
      [`${ifName}.${pon}`]: text(c600.pon.name),
      [`${ifName}.285279504`]: text(waiting.pon),
      // An uplink with a number of the same shape.
      [`${ifName}.285280769`]: text('xgei-1/10/1'),
    };
    for (const { onu, raw, dbm } of c600.rows) {
      const suffix = `${pon}.${onu}`;
      c600Values[`${zte}.1082.500.10.2.3.3.1.1.${suffix}`] = text('F670LV7.1');
      c600Values[`${zte}.1082.500.10.2.3.3.1.2.${suffix}`] = text(`customer ${onu}`);
      c600Values[`${zte}.1082.500.10.2.3.3.1.6.${suffix}`] = octets(`5A544547 0000000${onu}`);
      c600Values[`${zte}.1082.500.10.2.3.8.1.1.${suffix}`] = number(1);
      c600Values[`${zte}.1082.500.10.2.3.8.1.4.${suffix}`] = number(dbm === null ? 5 : 4);
      c600Values[`${zte}.1082.500.10.2.3.10.1.2.${suffix}`] = number(1900);
      c600Values[`${zte}.1082.500.20.2.2.2.1.10.${suffix}.1`] = number(raw);
    }
    for (const [column, value] of Object.entries(waiting.columns)) {
      const oid = `${waiting.table}.${column}.${waiting.index}`;
      if (typeof value === 'string') c600Values[oid] = text(value);
      else if (value.hex !== undefined) c600Values[oid] = octets(value.hex);
    }
    const epon = `${zte}.1015.1010.1.7.4.1`;
    const eponValues: Record<string, string> = {
      [`${ifName}.1`]: text('epon_1/1/1'),
      [`${ifName}.2`]: text('gpon_1/2/1'),
      [`${zte}.1012.3.11.4.1.2.268566784.7`]: number(500),
      [`${epon}.5.805830912`]: text('F401'),
      [`${epon}.7.805830912`]: octets('6C3B6B51CC09'),
      [`${epon}.17.805830912`]: number(1),
    };
    await writeFile(join(data, 'epon.snmprec'), snmprec(eponValues));
    // A card with 16 ports, whose indexes nobody can read.
    const unreadable = { ...eponValues, [`${epon}.7.${0x90080100}`]: octets('6C3B6B51CC0A') };
    await writeFile(join(data, 'epon16.snmprec'), snmprec(unreadable));
    await writeFile(join(data, 'c300.snmprec'), snmprec(c300Values));
    await writeFile(join(data, 'c600.snmprec'), snmprec(c600Values));
    agent = await startSnmpsim({ dataDir: data });
  });
  afterAll(async () => {
    await agent?.stop();
    if (data !== undefined) await rm(data, { recursive: true, force: true });
  });

  test('C300: powers of those that are on, phases counted from 0', async () => {
    const olt = await connect(agent, 'c300', 'c3xx');
    const signals = await olt.listOnuSignals();
    expect(signals.map(({ rxAtOnuDbm }) => rxAtOnuDbm)).toEqual([-23.082, -18.962, -20.8, null, null]);
    expect(signals[3]?.quality.missing.rxAtOnuDbm).toBe('offline');
    expect(signals[4]?.quality.missing.rxAtOnuDbm).toBe('notReported');
    expect(signals.map(({ rxAtOltDbm }) => rxAtOltDbm)).toEqual([-22.373, -24.1, null, null, null]);
    const onus = await olt.listOnus();
    expect(onus[0]).toMatchObject({
      address: { shelf: 1, slot: 2, port: 1, onuId: 1 },
      serialNumber: 'ZTEG00000001',
      adminState: 'enabled',
      runState: 'online',
      // What the box named by itself is no description.
      description: null,
      model: 'ZTE-F660',
      lastDownAt: '2026-01-31T10:00:00',
      downCause: 'powerLoss',
      downCauseText: 'DyingGasp',
    });
    expect(onus[3]).toMatchObject({ runState: 'offline' });
    expect(await olt.readOnuSignal({ address: { shelf: 1, slot: 2, port: 1, onuId: 2 } })).toMatchObject({
      rxAtOnuDbm: -18.962,
      rxAtOltDbm: -24.1,
    });
    await olt.close();
  });

  test('C600: names the CLI masks, phases counted from 1, waiting ONUs without their entry', async () => {
    const olt = await connect(agent, 'c600', 'c6xx');
    expect(await olt.listPonPorts()).toMatchObject([
      { at: { shelf: 1, slot: 3, port: 1 } },
      { at: { shelf: 1, slot: 5, port: 16 } },
    ]);
    const onus = await olt.listOnus();
    expect(onus.map(({ runState }) => runState)).toEqual([
      'online',
      'online',
      'offline',
      'online',
      'offline',
    ]);
    expect(onus[0]).toMatchObject({
      address: { shelf: 1, slot: 3, port: 1, onuId: 1 },
      serialNumber: 'ZTEG00000001',
      description: 'customer 1',
      model: 'F670LV7.1',
      distanceMetres: 1900,
    });
    expect(onus[2]).toMatchObject({ downCause: 'powerLoss', downCauseText: 'DyingGasp' });
    expect(await olt.findOnu({ serialNumber: 'zteg-00000004' })).toEqual(onus[3]);
    expect(await olt.findOnu({ serialNumber: 'ZTEG00000009' })).toBeNull();
    const signals = await olt.listOnuSignals({ at: { shelf: 1, slot: 3, port: 1 } });
    expect(signals.map(({ rxAtOnuDbm }) => rxAtOnuDbm)).toEqual([-17.546, -19.32, null, -16.198, null]);
    expect(await olt.listUnauthorizedOnus()).toEqual([
      {
        at: { shelf: 1, slot: 5, port: 16 },
        serialNumber: 'HWTCC62B52AF',
        serialNumberText: '48575443C62B52AF',
        vendorId: 'HWTC',
        model: 'HG8145X6-10',
        softwareVersion: 'V5R022C00S266',
        mac: null,
        password: null,
        loid: null,
        firstSeenAt: '2026-07-17T16:05:46',
        issues: [],
      },
    ]);
    expect(await olt.listUnauthorizedOnus({ at: { shelf: 1, slot: 3, port: 1 } })).toEqual([]);
    await olt.close();
  });

  test('EPON units of a C3xx by their MAC address, beside GPON; an index nobody can read is no shorter list', async () => {
    const olt = await connect(agent, 'epon', 'c3xx');
    expect(await olt.listPonPorts()).toMatchObject([{ technology: 'epon' }, { technology: 'gpon' }]);
    const onus = await olt.listOnus();
    expect(onus).toMatchObject([
      { address: { slot: 2, onuId: 7 }, distanceMetres: 500 },
      {
        address: { shelf: 1, slot: 1, port: 1, onuId: 1 },
        serialNumber: '6c3b.6b51.cc09',
        issues: [{ field: 'serialNumber', code: 'not_a_serial_number' }],
        runState: 'offline',
        downCause: 'powerLoss',
        model: 'F401',
      },
    ]);
    expect(await olt.listOnus({ at: { shelf: 1, slot: 1, port: 1 } })).toEqual([onus[1]]);
    await olt.close();
    const other = await connect(agent, 'epon16', 'c3xx');
    await expect(other.listOnus()).rejects.toMatchObject({ code: 'olt.parse_failed' });
    await other.close();
  });
});
