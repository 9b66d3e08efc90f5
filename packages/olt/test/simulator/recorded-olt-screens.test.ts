import { beforeEach, describe, expect, test } from 'vitest';
import { furnish } from './furnish.ts';
import { noRecordings, ntc, recording, reply, untilLast } from './recorded.ts';

beforeEach((context) => context.skip(noRecordings !== null, noRecordings ?? ''));

describe('screens of the OLT have the layout of the recorded ones, given the recorded numbers', () => {
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
});
