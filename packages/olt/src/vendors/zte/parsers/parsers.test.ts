import { describe, expect, test } from 'vitest';
import { decodeDownCause, readDownCause } from '../down-causes.ts';
import zte from '../index.ts';
import { readPhase } from '../phases.ts';
import { profileNumber } from '../profile-number.ts';
import { parseBaseInfo } from './baseinfo.ts';
import { parseCards } from './card.ts';
import { joinWrapped } from './configuration-lines.ts';
import { describe as describeOnu } from './detail-info.ts';
import { parseMacs } from './mac.ts';
import { parseOnuStates } from './onu-state.ts';
import { parseAttenuation, parsePowers } from './power.ts';
import { parseOnuTypes, parseProfiles, parseVlanProfiles } from './profiles.ts';
import { flowsIn, gemPortsIn, parseConfiguration } from './running-config.ts';
import { parseUncfg } from './uncfg.ts';

const rule = '-'.repeat(60);
const failed = expect.objectContaining({ code: 'olt.parse_failed' });

describe('show gpon onu baseinfo', () => {
  const head = `OnuIndex                  Type         Mode    AuthInfo            State\n${rule}`;
  test('a long type that goes on in the next line, in either half of the row', () => {
    const text = `${head}
gpon_onu-1/4/1:2          F670LV7.1    sn      SN:ZXICCD550702     ready
gpon_onu-1/4/1:3          A-VERY-LONG- sn      SN:HWTC00000003     ready
                          TYPE-NAME
gpon_onu-1/4/1:4          ANOTHER-LON-
                          G-TYPE       sn      SN:ZTEG00000004     ready`;
    expect(parseBaseInfo(text, 'c')).toMatchObject([
      { address: { slot: 4, onuId: 2 }, type: 'F670LV7.1', serialNumber: 'ZXICCD550702', state: 'ready' },
      { address: { onuId: 3 }, type: 'A-VERY-LONG-TYPE-NAME', serialNumber: 'HWTC00000003' },
      { address: { onuId: 4 }, type: 'ANOTHER-LON-G-TYPE', serialNumber: 'ZTEG00000004', mode: 'sn' },
    ]);
  });
  test('an ONU that is known otherwise has no serial number', () => {
    const row = 'gpon-onu_1/1/1:9   F601   loid   LOID:user1   ready';
    expect(parseBaseInfo(`${head}\n${row}`, 'c')).toMatchObject([{ mode: 'loid', serialNumber: null }]);
  });
  test.each([
    'gpon-onu_1/1/1:9   F601   sn   ready',
    'Total: 9',
    'gpon-onu_1/1/1   F601   sn   SN:X   ready',
  ])('a row that is none: %s', (row) => expect(() => parseBaseInfo(`${head}\n${row}`, 'c')).toThrow(failed));
});

describe('show gpon onu state', () => {
  const head = `OnuIndex   Admin State  OMCC State  Phase State  Channel\n${rule}`;
  const row = '1/2/1:1     enable       enable      working      1(GPON)';
  test('a count that does not fit', () => {
    expect(() => parseOnuStates(`${head}\n${row}\nONU Number: 1/2`, 'c')).toThrow(failed);
    expect(() => parseOnuStates(`${head}\n${row}\nONU Number: 1/1\n${row}`, 'c')).toThrow(failed);
    expect(parseOnuStates(`${head}\n${row}\nONU Number: 1/1`, 'c')).toHaveLength(1);
  });
  test('a row of another number of columns', () => {
    expect(() => parseOnuStates(`${head}\n1/2/1:1 enable enable working`, 'c')).toThrow(failed);
  });
});

describe('waiting ONUs', () => {
  const head = `OltIndex            Model                SN                 PW\n${rule}`;
  test('models with blanks, passwords that are none, EPON units by MAC', () => {
    const text = `${head}
gpon-olt_1/1/1      XZ000-G3             TPLGB1A15691       N/A
gpon_olt-1/1/2      TWO WORDS            ZTEG00000002       ZTEG00000002
gpon_olt-1/1/3      N/A                  ZTEG00000003
epon-olt_1/3/1      D401                 6c3b.6b51.cc09     N/A`;
    expect(parseUncfg(text, 'c')).toMatchObject([
      { model: 'XZ000-G3', serialNumber: 'TPLGB1A15691', password: null },
      { model: 'TWO WORDS', serialNumber: 'ZTEG00000002', password: 'ZTEG00000002' },
      { model: null, serialNumber: 'ZTEG00000003', password: null },
      { at: { slot: 3 }, serialNumber: null, mac: '6c3b.6b51.cc09' },
    ]);
  });
  test('entries of the discovery that repeat are all listed, and their number is not read', () => {
    const text = `OnuIndex                 Sn                  State\n${rule}
gpon-onu_1/1/1:1         HWTC1F14CAAD        unknown
gpon-onu_1/1/1:1         ZTEGD824CDF3        unknown`;
    const rows = parseUncfg(text, 'c');
    expect(rows).toHaveLength(2);
    expect(rows[0]).not.toHaveProperty('onuId');
    expect(rows[0]?.at).toEqual({ shelf: 1, slot: 1, port: 1 });
  });
  test('columns nobody has seen', () => {
    expect(() => parseUncfg(`OltIndex   SN   Model\n${rule}\ngpon-olt_1/1/1  A  B`, 'c')).toThrow(failed);
  });
});

test('learned addresses of a C6xx, where the port tells the virtual port', () => {
  const text = `Total mac address : 1

Mac address      Vlan  Type      Port                     Vc
${rule}
7820.5120.9b20   1101   Dynamic   vport-1/1/1.1:2`;
  expect(parseMacs(text, 'c')).toEqual([
    { mac: '7820.5120.9b20', vlan: 1101, servicePort: null, gemPort: 2, kind: 'Dynamic' },
  ]);
  expect(parseMacs('Total mac address : 0', 'c')).toEqual([]);
  expect(() => parseMacs(text.replace(': 1', ': 2'), 'c')).toThrow(failed);
});

test('no number is a power but before "(dbm)"', () => {
  const command = 'show pon power onu-rx gpon_olt-1/1/6';
  const head = `Onu                  Rx power\n${rule}`;
  expect(() => parsePowers(`${head}\ngpon_onu-1/1/6:78    -19.032`, command)).toThrow(failed);
  expect(parsePowers(`${head}\ngpon_onu-1/1/6:78    N/A`, command)).toMatchObject([
    { reading: { missing: 'notReported' } },
  ]);
  expect(() => parseAttenuation(' up      Rx :-20.850(dbm)      Tx:2.868(dbm)', 'c')).toThrow(failed);
});

describe('profiles', () => {
  test('ONU types in blocks and as lines of the configuration', () => {
    const blocks =
      'ONU type name:          F660\nPON type:               gpon\n\nONU type name:  ALL\nPON type: gpon';
    expect(parseOnuTypes(blocks, 'c')).toEqual([
      { id: profileNumber('F660'), name: 'F660', bindings: null },
      { id: profileNumber('ALL'), name: 'ALL', bindings: null },
    ]);
    const lines = '  onu-type F601 gpon description F601 speed-mode gpon\n  onu-type F601 gpon max-tcont 8';
    expect(parseOnuTypes(lines, 'c').map(({ name }) => name)).toEqual(['F601']);
    expect(() => parseOnuTypes('something else', 'c')).toThrow(failed);
  });
  test('traffic profiles of a C6xx, wrapped at column 80', () => {
    const text = `traffic-profile DW50M cir 51200 cbs 65535 pir 51200 pbs 65535 color-mode blind p
olicer-type enhanced_mef coupling-flag enable
traffic-profile 500M cir 550000 cbs 98304 pir 550000 pbs 98304 color-mode blind
policer-type enhanced_mef coupling-flag enable`;
    expect(parseProfiles(text, 'c').map(({ name }) => name)).toEqual(['DW50M', '500M']);
    expect(joinWrapped(text.split('\n'))[1]).toContain('color-mode blind policer-type');
  });
  test('a profile without its values was cut off', () => {
    expect(() => parseProfiles('Profile name :1G\n Type   FBW(kbps)', 'c')).toThrow(failed);
  });
  test('VLAN profiles', () => {
    const text =
      'Profile name: HSI\n  Tag mode: tag\n  CVLAN: 101\n  CVLAN priority: 0\n\nProfile name: none\n  Tag mode: untag';
    expect(parseVlanProfiles(text, 'c')).toEqual([
      { name: 'HSI', vlan: 101 },
      { name: 'none', vlan: null },
    ]);
  });
});

describe('configurations', () => {
  const flows = (name: string, ...lines: readonly string[]) =>
    flowsIn({ kind: 'interface', name, lines }, 'c');
  test('flows in each spelling', () => {
    expect(
      flows('gpon-onu_1/2/5:4', 'service-port 1 vport 2 user-vlan 1245 vlan 1245 svlan 1402'),
    ).toMatchObject([{ index: 1, gemPort: 2, vlan: 1402, userVlan: 1245, innerVlan: 1245 }]);
    expect(flows('gpon-onu_1/4/1:2', 'switchport vlan 212 tag vport 1')).toMatchObject([
      { gemPort: 1, vlan: 212, userVlan: 212 },
    ]);
    expect(flows('vport-1/1/1.7:3', 'service-port 1 user-vlan 311 vlan 311 egress 500M')).toMatchObject([
      { address: { port: 1, onuId: 7 }, gemPort: 3, egress: '500M' },
    ]);
    expect(
      flows('gpon-onu_1/1/1:1', 'service-port 1 vport 1 user-vlan 5 user-etype PPPOE vlan 5'),
    ).toMatchObject([{ vlan: 5, userVlan: 5 }]);
    expect(() => flows('gpon-onu_1/1/1:1', 'service-port 1 in words of tomorrow')).toThrow(failed);
  });
  test('GEM ports in the words of both generations', () => {
    expect(
      gemPortsIn([
        'gemport 1 tcont 1',
        'gemport 2 name x unicast tcont 1 dir both',
        'gemport 2 traffic-limit upstream A downstream B',
      ]),
    ).toEqual([1, 2]);
  });
  test('text that holds no section', () => {
    expect(() => parseConfiguration('Welcome', 'c')).toThrow(failed);
  });
});

test('the text for people: the description, or the name where only that was given', () => {
  expect(describeOnu('Ana', 'ONU-5:4')).toBe('Ana');
  expect(describeOnu('ONU-5:4', 'Ana')).toBe('Ana');
  expect(describeOnu('Ana', 'Bia')).toBe('Bia');
  expect(describeOnu('ONU-1:2', null)).toBeNull();
});

test('phases and causes', () => {
  expect(readPhase('Working').runState).toBe('online');
  expect(readPhase('OffLine')).toEqual({ runState: 'offline', downCause: null, downCauseText: null });
  expect(readPhase('AuthFail').downCause).toBe('activationFailed');
  expect(readPhase('SomethingNew').runState).toBe('unknown');
  expect(readDownCause('LOSi')).toBe('fibreLoss');
  expect(readDownCause('LOFi')).toBe('frameLoss');
  expect(readDownCause('something')).toBe('other');
  expect(decodeDownCause(9)).toEqual({ cause: 'powerLoss', text: 'DyingGasp' });
  expect(decodeDownCause(77)).toEqual({ cause: 'other', text: '77' });
  expect(decodeDownCause(0)).toBeNull();
});

test('a card row that is none', () => {
  const head = 'Shelf Slot CfgType CardName        Port HardVer Status';
  expect(() => parseCards(`${head}\n1  3  GFGL  GFGL  INSERVICE`, 'c')).toThrow(failed);
  expect(() => parseCards(head, 'c')).toThrow(failed);
});

describe('captures', () => {
  const screens = zte.profiles.c6xx?.screens ?? [];
  const parse = (command: string, text: string) =>
    screens.find((screen) => screen.command.test(command))?.parse(text, command);
  const table = `OltIndex            Model   SN\n${rule}\ngpon_olt-1/1/3      F609    ZTEGC86587D8`;
  test('a table without an end needs the prompt that followed', () => {
    expect(parse('show pon onu uncfg', `${table}\nOLT-A#`)).toHaveLength(1);
    expect(parse('show pon onu uncfg', `${table}\nZXAN(config-if-gpon_olt-1/1/1)# `)).toHaveLength(1);
    expect(() => parse('show pon onu uncfg', table)).toThrow(failed);
  });
  test('a refusal in a capture is told, and "nothing" is no rows', () => {
    expect(parse('show pon onu uncfg', '%Code 62310-GPONSRV : No related information to show.')).toEqual([]);
    expect(() => parse('show pon onu uncfg', '%Error 140305: Incomplete command.')).toThrow(
      expect.objectContaining({ code: 'olt.incomplete_command' }),
    );
  });
});
