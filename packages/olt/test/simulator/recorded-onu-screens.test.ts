import { beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedOltHandle } from '../../src/simulator/index.ts';
import { furnish, type OnuFacts } from './furnish.ts';
import { noRecordings, ntc, recording, reply, untilLast } from './recorded.ts';

const numbers = (text: string | undefined) => Number(text?.trim());

beforeEach((context) => context.skip(noRecordings !== null, noRecordings ?? ''));

describe('screens of ONUs have the layout of the recorded ones, given the recorded numbers', () => {
  test('display ont autofind all, MA5800 2024', async () => {
    const lines = await recording('huawei/other/ma5800_autofind_all_2024.raw');
    const body = untilLast(lines.slice(5, -2));
    const shown = await reply('display ont autofind all', 'config', (olt) => furnish.found(olt, body), -240);
    expect(shown).toEqual(body);
  });

  test('display ont autofind of one port, EA5800', async () => {
    const lines = untilLast(await recording('huawei/other/ea5800_autofind_port.raw'));
    const prepare = (olt: SimulatedOltHandle) => furnish.found(olt, lines.slice(7));
    const shown = await reply('display ont autofind 0', 'interface', prepare, 480);
    expect(shown).toEqual(lines.slice(7));
  });

  test('display ont info of a port', async () => {
    const lines = await recording(`${ntc}/display_ont_info_0_1_2/huawei_smartax_display_ont_info_fsp.raw`);
    const descriptions = new Map(
      lines.flatMap((line) => {
        const [, id, text] = /^ {2}0\/ 1\/0 +(\d+) {3}(\S.*)$/.exec(line) ?? [];
        return id === undefined ? [] : [[id, text ?? ''] as const];
      }),
    );
    const onus = lines.flatMap((line): OnuFacts[] => {
      const [, id, hex] = /^ {2}0\/ 1\/0 +(\d+) {2}([0-9A-F]{16}) /.exec(line) ?? [];
      return id === undefined || hex === undefined
        ? []
        : [{ at: '0/1/0', id: Number(id), hex, description: descriptions.get(id) ?? '' }];
    });
    expect(onus).toHaveLength(31);
    const shown = await reply('display ont info 0 1 0 all', 'config', (olt) => furnish.onus(olt, onus));
    expect(shown).toEqual(lines);
  });

  test('display ont info summary', async () => {
    const lines = await recording(
      `${ntc}/display_ont_info_summary_ont/huawei_smartax_display_ont_info_summary_ont.raw`,
    );
    const onus = lines.flatMap((line): OnuFacts[] => {
      const cells = /^ {2}(\d+) +([0-9A-F]{16}) (\S+) +(\d+) +(\S+)\/(\S+) +(\S+)$/.exec(line);
      if (!cells) return [];
      const [, id, hex, model, distance, rx, tx, description] = cells;
      const cause = lines.find((other) => other.startsWith(`  ${id?.padEnd(4)} online`))?.slice(55);
      return [
        {
          at: '0/1/0',
          id: numbers(id),
          hex: hex ?? '',
          model: model ?? '',
          distance: numbers(distance),
          rx: numbers(rx),
          tx: numbers(tx),
          description: description ?? '',
          upAt: '2000-01-01T00:00:00Z',
          downAt: '2000-01-01T00:00:00Z',
          cause: cause?.startsWith('LOSi') ? 'fibreLoss' : 'reset',
        },
      ];
    });
    expect(onus).toHaveLength(23);
    const [waiting, ...shown] = await reply('display ont info summary 0/1/0', 'config', (olt) =>
      furnish.onus(olt, onus),
    );
    expect(waiting).toBe('  Command is being executed. Please wait');
    expect(shown).toEqual(lines);
  });

  test('display ont info of one ONU, newer layout: every label in its place, every value where it is one of ours', async () => {
    const lines = await recording(`${ntc}/display_ont_info_0_1_2_3/huawei_smartax_display_ont_info_1.raw`);
    const shown = await reply('display ont info 0 1 6 2', 'config', (olt) =>
      furnish.onus(olt, [
        {
          at: '0/1/6',
          id: 2,
          hex: '4857544312345678',
          description: 'New_link',
          distance: 47,
          temperature: 57,
          upAt: '2023-01-05T08:56:12+08:00',
          downAt: '2023-01-05T08:55:28+08:00',
          cause: 'powerLoss',
          ethPorts: 4,
        },
      ]),
    );
    const label = (line: string) => (line.includes(':') ? line.slice(0, line.indexOf(':') + 1) : line);
    const upToProfiles = (all: string[]) =>
      all.slice(
        0,
        all.findIndex((line) => line.includes('Line profile ID')),
      );
    expect(upToProfiles(shown).map(label)).toEqual(upToProfiles(lines).map(label));
    const value = (name: string, all: string[]) => all.find((line) => line.startsWith(`  ${name} `));
    for (const name of [
      'ONT distance(m)',
      'Temperature',
      'Description',
      'Last down cause',
      'Run state',
      'Type D support',
    ])
      expect(value(name, shown)).toBe(value(name, lines));
  });

  test('the profile blocks of one ONU', async () => {
    const lines = await recording(`${ntc}/display_ont_info_0_1_2_3/huawei_smartax_display_ont_info_1.raw`);
    const fromProfiles = (all: string[]) =>
      all.slice(all.findIndex((line) => line.includes('Line profile ID')) - 1);
    const shown = await reply('display ont info 0 1 6 2', 'config', (olt) => {
      furnish.profiles(olt, {
        line: {
          id: 500,
          name: 'new_link',
          tconts: [0, 1, 4, 5].map((id, index) => ({ id, dbaProfileId: [1, 2, 5, 5][index] ?? 0 })),
          gemPorts: [4, 5].map((tcont) => ({ index: 126, tcont, vlans: [500] })),
        },
        service: { id: 500, name: 'new_link', ethPorts: 4, potsPorts: 4, vlan: 500 },
      });
      furnish.onus(olt, [
        { at: '0/1/6', id: 2, hex: '4857544312345678', line: 500, service: 500, ethPorts: 4 },
      ]);
    });
    expect(fromProfiles(shown)).toEqual(fromProfiles(lines));
  });

  test('a long description goes on below, MA5683T', async () => {
    const lines = await recording('huawei/other/ma5683t_ont_info_by-sn_wrapped_desc.raw');
    const wrapped = lines.slice(9, 12);
    const description = 'Cu,                             Stomer__zone_ABCDEFGHI_authd_20260818';
    const shown = await reply('display ont info by-sn 5A544547BA18C47D', 'config', (olt) =>
      furnish.onus(olt, [{ at: '0/1/1', id: 5, hex: '5A544547BA18C47D', description }]),
    );
    const at = shown.findIndex((line) => line.startsWith('  Description '));
    expect(shown.slice(at, at + 3)).toEqual(wrapped);
    expect(shown).toContain(lines[7]);
  });

  test('display ont optical-info of a port', async () => {
    const lines = await recording(
      `${ntc}/display_ont_optical-info_0_all/huawei_smartax_display_ont_optical-info_0_all.raw`,
    );
    const onus = lines.flatMap((line): OnuFacts[] => {
      const cells = line.trim().split(/\s+/);
      if (cells.length !== 8 || !/^\d+$/.test(cells[0] ?? '')) return [];
      const [id, rx, tx, oltRx, temperature, voltage, bias, distance] = cells.map(Number);
      return [
        {
          at: '0/1/0',
          id: id ?? 0,
          hex: `48575443000000${String(id).padStart(2, '0')}`,
          rx,
          tx,
          oltRx,
          temperature,
          voltage,
          bias,
          distance,
        },
      ];
    });
    expect(onus).toHaveLength(10);
    const shown = await reply('display ont optical-info 0 all', 'interface', (olt) =>
      furnish.onus(olt, onus),
    );
    expect(shown).toEqual(untilLast(lines));
  });

  test('display ont optical-info of one ONU, MA5800', async () => {
    const lines = await recording('huawei/other/ma5800_optical-info_single_smartprompt.raw');
    const body = lines.slice(5, lines.findLastIndex((line) => line.startsWith('  ---')) + 1);
    const shown = await reply('display ont optical-info 2 0', 'interface', (olt) =>
      furnish.onus(olt, [
        {
          at: '0/1/2',
          id: 0,
          hex: '4857544300000001',
          rx: -18.18,
          tx: 2.27,
          oltRx: -22.22,
          temperature: 58,
          voltage: 3.36,
          bias: 16,
          equipmentSerial: '1943WJ000000S',
        },
      ]),
    );
    const vendorSerial = /^( {2}Vendor SN +: ).*/;
    expect(shown.map((line) => line.replace(vendorSerial, '$1'))).toEqual(
      body.map((line) => line.replace(vendorSerial, '$1')),
    );
  });

  test('display ont version, MA5800', async () => {
    const lines = await recording('huawei/other/ma5800_ont_version.raw');
    const body = untilLast(lines.slice(5, -2));
    const shown = await reply('display ont version 0  1 3 7', 'config', (olt) =>
      furnish.onus(olt, [
        {
          at: '0/1/3',
          id: 7,
          hex: '4857544300000001',
          model: 'EG8145X6',
          hardware: '22AD.A',
          software: 'V5R020C00S080',
          mac: '30c5-0f87-3ae6',
          equipmentSerial: '2150084405HYM8562634',
        },
      ]),
    );
    // The standby image and the text behind the serial number are not part of what is simulated.
    const known = (all: string[]) =>
      all.filter((line) => !/Standby|^ {2}OntProductDescription|^ {29}/.test(line));
    expect(known(shown)).toEqual(known(body));
    const product = (all: string[]) => all.filter((line) => /^ {2}OntProductDescription|^ {29}/.test(line));
    expect(product(shown)[0]).toBe(product(body)[0]);
  });

  test('display ont port state', async () => {
    const lines = await recording(
      `${ntc}/display_ont_port_state_0_1_eth-port/huawei_smartax_display_ont_port_state_0_1_eth-port.raw`,
    );
    const shown = await reply('display ont port state 0 1 eth-port all', 'interface', (olt) =>
      furnish.onus(olt, [{ at: '0/1/0', id: 1, hex: '4857544300000001', ethPorts: 2 }]),
    );
    const withoutThird = untilLast(lines).filter((line) => !/^ +1 +3 /.test(line));
    expect(shown).toEqual(withoutThird);
  });

  test('display mac-address ont', async () => {
    const name = 'display_mac-address_ont_0_1_2_0';
    const lines = untilLast(await recording(`${ntc}/${name}/huawei_smartax_${name}.raw`));
    const shown = await reply('display mac-address ont 0/2/6 2', 'config', (olt) =>
      furnish.onus(olt, [
        {
          at: '0/2/6',
          id: 2,
          hex: '4857544300000001',
          ethPorts: 2,
          macs: [
            [1, '805e-0c5c-4277', 80],
            [1, '84a9-3845-d603', 1003],
            [2, '0026-73f9-5a63', 1003],
          ],
        },
      ]),
    );
    expect(shown).toEqual(lines);
  });

  test('display ont wan-info: every label in its place', async () => {
    const name = 'display_ont_wan-info_0_1_2_0';
    const lines = await recording(`${ntc}/${name}/huawei_smartax_${name}.raw`);
    const shown = await reply('display ont wan-info 0/1 0 0', 'config', (olt) =>
      furnish.wan(olt, { at: '0/1/0', id: 0, vlan: 1000 }),
    );
    const label = (line: string) => (line.includes(':') ? line.slice(0, line.indexOf(':') + 1) : line);
    // One WAN of the recorded ones.
    expect(shown.map(label)).toEqual(lines.slice(0, shown.length).map(label));
  });
});
