import type { Onu } from '@field/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Olt } from '../../../src/index.ts';
import { type SimulatedBench, startBench } from './simulated-olt.ts';

let bench: SimulatedBench;
let cli: Olt;
let snmp: Olt;
const port = { shelf: 0, slot: 1, port: 0 };

beforeAll(async () => {
  bench = await startBench();
  bench.simulator.olt.losePower('0/1/0:3');
  bench.simulator.olt.loseLight('0/1/0:4');
  cli = await bench.connect('telnet');
  snmp = await bench.connect('snmp');
});
afterAll(() => bench.close());

describe.each(['cli', 'snmp'] as const)('over %s', (session) => {
  const olt = () => (session === 'cli' ? cli : snmp);

  test('the system', async () => {
    expect(await olt().readSystem()).toMatchObject({
      vendor: 'huawei',
      model: 'MA5800-X15',
      hostname: 'OLT01',
      softwareVersion: expect.stringContaining('V100R022'),
      uptimeSeconds: expect.any(Number),
    });
  });

  test('boards and PON ports', async () => {
    expect(await olt().listBoards()).toContainEqual(
      expect.objectContaining({ slot: 1, kind: 'gpon', online: true }),
    );
    const ports = await olt().listPonPorts();
    expect(ports).toHaveLength(32);
    expect(ports[0]).toMatchObject({ at: port, technology: 'gpon', status: 'up', onus: 32 });
  });

  test('ONUs nobody has authorized, of all ports and of one', async () => {
    const all = await olt().listUnauthorizedOnus();
    expect(all).toHaveLength(3);
    expect(await olt().listUnauthorizedOnus({ at: port })).toEqual(
      all.filter(({ at }) => at.slot === 1 && at.port === 0),
    );
    expect(await olt().listUnauthorizedOnus({ at: { ...port, port: 9 } })).toEqual([]);
  });

  test('one ONU by place and by serial number', async () => {
    const onu = await olt().readOnu({ address: { ...port, onuId: 3 } });
    expect(onu).toMatchObject({ runState: 'offline', downCause: 'powerLoss', adminState: 'enabled' });
    const found = await olt().findOnu({ serialNumber: onu.serialNumber as string });
    expect(found).toEqual(onu);
    expect(await olt().findOnu({ serialNumber: 'HWTC00000001' })).toBeNull();
  });

  test('an ONU that is not there is an error that names the place', async () => {
    await expect(olt().readOnu({ address: { ...port, onuId: 99 } })).rejects.toMatchObject({
      code: 'olt.onu_not_found',
      details: { onu: '0/1/0:99' },
    });
  });

  test('signals of a port: readings of those online, the reason for the others', async () => {
    const signals = await olt().listOnuSignals({ at: port });
    expect(signals).toHaveLength(32);
    const dark = signals.filter(({ quality }) => quality.missing.rxAtOnuDbm === 'offline');
    expect(dark.map(({ address }) => address.onuId)).toEqual(expect.arrayContaining([3, 4]));
    const lit = signals.filter((signal) => !dark.includes(signal));
    for (const { rxAtOnuDbm, rxAtOltDbm, voltageVolts, distanceMetres } of lit) {
      expect(rxAtOnuDbm).toBeLessThan(-5);
      expect(rxAtOltDbm).toBeLessThan(-5);
      expect(voltageVolts).toBeGreaterThan(3);
      expect(distanceMetres).toBeGreaterThan(0);
    }
  });

  test('the signal of one ONU, online and not', async () => {
    const online = await olt().readOnuSignal({ address: { ...port, onuId: 0 } });
    expect(online.quality.missing).toEqual({});
    const offline = await olt().readOnuSignal({ address: { ...port, onuId: 4 } });
    expect(offline).toMatchObject({ rxAtOnuDbm: null, quality: { missing: { rxAtOnuDbm: 'offline' } } });
  });

  test('the history of an ONU, newest first', async () => {
    const [last] = await olt().readOnuHistory({ address: { ...port, onuId: 4 } });
    expect(last).toMatchObject({ downCause: 'fibreLoss', downAt: expect.any(String) });
  });

  test('flows of the OLT, of a port and of an ONU', async () => {
    const all = await olt().listServicePorts();
    expect(all.length).toBeGreaterThan(30);
    const address = { ...port, onuId: 0 };
    const [flow] = await olt().listServicePorts({ address });
    expect(flow).toMatchObject({ address, vlan: expect.any(Number), gemPort: expect.any(Number) });
    expect(await olt().listServicePorts({ at: port })).toEqual(
      all.filter((one) => one.address.slot === 1 && one.address.port === 0),
    );
  });

  test('a place no SmartAX has is refused before anything is sent', async () => {
    await expect(olt().listOnus({ at: { ...port, slot: 99 } })).rejects.toMatchObject({
      code: 'olt.bad_request',
      details: { field: 'at.slot' },
    });
  });
});

test('a port that is not there is an error, not an empty list', async () => {
  await expect(snmp.listOnus({ at: { shelf: 0, slot: 9, port: 0 } })).rejects.toMatchObject({
    code: 'olt.board_missing',
  });
  await expect(cli.listOnus({ at: { shelf: 0, slot: 9, port: 0 } })).rejects.toMatchObject({
    code: 'olt.board_missing',
  });
});

test('both ways tell the same of every ONU of the OLT', async () => {
  // A list over the CLI prints local time without an offset, and no offset can be made up.
  // Of a unit that is dark the agent keeps no model, while the summary does.
  const comparable = ({ lastUpAt, lastDownAt, downCauseText, model, ...onu }: Onu) => ({
    ...onu,
    model: onu.runState === 'online' ? model : null,
    lastUpAt: lastUpAt?.slice(0, 19),
    lastDownAt: lastDownAt?.slice(0, 19),
  });
  const overSnmp = await snmp.listOnus();
  expect(overSnmp).toHaveLength(40);
  expect((await cli.listOnus()).map(comparable)).toEqual(overSnmp.map(comparable));
});

test('both ways measure the same', async () => {
  const readings = async (olt: Olt) =>
    (await olt.listOnuSignals()).map(({ measuredAt, ...signal }) => signal);
  expect(await readings(cli)).toEqual(await readings(snmp));
});

test('progress of a long read', async () => {
  const seen: string[] = [];
  await cli.listOnus({}, { onProgress: (done, total, what) => seen.push(`${done}/${total} ${what}`) });
  expect(seen).toContain('0/32 0/1/0');
  expect(seen).toContain('31/32 0/2/15');
});

test('what only the CLI tells: WANs, MACs, profiles', async () => {
  const address = { ...port, onuId: 0 };
  expect(await cli.listOnuMacs({ address })).toEqual([
    expect.objectContaining({
      mac: expect.stringMatching(/^[0-9a-f]{4}-/),
      kind: expect.stringMatching(/^ETH/),
    }),
  ]);
  expect(await cli.listOnuWans({ address })).toEqual(expect.any(Array));
  expect(await cli.listLineProfiles()).toContainEqual(expect.objectContaining({ id: 31 }));
  expect(await cli.listServiceProfiles()).toContainEqual(expect.objectContaining({ id: 31 }));
  await expect(snmp.listLineProfiles()).rejects.toMatchObject({ code: 'olt.unsupported_operation' });
});

test('reads leave no mark: a read-only connection may make all of them', async () => {
  const reader = await bench.connect('telnet', { access: 'read-only' });
  const before = bench.simulator.olt.state.revision;
  await reader.listOnuSignals({ at: port });
  await reader.readOnuHistory({ address: { ...port, onuId: 0 } });
  await reader.listUnauthorizedOnus();
  expect(bench.simulator.olt.state.revision).toBe(before);
  await expect(reader.write('rebootOnu', { address: { ...port, onuId: 0 } })).rejects.toMatchObject({
    code: 'olt.read_only',
  });
});
