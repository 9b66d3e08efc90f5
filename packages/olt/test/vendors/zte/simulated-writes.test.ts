import type { OnuAddress } from '@field/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuthorizeOnu, Olt } from '../../../src/index.ts';
import { profileNumber } from '../../../src/vendors/zte/profile-number.ts';
import { type DriverBench, startDriverBench } from '../../driver/simulated-olt.ts';

const at = { shelf: 1, slot: 1, port: 1 };
const served: OnuAddress = { ...at, onuId: 1 };
const free = { ...at, port: 7 };

const releases = [
  { model: 'C320', firmware: 'V2.1.0', over: 'telnet' },
  { model: 'C320', firmware: 'V1.2.5', over: 'ssh' },
  { model: 'C600', firmware: 'V1.2.2', over: 'ssh' },
  { model: 'C650', firmware: 'V1.2.1', over: 'telnet' },
] as const;

describe.each(releases)('$model $firmware over $over', ({ model, firmware, over }) => {
  const titan = model.startsWith('C6');
  const old = firmware === 'V1.2.5';
  let bench: DriverBench;
  let olt: Olt;

  beforeEach(async () => {
    bench = await startDriverBench({ vendor: 'zte', model, firmware, onlineAfterMs: 3, saveMs: 3 });
    const { snmp, community } = bench.simulator;
    olt = await bench.connect(over, {
      ...{ vendor: 'zte', budget: 'full' },
      snmp: { target: `snmp://127.0.0.1:${snmp.port}`, version: '2c', community },
    });
  });
  afterEach(() => bench.close());

  const state = () => bench.simulator.olt.state;
  /** All that is configured for an ONU, as the OLT itself has it. */
  const configuration = (address: OnuAddress) => {
    const onu = state().onu(address);
    if (!onu) return null;
    const { serialNumber, serviceProfileId, description, admin, lines } = onu;
    return { serialNumber, serviceProfileId, description, admin, lines: Object.fromEntries(lines) };
  };
  const sent = (pattern: RegExp) => bench.lines.filter((line) => pattern.test(line));
  const request = (which = 0): AuthorizeOnu => {
    const unit = state().unauthorized()[which];
    if (!unit) throw new Error('the simulator shows no unit');
    return {
      at: unit.at,
      authentication: { kind: 'serialNumber', serialNumber: unit.serialNumber },
      lineProfileId: profileNumber('1G'),
      serviceProfileId: profileNumber('GENERIC-BRIDGE-1GE'),
      description: 'Ana&filhos',
    };
  };

  test('authorize: once creates with the lowest free id, twice is unchanged, elsewhere is a conflict', async () => {
    state().removeOnu({ ...at, onuId: 5 });
    const asked = { ...request(), at };
    const created = await olt.write('authorizeOnu', asked);
    expect(created).toMatchObject({ outcome: 'created', address: { ...at, onuId: 5 }, error: null });
    expect(configuration({ ...at, onuId: 5 })).toMatchObject({
      description: 'Ana&filhos',
      lines: {
        interface: expect.arrayContaining([
          'tcont 1 profile 1G',
          old ? 'gemport 1 name gem1 unicast tcont 1 dir both' : 'gemport 1 tcont 1',
        ]),
      },
    });
    expect(await olt.write('authorizeOnu', asked)).toMatchObject({ outcome: 'unchanged' });
    expect(await olt.write('authorizeOnu', { ...asked, at: free })).toMatchObject({
      ...{ outcome: 'conflict', address: created.address },
      error: { code: 'olt.serial_exists' },
    });
  });

  test('authorize: the number of the discovery is never taken for an id', async () => {
    // The first unit that waits on a port is entry 1 there, where ONU 1 is in service.
    bench.simulator.olt.appear('ZTEG0BADCAFE', '1/1/1');
    const before = configuration(served);
    const asked = { ...request(), at };
    const result = await olt.write('authorizeOnu', {
      ...asked,
      authentication: { kind: 'serialNumber', serialNumber: 'ZTEG0BADCAFE' },
    });
    expect(result).toMatchObject({ outcome: 'created', address: { ...at, onuId: 33 } });
    expect(configuration(served)).toEqual(before);
    expect(sent(/^onu 1 /)).toEqual([]);
  });

  test('authorize: another program takes the id between the plan and the command', async () => {
    const rival = { authentication: 'serialNumber', serialNumber: 'ZTEG00000042' } as const;
    const profiles = { lineProfileId: 0, serviceProfileId: 1, description: '' };
    bench.judge = (line) => {
      if (line.startsWith('onu 1 '))
        state().addOnu({ address: { ...free, onuId: 1 }, ...rival, ...profiles });
      return 'pass';
    };
    const result = await olt.write('authorizeOnu', { ...request(), at: free });
    expect(result).toMatchObject({
      ...{ outcome: 'undone', applied: [], remains: [] },
      error: { code: titan ? 'olt.onu_id_taken' : 'olt.command_refused' },
    });
    expect(state().onu({ ...free, onuId: 1 })?.serialNumber).toBe('ZTEG00000042');
  });

  test('authorize with its service in one plan, which goes with the unit', async () => {
    const service = { flows: [{ vlan: 100, gemPort: 1 }], nativeVlans: [{ ethPort: 1, vlan: 100 }] };
    const asked = { ...request(), at: free, service };
    const refusing = /^vlan port/;
    bench.judge = (line) =>
      refusing.test(line)
        ? {
            event: { kind: 'instead', text: '%Error 223845: UNI does not exist.\r\n' },
            carriedOut: false,
            at: 'echoed',
          }
        : 'pass';
    const refused = await olt.write('authorizeOnu', asked);
    expect(refused).toMatchObject({ outcome: 'undone', remains: [], error: { code: 'olt.bad_parameter' } });
    expect(state().onus(free)).toEqual([]);
    bench.judge = () => 'pass';
    const created = await olt.write('authorizeOnu', asked);
    expect(created).toMatchObject({ outcome: 'created', error: null });
    const address = created.address as OnuAddress;
    expect(await olt.listServicePorts({ address })).toMatchObject([{ vlan: 100, gemPort: 1, userVlan: 100 }]);
    expect(configuration(address)?.lines.management).toEqual([
      old ? 'service 1 type internet gemport 1 cos 0 vlan 100' : 'service 1 gemport 1 vlan 100',
      'vlan port eth_0/1 mode tag vlan 100',
    ]);
    expect(await olt.write('authorizeOnu', asked)).toMatchObject({ outcome: 'unchanged' });
  });

  test('a move takes the whole configuration along in its undo', async () => {
    const before = configuration(served);
    const asked: AuthorizeOnu = {
      ...request(),
      at: free,
      authentication: { kind: 'serialNumber', serialNumber: before?.serialNumber ?? '' },
      move: true,
    };
    const masked = titan && before?.description !== '';
    bench.judge = (line) =>
      line === 'tcont 1 profile 1G' && sent(/^tcont 1/).length === 1
        ? {
            event: { kind: 'instead', text: '%Error 223981: Profile does not exist\r\n' },
            carriedOut: false,
            at: 'echoed',
          }
        : 'pass';
    const refused = await olt.write('authorizeOnu', asked);
    if (masked) {
      // Its description is stars, which would become the description.
      expect(refused).toMatchObject({ outcome: 'conflict', error: { code: 'olt.service_not_restorable' } });
      return;
    }
    expect(refused).toMatchObject({ error: { code: 'olt.profile_missing' } });
    expect(configuration(served)).toEqual(before);
    expect(refused).toMatchObject({ outcome: 'undone', remains: [] });
    bench.judge = () => 'pass';
    expect(await olt.write('authorizeOnu', asked)).toMatchObject({ outcome: 'moved', error: null });
    expect(configuration(served)).toBeNull();
  });

  test('provision: flow, LAN VLAN and PPPoE client; twice is unchanged; the password is in no transcript', async () => {
    const heard: string[] = [];
    const { snmp, community } = bench.simulator;
    const writer = await bench.connect(over, {
      ...{ vendor: 'zte', budget: 'full' },
      snmp: { target: `snmp://127.0.0.1:${snmp.port}`, version: '2c', community },
      onTranscript: (event) => heard.push(JSON.stringify(event)),
    });
    const wan = { username: 'ana@isp', password: 's3cret!x', vlan: 31 };
    const asked = {
      address: served,
      flows: [{ vlan: 31, gemPort: 1, ...(titan && { outboundTrafficTable: profileNumber('DOWN-500M') }) }],
      nativeVlans: [{ ethPort: 1, vlan: 31, priority: 2 }],
      ...(!old && { wan }),
    };
    const result = await writer.write('provisionService', asked);
    expect(result).toMatchObject({ outcome: 'changed', remains: [], error: null });
    expect(result.applied).toEqual([
      'service-port-1',
      'onu-service-1',
      'native-vlan-1',
      ...(old ? [] : titan ? ['wan-address', 'wan-internet'] : ['wan-address']),
    ]);
    const { lines } = configuration(served) ?? {};
    const flow = 'user-vlan 31 vlan 31';
    if (titan) expect(lines?.['vport-1']).toContain(`service-port 2 ${flow} egress DOWN-500M`);
    else expect(lines?.interface).toContain(`service-port 2 vport 1 ${flow}`);
    expect(lines?.management).toContain('vlan port eth_0/1 mode tag vlan 31 priority 2');
    expect(await writer.write('provisionService', asked)).toMatchObject({ outcome: 'unchanged' });
    expect(heard.join('\n')).not.toContain('s3cret!x');
    if (!titan && !old)
      expect(await writer.listOnuWans({ address: served })).toMatchObject([
        { index: 1, ipv4Address: expect.stringMatching(/^100\.64\./) },
      ]);
    const { wan: _wan, ...rest } = asked;
    if (old)
      expect(await writer.write('provisionService', { ...rest, wan })).toMatchObject({
        ...{ outcome: 'conflict', error: { code: 'olt.not_supported_by_device' } },
      });
  });

  test('provision: speeds where the GEM port has them, and a profile that is not there', async () => {
    const tables = {
      inboundTrafficTable: profileNumber('UP-100M'),
      outboundTrafficTable: profileNumber('DOWN-500M'),
    };
    const flow = { vlan: 671, gemPort: 1 };
    if (titan) {
      await expect(
        olt.write('provisionService', { address: served, flows: [{ ...flow, ...tables }] }),
      ).rejects.toMatchObject({ code: 'olt.bad_request' });
    } else {
      expect(
        await olt.write('provisionService', { address: served, flows: [{ ...flow, ...tables }] }),
      ).toMatchObject({
        outcome: 'changed',
        applied: expect.arrayContaining(['traffic-1', 'service-port-1']),
      });
      expect(configuration(served)?.lines.interface).toContain(
        'gemport 1 traffic-limit upstream UP-100M downstream DOWN-500M',
      );
    }
    const wrong = titan ? { outboundTrafficTable: 7 } : { ...tables, outboundTrafficTable: 7 };
    expect(
      await olt.write('provisionService', { address: served, flows: [{ ...flow, ...wrong }] }),
    ).toMatchObject({ outcome: 'conflict', error: { code: 'olt.traffic_table_missing' } });
  });

  test('rename', async () => {
    expect(await olt.write('renameOnu', { address: served, description: 'Bia' })).toMatchObject({
      outcome: 'changed',
    });
    expect(state().onu(served)?.description).toBe('Bia');
    // Over both sessions, so that the stars of a C6xx are no obstacle.
    expect(await olt.readOnu({ address: served })).toMatchObject({ description: 'Bia' });
    expect(await olt.write('renameOnu', { address: served, description: 'Bia' })).toMatchObject({
      outcome: 'unchanged',
    });
  });

  test('reboot asks where the release asks, and shows', async () => {
    const result = await olt.write('rebootOnu', { address: served });
    expect(result).toMatchObject({ outcome: 'changed', error: null });
    expect(sent(/^yes$/)).toHaveLength(old ? 0 : 1);
    expect(state().onu(served)?.history.at(-2)?.cause ?? state().onu(served)?.downCause).toBe('reset');
    bench.simulator.olt.loseLight({ ...at, onuId: 2 });
    expect(await olt.write('rebootOnu', { address: { ...at, onuId: 2 } })).toMatchObject({
      ...{ outcome: 'conflict', error: { code: 'olt.onu_offline' } },
    });
  });

  test('disable and enable where it is confirmed', async () => {
    const disable = olt.write('setOnuEnabled', { address: served, enabled: false });
    if (!titan) {
      await expect(disable).rejects.toMatchObject({ code: 'olt.unsupported_operation' });
      return;
    }
    expect(await disable).toMatchObject({ outcome: 'changed' });
    expect(await olt.readOnu({ address: served })).toMatchObject({
      ...{ adminState: 'disabled', runState: 'offline' },
    });
    expect(await olt.write('setOnuEnabled', { address: served, enabled: false })).toMatchObject({
      outcome: 'unchanged',
    });
    expect(await olt.write('setOnuEnabled', { address: served, enabled: true })).toMatchObject({
      outcome: 'changed',
    });
    await bench.simulator.olt.whenOnline(state().onu(served)?.serialNumber ?? '');
  });

  test('replace keeps all but the serial number, where it is confirmed', async () => {
    const newSerialNumber = state().unauthorized()[0]?.serialNumber ?? '';
    const before = configuration(served);
    const replace = olt.write('replaceOnu', { address: served, newSerialNumber });
    if (titan) {
      await expect(replace).rejects.toMatchObject({ code: 'olt.unsupported_operation' });
      return;
    }
    expect(await replace).toMatchObject({ outcome: 'changed', error: null });
    expect(configuration(served)).toEqual({ ...before, serialNumber: newSerialNumber });
    expect(await olt.write('replaceOnu', { address: served, newSerialNumber })).toMatchObject({
      outcome: 'unchanged',
    });
  });

  test('deprovision takes one command, and saves once', async () => {
    const result = await olt.write('deprovisionOnu', { address: served }, { save: true });
    expect(result).toMatchObject({ outcome: 'removed', saved: true, error: null });
    expect(sent(/^(?:no |write)/)).toEqual(['no onu 1', 'write']);
    expect(state().unsaved).toBe(false);
    expect(state().onu(served)).toBeNull();
    expect(await olt.write('deprovisionOnu', { address: served })).toMatchObject({ outcome: 'unchanged' });
  });

  test('save, and leaving without it', async () => {
    await olt.write('renameOnu', { address: served, description: 'Caio' });
    expect(state().unsaved).toBe(true);
    await olt.close();
    expect(state().unsaved).toBe(true);
    expect(sent(/^yes$/)).toHaveLength(old ? 0 : 1);
    expect(state().accounts.openSessions).toBe(0);
  });

  test('the wrong unit, and one that is not there, are left alone', async () => {
    const serialNumber = 'ZTEG00000009';
    for (const result of [
      await olt.write('rebootOnu', { address: served, serialNumber }),
      await olt.write('deprovisionOnu', { address: served, serialNumber }),
      await olt.write('renameOnu', { address: served, serialNumber, description: 'x' }),
    ])
      expect(result).toMatchObject({ outcome: 'conflict', error: { code: 'olt.other_onu' } });
    expect(await olt.write('rebootOnu', { address: { ...at, onuId: 99 } })).toMatchObject({
      ...{ outcome: 'conflict', error: { code: 'olt.onu_not_found' } },
    });
    expect(sent(/^configure/)).toEqual([]);
  });
});
