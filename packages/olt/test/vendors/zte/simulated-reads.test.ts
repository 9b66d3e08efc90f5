import type { Onu, OnuSignal } from '@field/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Olt } from '../../../src/index.ts';
import { profileNumber } from '../../../src/vendors/zte/profile-number.ts';
import { type DriverBench, startDriverBench } from '../../driver/simulated-olt.ts';

const first = { shelf: 1, slot: 1, port: 1 };

/** Every release there is a voice for: its first PON port, and what it lacks. */
const releases = [
  { model: 'C320', firmware: 'V2.1.0', profile: 'c3xx', at: first },
  { model: 'C320', firmware: 'V1.2.5', profile: 'c3xx', at: first, noBoards: true },
  { model: 'C300', firmware: 'V2.1.0', profile: 'c3xx', at: { ...first, slot: 2 } },
  { model: 'C300', firmware: 'V1.2.5', profile: 'c3xx', at: { ...first, slot: 2 }, noBoards: true },
  { model: 'C600', firmware: 'V1.2.2', profile: 'c6xx', at: first },
  { model: 'C650', firmware: 'V1.2.1', profile: 'c6xx', at: first },
  { model: 'C610', firmware: 'V2.0.10', profile: 'c6xx', at: first, noDistance: true },
  { model: 'C620', firmware: 'V1.2.1', profile: 'c6xx', at: first },
] as const;

describe.each(releases)('$model $firmware', (release) => {
  const { model, firmware, profile, at } = release;
  const titan = profile === 'c6xx';
  const address = (onuId: number) => ({ ...at, onuId });
  let bench: DriverBench;
  const olts = new Map<string, Olt>();

  beforeAll(async () => {
    bench = await startDriverBench({ vendor: 'zte', model, firmware });
    const { olt } = bench.simulator;
    for (const { unit } of olt.state.onus(at))
      if (unit) olt.comeBack(olt.state.findOnu(unit.serialNumber)?.address ?? '');
    await Promise.all(olt.state.onus(at).map(({ serialNumber }) => olt.whenOnline(serialNumber)));
    olt.losePower(address(3));
    olt.loseLight(address(4));
    // Nobody tells the family. A C6xx asks for a name over Telnet before it says anything: then the vendor has to be named.
    for (const session of ['telnet', 'ssh', 'snmp'] as const)
      olts.set(
        session,
        await bench.connect(session, {
          ...{ budget: 'full', access: 'read-only' },
          ...(titan && session === 'telnet' && { vendor: 'zte' }),
        }),
      );
  });
  afterAll(() => bench.close());

  const over = (session: string) => {
    const olt = olts.get(session);
    if (!olt) throw new Error(`no connection over ${session}`);
    return olt;
  };

  describe.each(['telnet', 'ssh', 'snmp'] as const)('over %s', (session) => {
    const cli = session !== 'snmp';

    test('is known by what it says of itself', () => {
      expect(over(session)).toMatchObject({ vendor: 'zte', profile });
    });

    test('the system', async () => {
      const read = over(session).readSystem();
      // No source shows what a C6xx prints.
      if (titan && cli) await expect(read).rejects.toMatchObject({ code: 'olt.unsupported_operation' });
      else
        expect(await read).toMatchObject({
          ...{ vendor: 'zte', model, softwareVersion: firmware, hostname: 'ZXAN' },
          uptimeSeconds: expect.any(Number),
        });
    });

    test('boards and PON ports', async () => {
      const boards = over(session).listBoards();
      if ('noBoards' in release && !cli)
        await expect(boards).rejects.toMatchObject({ code: 'olt.not_supported_by_device' });
      else
        expect(await boards).toContainEqual(
          expect.objectContaining({ shelf: 1, slot: at.slot, kind: 'gpon', online: true }),
        );
      const ports = await over(session).listPonPorts();
      expect(ports).toHaveLength(32);
      expect(ports[0]).toMatchObject({
        ...{ at, technology: 'gpon' },
        ...(cli ? { onus: 32, onlineOnus: 30 } : { status: 'up' }),
      });
    });

    test('ONUs nobody has authorized, of all ports and of one', async () => {
      const all = await over(session).listUnauthorizedOnus();
      expect(all).toHaveLength(4);
      expect(await over(session).listUnauthorizedOnus({ at })).toEqual(
        all.filter((onu) => onu.at.slot === at.slot && onu.at.port === at.port),
      );
      expect(await over(session).listUnauthorizedOnus({ at: { ...at, port: 9 } })).toEqual([]);
    });

    test('one ONU by place and by serial number', async () => {
      const onu = await over(session).readOnu({ address: address(3) });
      expect(onu).toMatchObject({ runState: 'offline', downCause: 'powerLoss', adminState: 'enabled' });
      expect(await over(session).findOnu({ serialNumber: onu.serialNumber ?? '' })).toEqual(onu);
      expect(await over(session).findOnu({ serialNumber: 'ZTEG00000001' })).toBeNull();
      await expect(over(session).readOnu({ address: address(99) })).rejects.toMatchObject({
        code: 'olt.onu_not_found',
        details: { onu: `1/${at.slot}/1:99` },
      });
    });

    test('signals of a port: readings of those online, the reason for the others', async () => {
      const signals = await over(session).listOnuSignals({ at });
      expect(signals).toHaveLength(32);
      const dark = signals.filter(({ quality }) => quality.missing.rxAtOnuDbm === 'offline');
      expect(dark.map((signal) => signal.address.onuId)).toEqual([3, 4]);
      for (const { rxAtOnuDbm, rxAtOltDbm, txAtOnuDbm } of signals.filter((one) => !dark.includes(one))) {
        expect(rxAtOnuDbm).toBeLessThan(-5);
        expect(rxAtOltDbm).toBeLessThan(-5);
        expect(txAtOnuDbm).toBeGreaterThan(0);
      }
    });

    test('the signal of one ONU, online and not', async () => {
      const online = await over(session).readOnuSignal({ address: address(1) });
      const missing = Object.keys(online.quality.missing);
      const distance = 'noDistance' in release && !cli ? ['distanceMetres'] : [];
      expect(missing).toEqual(cli ? ['temperatureCelsius', 'voltageVolts', 'biasMilliamps'] : distance);
      const offline = await over(session).readOnuSignal({ address: address(4) });
      expect(offline).toMatchObject({ rxAtOnuDbm: null, quality: { missing: { rxAtOnuDbm: 'offline' } } });
    });
  });

  describe.each(['telnet', 'ssh'] as const)('over %s alone', (session) => {
    test('the history of an ONU, newest first', async () => {
      const [last] = await over(session).readOnuHistory({ address: address(4) });
      expect(last).toMatchObject({ downCause: 'fibreLoss', downAt: expect.any(String) });
    });

    test('flows of a port and of an ONU', async () => {
      const all = await over(session).listServicePorts({ at });
      expect(all).toHaveLength(32);
      const [flow] = await over(session).listServicePorts({ address: address(1) });
      expect(flow).toEqual(all[0]);
      expect(flow).toMatchObject({ index: 1, address: address(1), gemPort: 1, vlan: expect.any(Number) });
    });

    test('MACs, profiles, and IP hosts where they are confirmed', async () => {
      expect(await over(session).listOnuMacs({ address: address(1) })).toEqual([
        {
          mac: expect.stringMatching(/^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/),
          ...{ vlan: expect.any(Number), servicePort: null, gemPort: 1, kind: 'Dynamic' },
        },
      ]);
      expect(await over(session).listLineProfiles()).toContainEqual(
        expect.objectContaining({ id: profileNumber('1G'), name: '1G' }),
      );
      expect(await over(session).listServiceProfiles()).toContainEqual(
        expect.objectContaining({ name: 'GENERIC-BRIDGE-1GE' }),
      );
      const wans = over(session).listOnuWans({ address: address(1) });
      if (titan) await expect(wans).rejects.toMatchObject({ code: 'olt.unsupported_operation' });
      else expect(await wans).toEqual([expect.objectContaining({ index: 1 })]);
    });
  });

  test('a port that is not there is an error, not an empty list', async () => {
    for (const session of ['telnet', 'snmp'])
      await expect(over(session).listOnus({ at: { ...at, slot: 9 } })).rejects.toMatchObject({
        code: session === 'snmp' ? 'olt.board_missing' : titan ? 'olt.unknown_command' : 'olt.bad_parameter',
      });
  });

  test('all ways tell the same of every ONU', async () => {
    const comparable = ({ address: place, serialNumber, adminState, runState, model: type }: Onu) => ({
      ...{ place, serialNumber, adminState, runState, type },
    });
    const overSnmp = await over('snmp').listOnus();
    expect(overSnmp).toHaveLength(40);
    for (const session of ['telnet', 'ssh'])
      expect((await over(session).listOnus()).map(comparable)).toEqual(overSnmp.map(comparable));
    const powers = ({ address: place, rxAtOnuDbm, txAtOnuDbm, rxAtOltDbm }: OnuSignal) => ({
      ...{ place, rxAtOnuDbm, txAtOnuDbm, rxAtOltDbm },
    });
    expect((await over('telnet').listOnuSignals({ at })).map(powers)).toEqual(
      (await over('snmp').listOnuSignals({ at })).map(powers),
    );
  });

  test('a description over SNMP, and over a CLI that does not mask it', async () => {
    const { description } = bench.simulator.olt.state.onu(address(1)) ?? {};
    expect(await over('snmp').readOnu({ address: address(1) })).toMatchObject({ description });
    expect(await over('telnet').readOnu({ address: address(1) })).toMatchObject({
      description: titan ? null : description,
    });
  });

  test('nothing that was read left a mark', () => {
    expect(bench.lines.filter((line) => /^(?:conf|interface|pon-onu-mng|write)/.test(line))).toEqual([]);
    expect(bench.simulator.olt.state.unsaved).toBe(false);
  });
});
