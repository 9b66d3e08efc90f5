import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedOltHandle } from '../../src/simulator/index.ts';
import { missingRecording, recordingsFolder } from '../rigs/recordings.ts';
import { furnish, type OnuFacts } from './furnish.ts';
import { atCommandLine } from './typist.ts';

const missing = missingRecording('huawei');
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const ntc = 'huawei/ntc-templates/tests/huawei_smartax';

async function recording(path: string): Promise<string[]> {
  const text = await readFile(resolve(recordingsFolder, path), 'utf8');
  return text.split(/\r?\n/).map((line) => line.trimEnd());
}

/** Where the anonymiser or the browser touched the blanks at a line's end, they say nothing. */
const trimmed = (lines: readonly string[]) => lines.map((line) => line.trimEnd());
const untilLast = (lines: readonly string[]) =>
  lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);

/** The device's reply to `command`, from an OLT furnished with what the recording shows. */
async function reply(
  command: string,
  mode: 'privilege' | 'config' | 'interface',
  prepare: (olt: SimulatedOltHandle) => void,
  utcOffsetMinutes = 0,
): Promise<string[]> {
  const { typist } = await atCommandLine(mode, { utcOffsetMinutes }, prepare);
  return trimmed(await typist.run(command));
}

const numbers = (text: string | undefined) => Number(text?.trim());

describe('screens have the layout of the recorded ones, given the recorded numbers', () => {
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

  test('display version', async () => {
    const lines = await recording(`${ntc}/display_version/huawei_smartax_display_version.raw`);
    const shown = await reply('display version', 'privilege', () => {});
    const shape = (all: string[]) =>
      all.map((line) =>
        line.replace(/(VERSION :|PATCH {3}:|PRODUCT :|Version :) \S+/, '$1').replace(/\d+ /g, '0 '),
      );
    expect(shape(shown)).toEqual(shape(lines));
  });

  test('display sysuptime', async () => {
    const lines = await recording(`${ntc}/display_sysuptime/huawei_smartax_display_sysuptime.raw`);
    const shown = await reply('display sysuptime', 'privilege', () => {});
    const shape = (all: string[]) => all.map((line) => line.replace(/\d+/g, '0'));
    expect(shape(shown)).toEqual(shape(lines));
  });

  test('display board 0', async () => {
    const lines = await recording(`${ntc}/display_board/huawei_smartax_display_board.raw`);
    const shown = await reply('display board 0', 'privilege', (olt) =>
      furnish.cards(
        olt,
        lines.flatMap((line) => {
          const [, slot, name, status, subType = ''] =
            /^ {2}(\d+) +(\S+) +(\S+)(?: +(\S+))?/.exec(line) ?? [];
          return name === undefined ? [] : [{ slot: Number(slot), name, status: status ?? '', subType }];
        }),
      ),
    );
    expect(shown.filter((line) => !/^ {2}\d+$/.test(line))).toEqual(
      lines.filter((line) => !/^ {2}\d+$/.test(line)),
    );
    expect(shown).toContain('  1');
  });

  test('display temperature', async () => {
    const lines = await recording(`${ntc}/display_temperature/huawei_smartax_display_temperature.raw`);
    const shown = await reply('display temperature', 'privilege', (olt) =>
      furnish.cards(
        olt,
        lines.flatMap((line) => {
          const [, slot, name, celsius] =
            /SlotID: +(\d+) +BoardName: (\S+) +Temperature: +(\d+)C/.exec(line) ?? [];
          return name === undefined
            ? []
            : [{ slot: Number(slot), name, status: 'Normal', subType: '', celsius: Number(celsius) }];
        }),
      ),
    );
    expect(shown).toEqual(lines);
  });

  test.each(['lineprofile', 'srvprofile'])('display ont-%s gpon all', async (kind) => {
    const name = `display_ont-${kind}_gpon_all`;
    const lines = untilLast(await recording(`${ntc}/${name}/huawei_smartax_${name}.raw`));
    const profiles = lines.flatMap((line) => {
      const [, id, label] = /^ {2}(\d+) {5,}(\S+) +\d+$/.exec(line) ?? [];
      return id === undefined ? [] : [{ id: Number(id), name: label ?? '' }];
    });
    const shown = await reply(`display ont-${kind} gpon all`, 'config', (olt) =>
      furnish.onlyProfiles(olt, profiles),
    );
    const unbound = (all: string[]) =>
      all.map((line) =>
        line.replace(/\d+$/, (count) =>
          ' '
            .repeat(count.length - 1)
            .concat('N')
            .trim(),
        ),
      );
    expect(unbound(shown)).toEqual(unbound(lines));
  });

  test('display service-port all', async () => {
    const lines = await recording(
      `${ntc}/display_service-port_all/huawei_smartax_display_service-port_all.raw`,
    );
    const shown = await reply('display service-port all', 'config', (olt) => {
      furnish.onus(olt, [{ at: '0/1/0', id: 0, hex: '4857544300000001' }]);
      furnish.flow(olt, { index: 5827, at: '0/1/0', onuId: 0, vlan: 2, gemPort: 1 });
    });
    // The recording lost the two spaces in front of its very first word.
    expect(shown[0]?.trim()).toBe(lines[0]);
    expect(shown.slice(1)).toEqual(lines.slice(1));
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

  test('display location of a MAC, with its question', async () => {
    const name = 'display_location_aaaa-aaaa-aaaa_ont';
    const lines = untilLast(await recording(`${ntc}/${name}/huawei_smartax_${name}.raw`));
    const { typist } = await atCommandLine('config', {}, (olt) =>
      furnish.onus(olt, [{ at: '0/1/0', id: 0, hex: '4857544300000001', macs: [[1, 'aaaa-aaaa-aaaa', 1]] }]),
    );
    typist.type('display location aaaa-aaaa-aaaa ont\r');
    const question = await typist.until(/\[n\]:$/);
    typist.type('y\r');
    const rest = await typist.until(/\r\n\r\n\S+#$/);
    const all = trimmed(
      `${question}${rest}`
        .replace(/\r\n\r\n[^\r\n]*$/, '')
        .split('\r\n')
        .slice(1),
    );
    expect(all).toEqual(lines.slice(4));
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

  test('ont add', async () => {
    const lines = await recording(`${ntc}/ont_add/huawei_smartax_ont_add.raw`);
    const shown = await reply(
      'ont add 6 sn-auth 4857544312345678 omci ont-lineprofile-id 31 ont-srvprofile-id 31',
      'interface',
      (olt) => {
        furnish.onus(
          olt,
          [0, 1].map((id) => ({ at: '0/1/6', id, hex: `485754430000000${id}` })),
        );
      },
    );
    expect(shown).toEqual(lines);
  });

  test('an ONU with flows is not deleted; its flows are, after a question: EA5800', async () => {
    const lines = await recording('huawei/other/ea5800_delete_flow.raw');
    const { typist } = await atCommandLine('interface', {}, (olt) => {
      furnish.onus(olt, [{ at: '0/1/0', id: 0, hex: '4857544300000001' }]);
      furnish.flow(olt, { index: 1, at: '0/1/0', onuId: 0, vlan: 31, gemPort: 11 });
    });
    expect(await typist.run('ont delete 0 0')).toEqual(lines.slice(1, 3));
    await typist.run('quit');
    typist.type('undo service-port vlan 31 gpon 0/1/0 ont 0 gemport 11\r');
    const question = await typist.until(/\[n\]:$/);
    typist.type('y\r');
    const rest = await typist.until(/\r\n\r\n\S+#$/);
    const all = trimmed(
      `${question}${rest}`
        .replace(/\r\n\r\n[^\r\n]*$/, '')
        .split('\r\n')
        .slice(1),
    );
    expect(all).toEqual(lines.slice(5, 18));
    await typist.run('interface gpon 0/1');
    expect(await typist.run('ont delete 0 0')).toEqual(lines.slice(20, 21));
  });

  test('a serial that exists, and a GEM port that does not: MA5683T', async () => {
    const exists = untilLast(await recording('huawei/other/ma5683t_ont_add_sn_exists.raw'));
    const mismatch = untilLast(await recording('huawei/other/ma5683t_gem_mismatch.raw'));
    const { typist } = await atCommandLine('interface', {}, (olt) =>
      furnish.onus(olt, [{ at: '0/1/4', id: 28, hex: '5A544547BA18C47D', line: 250 }]),
    );
    const add =
      'ont add 1 sn-auth "5A544547BA18C47D" omci ont-lineprofile-id 60 ont-srvprofile-id 1 desc "CUSTOMER_A"';
    expect(await typist.run(add)).toEqual(exists.slice(-1));
    await typist.run('quit');
    expect(await typist.run('service-port vlan 250 gpon 0/1/4 ont 28 gemport 1')).toEqual(mismatch.slice(-1));
  });

  test('syntax errors point at the word, MA5800 and MA5683T', async () => {
    const session = await recording('huawei/other/ma5800_r022_session_errors.raw');
    const parameter = await recording('huawei/other/ma5683t_ont_version_and_param_error.raw');
    const { typist } = await atCommandLine('privilege', {}, (olt) => {
      olt.state.hostname = 'OLT_GPON_HUAWEI';
    });
    const after = (line: string, all: string[], count: number) => {
      const at = all.indexOf(line);
      return all.slice(at + 1, at + 1 + count);
    };
    expect(await typist.run('show')).toEqual(after('OLT_GPON_HUAWEI#show', session, 2));
    await typist.run('config');
    expect(await typist.run('exit')).toEqual(after('OLT_GPON_HUAWEI(config)#exit', session, 2));
    typist.type('sho?');
    const help = await typist.until(/\r\n\r\n\S+#$/);
    expect(help.split('\r\n').slice(1, 3)).toEqual(after('OLT_GPON_HUAWEI(config)#sho?', session, 2));
    await typist.run('sysname MA5683T');
    expect(await typist.run('display ont version 0 0 3.0')).toEqual(
      after('MA5683T(config)#display ont version 0 0 3.0', parameter, 2),
    );
  });
});
