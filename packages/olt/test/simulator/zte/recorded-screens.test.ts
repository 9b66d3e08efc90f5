import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedOltHandle } from '../../../src/simulator/index.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';
import { atZte, place, type UnitFacts } from './zte-terminal.ts';

const missing = missingRecording('zte');
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const read = (file: string) => readFileSync(join(recordingsFolder, 'zte', file), 'utf8').replaceAll('\r', '');
/** The recorded reply to a command, without blanks at its lines' ends: pages on the web lose them. */
function recorded(file: string, command: string, prompt = '#'): string[] {
  const lines = read(file).split('\n');
  const at = lines.findIndex((line) => line.trimEnd().endsWith(`${prompt}${command}`));
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => /^\S+#|^\d+\. /.test(line));
  return trimmed(end < 0 ? rest : rest.slice(0, end)).filter((line) => line !== '');
}
const trimmed = (lines: readonly string[]) => lines.map((line) => line.trimEnd());
const rows = (text: string) => trimmed(text.split('\r\n'));

const session = 'cli-c3xx/c320_v1x_session_state_power_detail_mac_equip.txt';
const lit: UnitFacts = {
  address: { shelf: 1, slot: 2, port: 5, onuId: 5 },
  serialNumber: 'ZTEGC1192DD7',
  name: 'Customer-2',
  description: 'Internet-Customer-2',
  type: 'ZTEG-F660',
  unit: { distanceMetres: 3540, softwareVersion: 'V5.0 ', model: 'F620V5.0' },
  optics: { rxAtOltDbm: -20.85, txAtOnuDbm: 2.868, rxAtOnuDbm: -18.21 },
  macs: [
    ['6c3b-6b51-cc09', 1402],
    ['6c3b-6b61-d257', 1402],
  ],
  lines: {
    interface: [
      'tcont 1 name acsata profile UP-60M',
      'tcont 1 gap mode2',
      'gemport 1 name Internet unicast tcont 1 dir both',
      'gemport 1 traffic-limit upstream DOWN-60M downstream DOWN-60M',
      'switchport mode hybrid vport 1',
      'service-port 1 vport 1 user-vlan 1245 vlan 1245 svlan 1402',
    ],
  },
  history: [
    ['2018-07-28 04:49:02', '2018-07-28 04:49:02', 'fibreLoss'],
    ['2018-07-28 05:08:31', '2018-07-28 05:08:32', 'fibreLoss'],
    ['2018-07-28 05:13:42', '2018-07-28 05:13:42', 'fibreLoss'],
    ['2018-07-28 05:51:33', '2018-07-28 05:51:33', 'fibreLoss'],
    ['2018-07-28 07:23:11', '2018-07-28 07:23:12', 'fibreLoss'],
    ['2018-07-28 08:14:14', '2018-07-28 08:14:14', 'fibreLoss'],
    ['2018-07-29 11:28:39', '2018-07-29 11:30:22', 'fibreLoss'],
    ['2018-07-29 11:33:33', '2018-07-29 11:34:36', 'fibreLoss'],
    ['2018-07-29 11:36:01', '2018-07-29 11:54:32', 'fibreLoss'],
    ['2018-07-29 11:56:31'],
  ],
};
const dark: UnitFacts = {
  address: { ...lit.address, onuId: 4 },
  serialNumber: 'ZTEGC1192DD6',
  history: [['2018-07-28 04:49:02', '2018-07-28 05:49:02', 'fibreLoss']],
};

describe('a C320 of firmware 1.x, given what the recording tells', () => {
  const options = {
    ...{ model: 'C320', firmware: 'V1.2' },
    startAt: new Date(Date.UTC(2018, 6, 29, 22, 38, 38, 100)),
  };
  const open = () =>
    atZte(options, (olt) => {
      // The type of the recording has a name that this chassis does not know.
      const types = olt.state.serviceProfiles as Map<number, { id: number; name: string; ethPorts: number }>;
      types.set(9, { id: 9, name: 'ZTEG-F660', ethPorts: 4 });
      place(olt, lit);
      place(olt, dark);
    });

  test.each([
    'show gpon onu state gpon-olt_1/2/5 4',
    'show pon power attenuation gpon-onu_1/2/5:4',
    'show mac gpon onu gpon-onu_1/2/5:5',
  ])('%s', async (command) => {
    const { run } = await open();
    const expected = recorded(session, command);
    const shown = rows(await run(command));
    // The laser of the recorded OLT has a power of its own.
    const laser = (lines: readonly string[]) => lines.map((line) => line.replace(/ Tx :\d\.\d{3}/, ' Tx :*'));
    expect(laser(shown).filter((line) => line !== '')).toEqual(laser(expected).slice(0, shown.length));
  });

  test('show gpon onu detail-info', async () => {
    const { run } = await open();
    const shown = rows(await run('show gpon onu detail-info gpon-onu_1/2/5:5'));
    const expected = recorded(session, 'show gpon onu detail-info gpon-onu_1/2/5:5');
    // One of the ten causes is a word this simulator's ONUs do not die of.
    const same = (lines: readonly string[]) => lines.map((line) => line.replace(/LOSi$/, 'LOS'));
    expect(shown).toEqual(same(expected));
  });

  test('show run interface, shortened as an operator types it', async () => {
    const { run } = await open();
    const command = 'show run interface gpon-onu_1/2/5:5';
    expect(rows(await run(command))).toEqual(recorded(session, command));
  });

  test('show gpon remote-onu equip, with the tail of the serial number in small letters', async () => {
    const { run } = await open();
    const command = 'show gpon remote-onu equip gpon-onu_1/2/5:5';
    const values = (lines: readonly string[]) => lines.map((line) => line.replace(/\s+/g, ' '));
    expect(values(rows(await run(command)))).toEqual(values(recorded(session, command)));
  });
});

describe('firmware 2.1, given what the recordings tell', () => {
  test('show gpon onu detail-info of a C300', async () => {
    const file = 'cli-c3xx/c300_v2.1.0_detail_info_working.txt';
    const facts: UnitFacts = {
      ...{ address: { shelf: 1, slot: 12, port: 1, onuId: 1 }, serialNumber: 'ZTEGCCEC5655' },
      ...{ name: 'customer01@isp.example', type: 'F601', unit: { distanceMetres: 1033 } },
      history: [
        ['2023-03-21 15:08:19', '2023-03-25 16:03:23', 'powerLoss'],
        ['2023-03-25 16:06:32', '2023-03-26 10:59:52', 'powerLoss'],
        ['2023-03-26 13:31:06', '2023-03-29 00:16:47', 'powerLoss'],
        ['2023-03-29 00:17:28'],
      ],
    };
    const startAt = new Date(Date.UTC(2023, 3, 3, 8, 13, 49, 100));
    const { run } = await atZte({ model: 'C300', onus: 2000, startAt }, (olt) => {
      const types = olt.state.serviceProfiles as Map<number, { id: number; name: string; ethPorts: number }>;
      types.set(9, { id: 9, name: 'F601', ethPorts: 1 });
      olt.state.removeOnu(facts.address);
      place(olt, facts);
    });
    const command = 'show gpon onu detail-info gpon-onu_1/12/1:1';
    const [, ...expected] = trimmed(read(file).trimEnd().split('\n'));
    expect(rows(await run(command))).toEqual(expected.filter((line) => line !== ''));
  });

  test('who waits: with entries of the discovery, with and without passwords', async () => {
    const waits = (
      model: string,
      units: readonly (readonly [at: string, model: string, serial: string, password?: string])[],
    ) =>
      atZte({ model }, (olt: SimulatedOltHandle) => {
        for (const [at, type, serial, password = ''] of units)
          olt.appear(serial, at, { model: type, password });
      });
    const entries = await waits('C320', [
      ['1/1/1', '', 'HWTC1F14CAAD'],
      ['1/1/1', '', 'ZTEGD824CDF3'],
      ['1/1/1', '', 'ZTEGDA5918AC'],
    ]);
    expect(rows(await entries.run('show gpon onu uncfg'))).toEqual(
      trimmed(read('cli-c3xx/c320_v2.1.0_show_gpon_onu_uncfg.txt').trimEnd().split('\n')),
    );
    const [plain = '', withPasswords = ''] = read('cli-c3xx/c3xx_show_pon_onu_uncfg.txt').split('\n\n');
    const table = (text: string) =>
      trimmed(text.trimEnd().split('\n')).filter((line) => !/^##|#$/.test(line));
    const c300 = await waits('C300', [
      ['1/2/3', 'F609V5.3', 'ZTEGC86587D8'],
      ['1/2/4', 'F609V5.4', 'ZTEGC86587D7'],
    ]);
    expect(rows(await c300.run('show pon onu uncfg'))).toEqual(
      table(plain).map((line) => line.replace('_1/1/', '_1/2/')),
    );
    const c320 = await waits('C320', [['1/1/5', 'F670LV9.0', 'ZTEGDC79F447', 'GDC79F447']]);
    expect(rows(await c320.run('show pon onu uncfg'))).toEqual(table(withPasswords));
  });

  test('nobody waits', async () => {
    const { run } = await atZte({ model: 'C320' });
    expect(await run('show gpon onu uncfg')).toBe(read('cli-c3xx/c320_v2.1.0_uncfg_empty_62310.txt').trim());
    const old = await atZte({ model: 'C320', firmware: 'V1.2' });
    expect(read('cli-c3xx/c3xx_uncfg_empty_and_one_row.txt')).toContain(await old.run('show gpon onu uncfg'));
  });

  test('show card of a C320: cells that are empty, a status that is always there', async () => {
    const { run } = await atZte({ model: 'C320' });
    const [, fixture = ''] =
      read('cli-c3xx/c320_v2.1.0_health_fixtures.txt').split('\n\n')[0]?.split('## show card\n') ?? [];
    const expected = trimmed(fixture.split('\n'));
    const shown = rows(await run('show card'));
    // The recorded one has its one PON card in slot 2, and so has this one, beside another.
    expect(shown.filter((line) => !/^1 {4}1 {5}1 /.test(line))).toEqual(expected);
  });

  test('profiles and system-group', async () => {
    const { run } = await atZte({ model: 'C320' });
    const profiles = read('cli-c3xx/c320_gpon_profile_tcont_traffic_session.txt');
    for (const line of rows(await run('show gpon profile tcont')).filter((one) => /\bkbps\b/.test(one)))
      expect(trimmed(profiles.split('\n'))).toContain(line);
    const system = read('cli-c3xx/c320_v2.1.0_health_fixtures.txt');
    const labels = (text: string) => text.match(/^[A-Z][A-Za-z ]+(?=:)|^[A-Z][a-z]+ [a-z]+(?=:)/gm);
    expect(labels(await run('show system-group'))).toEqual(
      labels(system.slice(system.indexOf('System Description'), system.indexOf('## show ip'))),
    );
  });
});

describe('C6xx, given what the recordings tell', () => {
  test('show gpon onu state', async () => {
    const { run } = await atZte({ model: 'C600', firmware: 'V1.2.2' }, (olt) => {
      place(olt, { address: { shelf: 1, slot: 1, port: 1, onuId: 1 }, serialNumber: 'ZTEG00000001' });
      place(olt, { address: { shelf: 1, slot: 1, port: 1, onuId: 2 }, serialNumber: 'ZTEG00000002' });
      const second = olt.state.findOnu('ZTEG00000002');
      if (second) second.config = 'config';
    });
    const [, ...expected] = recorded(
      'cli-c6xx/c600_banner_then_show_gpon_onu_state.txt',
      'ZXAN#show gpon onu state',
      '',
    );
    const [header, , ...shown] = rows(await run('show gpon onu state'));
    expect(header).toBe('OnuIndex     Admin state  OMCC state  Phase state  Speed mode');
    expect(shown.slice(0, -1)).toEqual(expected.slice(1));
    expect(shown.at(-1)).toBe('ONU Number: 1/2');
  });

  test('show pon power and show gpon onu by sn', async () => {
    const { run } = await atZte({ model: 'C600' }, (olt) => {
      place(olt, { address: { shelf: 1, slot: 1, port: 9, onuId: 80 }, serialNumber: 'ZTEGC9CC491B' });
      for (const [onuId, rxAtOltDbm] of [
        [2, -22.373],
        [19, -22.034],
      ] as const)
        place(olt, {
          address: { shelf: 1, slot: 2, port: 15, onuId },
          serialNumber: `ZTEG0000000${onuId % 10}`,
          optics: { rxAtOltDbm },
        });
      place(olt, { ...dark, address: { shelf: 1, slot: 2, port: 15, onuId: 1 } });
    });
    expect(rows(await run('show gpon onu by sn ZTEGC9CC491B'))).toEqual(
      trimmed(read('cli-c6xx/c6xx_show_gpon_onu_by_sn.txt').trimEnd().split('\n')),
    );
    expect(rows(await run('show pon power olt-rx gpon_olt-1/2/15'))).toEqual(
      trimmed(read('cli-c6xx/c600_show_pon_power_olt_rx.txt').trimEnd().split('\n')),
    );
  });

  test('show card: no rule, no software version, columns that miss their heading', async () => {
    const { run } = await atZte({ model: 'C600' });
    const recordedCards = trimmed(read('cli-c6xx/c600_v1.2.2_show_card.txt').trimEnd().split('\n'));
    const shown = rows(await run('show card'));
    expect(shown[0]).toBe(recordedCards[0]);
    for (const line of shown.filter((one) => /SFUB|PRVR|FCVDE/.test(one)))
      expect(recordedCards).toContain(line);
  });

  test('the configuration: names as stars, flows in a part of their own, lines that break at column 80', async () => {
    const { run } = await atZte({ model: 'C650' }, (olt) => {
      place(olt, {
        address: { shelf: 1, slot: 1, port: 1, onuId: 1 },
        ...{ serialNumber: 'FHTT6A9B7700', name: 'Ana', description: 'Ana' },
        lines: {
          interface: ['fec enable', 'tcont 1 profile T500M', 'gemport 1 tcont 1'],
          'vport-1': ['service-port 1 user-vlan 311 vlan 311 egress 500M'],
          management: ['service vlan311 gemport 1 vlan 311', 'vlan port eth_0/1 mode tag vlan 311'],
        },
      });
      const tables = olt.state.trafficTables as Map<number, { index: number; name: string; cirKbps: number }>;
      tables.clear();
      tables.set(1, { index: 1, name: '500M', cirKbps: 550_000 });
    });
    const shown = rows(await run('show running-config'));
    const expected = trimmed(read('cli-c6xx/c6xx_running_config_b.txt').split('\n'));
    const from = (lines: readonly string[], start: string, end: string) => {
      const at = lines.indexOf(start);
      return lines.slice(at, lines.indexOf(end, at) + 1);
    };
    const unit = from(expected, 'interface gpon_onu-1/1/1:1', '$');
    expect(from(shown, 'interface gpon_onu-1/1/1:1', '$')).toEqual(unit);
    expect(shown.filter((line) => /color-mode|^policer/.test(line))).toEqual(
      expected.filter((line) => /color-mode|^policer/.test(line)),
    );
  });
});
