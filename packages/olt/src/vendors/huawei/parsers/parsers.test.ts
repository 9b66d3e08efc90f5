import { expect, test } from 'vitest';
import { boardKind } from './board.ts';
import { parseBoardPorts } from './board-ports.ts';
import { parseOntConfiguration } from './current-configuration.ts';
import { parseOntList } from './ont-list.ts';
import { parseOntSummary } from './ont-summary.ts';
import { parseOpticalList } from './optical-info.ts';
import { parseProfiles } from './profiles.ts';
import { parseRegisterInfo } from './register-info.ts';
import { parseServicePorts } from './service-port.ts';
import { parseWanInfo } from './wan-info.ts';

const failed = expect.objectContaining({ code: 'olt.parse_failed' });
const rule = `  ${'-'.repeat(77)}`;
const screen = (...lines: readonly string[]) => lines.join('\n');

const list = (at: string, serial: string, count = 1) =>
  screen(
    rule,
    '  F/S/P   ONT         SN         Control     Run      Config   Match    Protect',
    '          ID                     flag        state    state    state    side',
    rule,
    `  ${at}    0  ${serial}  deactivated offline  initial  initial  no`,
    rule,
    '  F/S/P   ONT-ID   Description',
    rule,
    `  ${at}       0   ONT_NO_DESCRIPTION`,
    rule,
    `  In port ${at} , the total of ONTs are: ${count}, online: 0`,
    rule,
  );

test('a list of one port; no description is none', () => {
  expect(parseOntList(list('0/ 1/0', '48575443C1D0206E'), 'display ont info 0 1 0 all')).toMatchObject([
    { serialNumber: 'HWTCC1D0206E', adminState: 'disabled', runState: 'offline', description: null },
  ]);
});

test('two ports in one list, or a count that does not fit, are refused: part of them could be missing', () => {
  const two = screen(list('0/ 1/0', '48575443C1D0206E'), '', list('0/ 1/2', '48575443C1D0206F'));
  expect(() => parseOntList(two, 'display ont info 0 1 all')).toThrow(failed);
  expect(() => parseOntList(list('0/ 1/0', '48575443C1D0206E', 2), 'display ont info 0 1 0 all')).toThrow(
    failed,
  );
});

test('a summary whose tables disagree is refused', () => {
  const text = screen(
    rule,
    '  In port 0/1/0, the total of ONTs are: 1, online: 1',
    rule,
    '  ONT  Run     Last                Last                Last',
    rule,
    '  0    online  2000-01-01 00:00:00 -                   -',
    rule,
    '  ONT        SN        Type          Distance Rx/Tx power  Description',
    rule,
    '  1   48575443C1D0206E EG8145X6-10      1     -7.92/2.21   x',
    rule,
  );
  expect(() => parseOntSummary(text, 'display ont info summary 0/1/0')).toThrow(failed);
  expect(
    parseOntSummary(text.replace('  1   4857', '  0   4857'), 'display ont info summary 0/1/0'),
  ).toHaveLength(1);
});

test('older firmware has no distance among the optics', () => {
  const text = screen(
    rule,
    '  ONT  Rx power    Tx power    OLT Rx ONT  Temperature  Voltage     Current',
    '  ID   (dBm)       (dBm)       power(dBm)  (C)          (V)         (mA)',
    rule,
    '  4    -23.10      2.30        -24.21      56           3.260       13',
    '  6    -           -           -24.50      -            -           -',
    rule,
  );
  const rows = parseOpticalList(text, 'display ont optical-info 0 all');
  expect(rows[0]?.readings).toMatchObject({ rxAtOltDbm: { value: -24.21 }, biasMilliamps: { value: 13 } });
  expect(rows[0]?.readings.distanceMetres).toBeUndefined();
  expect(rows[1]?.readings).toMatchObject({
    rxAtOnuDbm: { missing: 'notReported' },
    rxAtOltDbm: { value: -24.5 },
  });
  expect(() => parseOpticalList(text.replace('3.260       13', '3.260'), 'display x')).toThrow(failed);
});

const record = (index: number, down = 'DownTime            : 2016-11-04 07:52:15+07:00') =>
  screen(
    rule,
    `  Index               : ${index}`,
    '  Auth-type           : SN-auth',
    '  SN                  : 4857544319698F53 (HWTC-19698F53)',
    '  TYPE                : 245H',
    '  UpTime              : 2016-11-02 16:56:37+07:00',
    `  ${down}`,
    '  DownCause           : ONT dying-gasp',
  );

test('the history counts down to 1; one that does not was cut', () => {
  const whole = screen(record(2, 'DownTime            : -'), record(1), rule);
  expect(parseRegisterInfo(whole, 'display ont register-info 0 1')).toEqual([
    {
      upAt: '2016-11-02T16:56:37+07:00',
      downAt: null,
      downCause: 'powerLoss',
      downCauseText: 'ONT dying-gasp',
    },
    {
      upAt: '2016-11-02T16:56:37+07:00',
      downAt: '2016-11-04T07:52:15+07:00',
      downCause: 'powerLoss',
      downCauseText: 'ONT dying-gasp',
    },
  ]);
  expect(() => parseRegisterInfo(screen(record(3), record(2), rule), 'display x')).toThrow(failed);
  expect(() => parseRegisterInfo(screen(record(3), record(1), rule), 'display x')).toThrow(failed);
  expect(parseRegisterInfo(screen(record(1), rule, '  Total : 1'), 'display x')).toHaveLength(1);
  expect(() => parseRegisterInfo(screen(record(1), rule, '  Total : 2'), 'display x')).toThrow(failed);
});

test('flows of other kinds of port count, and are no flows of an ONU', () => {
  const flow = (rows: readonly string[], total: number) =>
    screen(
      '  Switch-Oriented Flow List',
      rule,
      '   INDEX VLAN VLAN     PORT F/ S/ P VPI  VCI   FLOW  FLOW       RX   TX   STATE',
      '         ID   ATTR     TYPE                    TYPE  PARA',
      rule,
      ...rows,
      rule,
      `   Total : ${total}  (Up/Down :    1/0)`,
    );
  const rows = [
    '       1  100 common   gpon 0/1 /0  3    1     vlan  100        6    6    down',
    '       2  402 stacking vdl  0/8 /0  0    35    -     -          6    6    down',
  ];
  expect(parseServicePorts(flow(rows, 2), 'display service-port all')).toMatchObject([
    { index: 1, address: { shelf: 0, slot: 1, port: 0, onuId: 3 }, state: 'down' },
  ]);
  expect(() => parseServicePorts(flow(rows, 3), 'display service-port all')).toThrow(failed);
});

test('a WAN in the words of older firmware', () => {
  const text = screen(
    rule,
    '  F/S/P                      : 0/0/1',
    '  ONT ID                     : 0     ',
    rule,
    '  Index                      : 1',
    '  Connection status          : Connected',
    '  IP access type             : DHCP',
    '  IP                         : 1.1.2.2',
    '  Manage VLAN                : 1111',
    rule,
  );
  expect(parseWanInfo(text, 'display ont wan-info 0/0 1 0')).toMatchObject([
    { status: 'Connected', accessType: 'DHCP', ipv4Address: '1.1.2.2', vlan: 1111, name: null },
  ]);
});

test('names of profiles may hold blanks; a total that does not fit is refused', () => {
  const text = (total: number) =>
    screen(
      rule,
      '  Profile-ID  Profile-name                                Binding times',
      rule,
      '  7           Internet 300 Mbps  FTTH                     12',
      rule,
      `  Total: ${total}`,
    );
  expect(parseProfiles(text(1), 'display x')).toEqual([
    { id: 7, name: 'Internet 300 Mbps  FTTH', bindings: 12 },
  ]);
  expect(() => parseProfiles(text(2), 'display x')).toThrow(failed);
});

test('the ports of a board, and how many ONUs each has where the screen says so', () => {
  const text = screen(
    `  ${'-'.repeat(39)}`,
    '  Board Name          : H807GPBH',
    '  Board Status        : Normal',
    `  ${'-'.repeat(39)}`,
    '',
    `  ${'-'.repeat(61)}`,
    '    Port   Port   min-distance   max-distance   Optical-module',
    '           type       (km)           (km)           status',
    `  ${'-'.repeat(61)}`,
    '    0     GPON        0              20             Online',
    '    1     GPON        0              20             Offline',
    `  ${'-'.repeat(61)}`,
    list('0/ 1/0', '48575443C1D0206E'),
  );
  expect(parseBoardPorts(text, 'display board 0/1')).toEqual([
    { at: { shelf: 0, slot: 1, port: 0 }, technology: 'gpon', status: 'up', onus: 1, onlineOnus: 0 },
    { at: { shelf: 0, slot: 1, port: 1 }, technology: 'gpon', status: 'down', onus: null, onlineOnus: null },
  ]);
  const lines = text.split('\n');
  for (let kept = 0; kept < lines.length; kept += 1) {
    try {
      expect(parseBoardPorts(lines.slice(0, kept).join('\n'), 'display board 0/1')).toHaveLength(2);
    } catch (error) {
      expect(error).toEqual(failed);
    }
  }
});

test.each([
  ['H805GPFD', 'gpon'],
  ['H903GPSF', 'gpon'],
  ['H808EPSD', 'epon'],
  ['H802SCUN', 'control'],
  ['H901MPSG', 'control'],
  ['H801X2CS', 'uplink'],
  ['H901PISA', 'power'],
  ['H801MPWC', 'power'],
  ['X999ABCD', 'other'],
])('%s is a board for %s', (name, kind) => {
  expect(boardKind(name)).toBe(kind);
});

const configuration = [
  '[MA5800V100R022: 5011]',
  '#',
  '[gpon]',
  '  <gpon-0/1>',
  ' interface gpon 0/1',
  ' ont add 0 4 sn-auth "48575443221ECE88" omci ont-lineprofile-id 5',
  'ont-srvprofile-id 1 desc "Customer  with  blanks"',
  ' ont port native-vlan 0 4 eth 2 vlan 122 priority 0 ',
  '#',
  '[bbs-config]',
  '  <bbs-config>',
  ' service-port 2677 vlan 212 gpon 0/1/0 ont 4 gemport 1 multi-service user-vlan',
  ' 212 tag-transform translate inbound traffic-table index 20 outbound',
  'traffic-table index 21',
  '#',
  'return',
];

test('the configuration of an ONU, with lines that older firmware broke', () => {
  const { add, settings, flows, others } = parseOntConfiguration(
    configuration.join('\n'),
    'display current-configuration ont 0/1/0 4',
  );
  expect(add).toBe(
    'ont add 0 4 sn-auth "48575443221ECE88" omci ont-lineprofile-id 5 ont-srvprofile-id 1 desc "Customer  with  blanks"',
  );
  expect(settings).toEqual(['ont port native-vlan 0 4 eth 2 vlan 122 priority 0']);
  expect(flows).toEqual([
    {
      index: 2677,
      command:
        'service-port 2677 vlan 212 gpon 0/1/0 ont 4 gemport 1 multi-service user-vlan 212 tag-transform translate inbound traffic-table index 20 outbound traffic-table index 21',
      vlan: 212,
      gemPort: 1,
      userVlan: 212,
      innerVlan: null,
      inboundTrafficTable: 20,
      outboundTrafficTable: 21,
    },
  ]);
  expect(others).toEqual([]);
});

test('a configuration without its end, or of another ONU, is refused', () => {
  const command = 'display current-configuration ont 0/1/0 4';
  expect(() => parseOntConfiguration(configuration.slice(0, -1).join('\n'), command)).toThrow(failed);
  expect(() => parseOntConfiguration(configuration.join('\n'), command.replace(/4$/, '5'))).toThrow(failed);
});

test('lines this driver does not know are kept apart, not lost', () => {
  const more = [
    ...configuration.slice(0, -2),
    ' mac-address max-mac-count service-port 2677 4',
    '#',
    'return',
  ];
  const { others } = parseOntConfiguration(more.join('\n'), 'display current-configuration ont 0/1/0 4');
  expect(others).toEqual(['mac-address max-mac-count service-port 2677 4']);
});
