import { describe, expect, test } from 'vitest';
import type { WriteMap, WriteName } from '../../../src/contract/operations.ts';
import type { SnmpValue } from '../../../src/contract/snmp.ts';
import type { WriteOperation } from '../../../src/contract/vendor-driver.ts';
import { runPlan } from '../../../src/session/run-plan.ts';
import { profileNumber } from '../../../src/vendors/zte/profile-number.ts';
import { type Exchange, type FamilyName, openBox, profileOf, sessionsWith } from './scripted-box.ts';

const at = { shelf: 1, slot: 2, port: 5 };
const address = { ...at, onuId: 4 };

/** Both spellings of a C3xx exchange, so that a script is written once. */
function spelled(family: FamilyName, text: string): string {
  return family === 'c3xx'
    ? text
    : text.replaceAll('gpon-onu_', 'gpon_onu-').replaceAll('gpon-olt_', 'gpon_olt-');
}

const rule = '-'.repeat(70);
const baseInfo = (family: FamilyName, ...rows: readonly string[]): Exchange => [
  spelled(family, 'show gpon onu baseinfo gpon-olt_1/2/5'),
  rows.length === 0
    ? '%Code 62310-GPONSRV : No related information to show.'
    : ['OnuIndex                Type        Mode    AuthInfo            State', rule, ...rows]
        .map((line) => spelled(family, line))
        .join('\n'),
];
const row = (onuId: number, serial: string, type = 'F660') =>
  `gpon-onu_1/2/5:${onuId}        ${type}        sn      SN:${serial}     ready`;
const states = (family: FamilyName, ...rows: readonly (readonly [number, string])[]): Exchange => [
  spelled(family, 'show gpon onu state gpon-olt_1/2/5'),
  rows.length === 0
    ? '%Code 62310-GPONSRV : No related information to show.'
    : [
        'OnuIndex   Admin State  OMCC State  Phase State  Channel',
        rule,
        ...rows.map(([id, phase]) => `1/2/5:${id}     enable       enable      ${phase}      1(GPON)`),
        `ONU Number: ${rows.filter(([, phase]) => phase === 'working').length}/${rows.length}`,
      ].join('\n'),
];
const cards = (version: string): Exchange => [
  'show card',
  [
    'Rack Shelf Slot CfgType RealType Port  HardVer SoftVer         Status',
    rule,
    `1    1     2    GTGH    GTGHG    16    V1.0.0  ${version}          INSERVICE`,
    `1    1     3    SMXA    SMXA     3     V1.0.0  ${version}          INSERVICE`,
  ].join('\n'),
];
const tcontsC3: Exchange = [
  'show gpon profile tcont',
  'Profile name :1G\n Type           FBW(kbps)   ABW(kbps)   MBW(kbps)   PRIORITY   WEIGHT\n 1              1024000     0           0           N/A         N/A',
];
const tcontsC6: Exchange = [
  'show running-config | include profile tcont',
  '  profile tcont 1G type 4 maximum 1024000',
];
const types: Exchange = [
  'show onu-type gpon',
  'ONU type name:          F660\nPON type:               gpon\nDescription:            4ETH,WIFI',
];
const bySerial = (serial: string, found?: string): Exchange => [
  `show gpon onu by sn ${serial}`,
  found === undefined
    ? '%Code 62310-GPONSRV : No related information to show.'
    : `SearchResult\n-----------------\n${found}`,
];
const detail = (family: FamilyName, changes: Readonly<Record<string, string>> = {}): Exchange => {
  const values = {
    'ONU interface': 'gpon-onu_1/2/5:4',
    Name: 'ONU-5:4',
    Type: 'F660',
    'Admin state': 'enable',
    'Phase state': 'working',
    'Serial number': 'ZTEGC1192DD7',
    Description: 'Ana',
    'ONU Distance': '3540m',
    up: '2026-01-31 10:00:00',
    ...changes,
  };
  const { up, ...labels } = values;
  const never = '0000-00-00 00:00:00';
  const history = Array.from({ length: 10 }, (_, index) =>
    index === 0 ? `   1   ${up}    ${never}` : `  ${index + 1}   ${never}    ${never}`,
  );
  return [
    spelled(family, 'show gpon onu detail-info gpon-onu_1/2/5:4'),
    [
      ...Object.entries(labels).map(([label, value]) => `${label}:  ${spelled(family, value)}`),
      '------------------------------------------',
      '       Authpass Time          OfflineTime             Cause',
      ...history,
    ].join('\n'),
  ];
};
const interfaceC3 = (...lines: readonly string[]): Exchange => [
  'show running-config interface gpon-onu_1/2/5:4',
  [
    'Building configuration...',
    '!',
    'interface gpon-onu_1/2/5:4',
    ...lines.map((line) => `  ${line}`),
    '!',
    'end',
  ].join('\n'),
];
const insideC3 = (...lines: readonly string[]): Exchange => [
  'show onu running config gpon-onu_1/2/5:4',
  ['pon-onu-mng gpon-onu_1/2/5:4', ...lines.map((line) => `  ${line}`)].join('\n'),
];
const sectionC6 = (name: string, ...lines: readonly string[]): Exchange => [
  `show running-config-interface ${name}`,
  [`interface ${name}`, ...lines.map((line) => `  ${line}`), '$'].join('\n'),
];
const insideC6 = (...lines: readonly string[]): Exchange => [
  'show running-config xpon | begin pon-onu-mng gpon_onu-1/2/5:4',
  [
    'pon-onu-mng gpon_onu-1/2/5:4',
    ...lines.map((line) => `  ${line}`),
    '$',
    'pon-onu-mng gpon_onu-1/2/5:40',
    '  service 9 gemport 1 vlan 999',
    '$',
    '!</xpon>',
  ].join('\n'),
];
const onuC3 = 'interface gpon-onu_1/2/5:4';
const enter: Exchange = [
  'configure terminal',
  'Enter configuration commands, one per line.  End with CTRL/Z.',
];

/** Plans, applies and reads back against a script, which must be played to its end. */
async function write<Name extends WriteName>(
  family: FamilyName,
  name: Name,
  request: WriteMap[Name],
  exchanges: readonly Exchange[],
  snmp: Readonly<Record<string, SnmpValue>> | readonly Readonly<Record<string, SnmpValue>>[] = {},
) {
  const operation = profileOf(family).writes[name] as WriteOperation<Name>;
  const { cli, transport } = await openBox(family, exchanges);
  const [before, after] = Array.isArray(snmp) ? snmp : [snmp, snmp];
  const decision = await operation.plan(sessionsWith(cli, before), request);
  const plan = decision.kind === 'plan' ? decision.plan : null;
  const result = await runPlan(cli, decision, {
    verify: async (session) => {
      if (!plan) throw new Error('no plan to verify');
      return operation.verify(sessionsWith(session, after), request, plan);
    },
  });
  await cli.close();
  expect(transport.finished).toBe(true);
  return result;
}

const authorize = {
  at,
  authentication: { kind: 'serialNumber', serialNumber: 'ZTEGC1192DD7' },
  lineProfileId: profileNumber('1G'),
  serviceProfileId: profileNumber('F660'),
  description: 'Ana',
} as const;

describe('authorize', () => {
  const gather = (family: FamilyName, version: string): Exchange[] => [
    bySerial('ZTEGC1192DD7'),
    ...(family === 'c3xx' ? [cards(version), tcontsC3] : [tcontsC6]),
    types,
    baseInfo(family, row(1, 'ZTEG00000001'), row(2, 'ZTEG00000002')),
    // Id 3 is of a unit that never came; the list of states has it.
    states(family, [1, 'working'], [2, 'LOS'], [3, 'OffLine']),
  ];
  const added = (family: FamilyName) => baseInfo(family, row(1, 'ZTEG00000001'), row(4, 'ZTEGC1192DD7'));

  test('on a C320 of firmware 2.1, with the lowest free id', async () => {
    const result = await write('c3xx', 'authorizeOnu', authorize, [
      ...gather('c3xx', 'V2.1.0'),
      enter,
      ['interface gpon-olt_1/2/5'],
      ['onu 4 type F660 sn ZTEGC1192DD7', '.[Successful]'],
      ['exit'],
      [onuC3],
      ['description Ana'],
      ['tcont 1 profile 1G'],
      ['gemport 1 tcont 1'],
      ['exit'],
      ['exit'],
      added('c3xx'),
      interfaceC3('description "Ana"', 'sn-bind enable sn', 'tcont 1 profile 1G', 'gemport 1 tcont 1'),
      insideC3(),
    ]);
    expect(result).toMatchObject({ outcome: 'created', address, error: null });
  });

  test('on a C320 of firmware 1.2, whose GEM ports have other words', async () => {
    const result = await write('c3xx', 'authorizeOnu', { ...authorize, description: 'Ana-1' }, [
      ...gather('c3xx', 'V1.2.5'),
      enter,
      ['interface gpon-olt_1/2/5'],
      ['onu 4 type F660 sn ZTEGC1192DD7', '.[Successful]'],
      ['exit'],
      [onuC3],
      ['description Ana-1'],
      ['tcont 1 profile 1G'],
      ['gemport 1 name gem1 unicast tcont 1 dir both'],
      ['exit'],
      ['exit'],
      added('c3xx'),
      interfaceC3('description Ana-1', 'tcont 1 profile 1G', 'gemport 1 name gem1 unicast tcont 1 dir both'),
      insideC3(),
    ]);
    expect(result).toMatchObject({ outcome: 'created', error: null });
  });

  test('on a C600, which is silent about what went through and shows descriptions as stars', async () => {
    const result = await write('c6xx', 'authorizeOnu', authorize, [
      ...gather('c6xx', ''),
      enter,
      ['interface gpon_olt-1/2/5'],
      ['onu 4 type F660 sn ZTEGC1192DD7'],
      ['exit'],
      ['interface gpon_onu-1/2/5:4'],
      ['description Ana'],
      ['tcont 1 profile 1G'],
      ['gemport 1 tcont 1'],
      ['exit'],
      ['exit'],
      added('c6xx'),
      sectionC6('gpon_onu-1/2/5:4', 'description ********', 'tcont 1 profile 1G', 'gemport 1 tcont 1'),
      sectionC6('vport-1/2/5.4:1'),
      insideC6(),
    ]);
    expect(result).toMatchObject({ outcome: 'created', address, error: null });
  });

  test('an id that somebody took in between: refused, and nothing is left', async () => {
    const result = await write('c6xx', 'authorizeOnu', authorize, [
      ...gather('c6xx', ''),
      enter,
      ['interface gpon_olt-1/2/5'],
      ['onu 4 type F660 sn ZTEGC1192DD7', '%Error 222391: The entry has existed.'],
      ['exit'],
      ['exit'],
      baseInfo('c6xx', row(4, 'HWTC00000009')),
      sectionC6('gpon_onu-1/2/5:4'),
      insideC6(),
    ]);
    expect(result).toMatchObject({ outcome: 'undone', remains: [], error: { code: 'olt.onu_id_taken' } });
  });

  test('a T-CONT the OLT refuses: the unit is taken away again', async () => {
    const result = await write('c3xx', 'authorizeOnu', authorize, [
      ...gather('c3xx', 'V2.1.0'),
      enter,
      ['interface gpon-olt_1/2/5'],
      ['onu 4 type F660 sn ZTEGC1192DD7', '.[Successful]'],
      ['exit'],
      [onuC3],
      ['description Ana'],
      ['tcont 1 profile 1G', 'GPONSRV Parameter Exceeds Range'],
      ['exit'],
      ['interface gpon-olt_1/2/5'],
      ['no onu 4', '[Successful]'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx', row(1, 'ZTEG00000001')),
    ]);
    expect(result).toMatchObject({
      outcome: 'undone',
      applied: ['add-onu', 'describe-onu'],
      remains: [],
      error: { code: 'olt.bad_parameter' },
    });
  });

  test('twice the same is unchanged; elsewhere is a conflict with the place', async () => {
    const known = (place: string): Exchange[] => [
      bySerial('ZTEGC1192DD7', place),
      baseInfo('c3xx', row(4, 'ZTEGC1192DD7')),
      interfaceC3('tcont 1 profile 1G', 'gemport 1 tcont 1'),
      insideC3(),
      cards('V2.1.0'),
      tcontsC3,
      types,
    ];
    const same = [
      ...known('gpon-onu_1/2/5:4'),
      baseInfo('c3xx', row(4, 'ZTEGC1192DD7')),
      states('c3xx', [4, 'working']),
    ];
    expect(await write('c3xx', 'authorizeOnu', authorize, same)).toMatchObject({
      outcome: 'unchanged',
      address,
    });
    const other: Exchange = [
      'show gpon onu baseinfo gpon-olt_1/2/6',
      '%Code 62310-GPONSRV : No related information to show.',
    ];
    const otherStates: Exchange = ['show gpon onu state gpon-olt_1/2/6', other[1] ?? ''];
    const elsewhere = { ...authorize, at: { ...at, port: 6 } };
    expect(
      await write('c3xx', 'authorizeOnu', elsewhere, [...known('gpon-onu_1/2/5:4'), other, otherStates]),
    ).toMatchObject({
      outcome: 'conflict',
      address,
      error: { code: 'olt.serial_exists', details: { at: '1/2/5:4' } },
    });
  });
});

describe('authorize with more', () => {
  const none: Exchange = [
    'show gpon onu baseinfo gpon-olt_1/2/6',
    '%Code 62310-GPONSRV : No related information to show.',
  ];
  const noStates: Exchange = ['show gpon onu state gpon-olt_1/2/6', none[1] ?? ''];

  test('a service in the same plan: refused there, the unit is taken away too', async () => {
    const service = { flows: [{ vlan: 101, gemPort: 1 }], nativeVlans: [{ ethPort: 9, vlan: 101 }] };
    const result = await write('c3xx', 'authorizeOnu', { ...authorize, service }, [
      bySerial('ZTEGC1192DD7'),
      cards('V2.1.0'),
      tcontsC3,
      types,
      baseInfo('c3xx', row(1, 'ZTEG00000001'), row(2, 'ZTEG00000002'), row(3, 'ZTEG00000003')),
      states('c3xx', [1, 'working']),
      enter,
      ['interface gpon-olt_1/2/5'],
      ['onu 4 type F660 sn ZTEGC1192DD7', '.[Successful]'],
      ['exit'],
      [onuC3],
      ['description Ana'],
      ['tcont 1 profile 1G'],
      ['gemport 1 tcont 1'],
      ['service-port 1 vport 1 user-vlan 101 vlan 101'],
      ['exit'],
      ['pon-onu-mng gpon-onu_1/2/5:4'],
      ['service 1 gemport 1 vlan 101'],
      ['vlan port eth_0/9 mode tag vlan 101', '%Error 223845: UNI does not exist.'],
      ['end'],
      enter,
      ['interface gpon-olt_1/2/5'],
      ['no onu 4', '[Successful]'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx', row(1, 'ZTEG00000001')),
    ]);
    expect(result).toMatchObject({ outcome: 'undone', remains: [], error: { code: 'olt.bad_parameter' } });
  });

  const moving = (after: readonly Exchange[]): Exchange[] => [
    bySerial('ZTEGC1192DD7', 'gpon-onu_1/2/5:4'),
    baseInfo('c3xx', row(4, 'ZTEGC1192DD7')),
    interfaceC3('tcont 1 profile 1G', 'gemport 1 tcont 1'),
    insideC3('service 1 gemport 1 vlan 101'),
    cards('V2.1.0'),
    tcontsC3,
    types,
    none,
    noStates,
    enter,
    ['interface gpon-olt_1/2/5'],
    ['no onu 4', '[Successful]'],
    ['exit'],
    ['interface gpon-olt_1/2/6'],
    ['onu 1 type F660 sn ZTEGC1192DD7', '%Error 20202: Invalid parameter'],
    ['exit'],
    ['interface gpon-olt_1/2/5'],
    ['onu 4 type F660 sn ZTEGC1192DD7', '.[Successful]'],
    ['exit'],
    [onuC3],
    ['tcont 1 profile 1G'],
    ['gemport 1 tcont 1'],
    ['exit'],
    ['pon-onu-mng gpon-onu_1/2/5:4'],
    ['service 1 gemport 1 vlan 101'],
    ['end'],
    none,
    baseInfo('c3xx', row(4, 'ZTEGC1192DD7')),
    ...after,
  ];
  const move = { ...authorize, at: { ...at, port: 6 }, move: true };

  test('a move the new port refuses: the unit is put back with all it had', async () => {
    const asItWas = [
      interfaceC3('tcont 1 profile 1G', 'gemport 1 tcont 1'),
      insideC3('service 1 gemport 1 vlan 101'),
    ];
    expect(await write('c3xx', 'authorizeOnu', move, moving(asItWas))).toMatchObject({
      outcome: 'undone',
      undone: ['remove-onu'],
      remains: [],
      error: { code: 'olt.bad_parameter' },
    });
  });

  test('a unit that stands again without one of its lines is not back as it was', async () => {
    const less = [interfaceC3('tcont 1 profile 1G'), insideC3('service 1 gemport 1 vlan 101')];
    expect(await write('c3xx', 'authorizeOnu', move, moving(less))).toMatchObject({
      outcome: 'unknown',
      remains: ['remove-onu'],
    });
  });
});

describe('provision', () => {
  const request = {
    address,
    flows: [{ vlan: 101, gemPort: 1 }],
    nativeVlans: [{ ethPort: 1, vlan: 101 }],
  };

  test('on a C320 of firmware 2.1', async () => {
    const unit = ['tcont 1 profile 1G', 'gemport 1 tcont 1'];
    const result = await write('c3xx', 'provisionService', request, [
      baseInfo('c3xx', row(4, 'ZTEGC1192DD7')),
      cards('V2.1.0'),
      interfaceC3(...unit),
      insideC3(),
      enter,
      [onuC3],
      ['service-port 1 vport 1 user-vlan 101 vlan 101'],
      ['exit'],
      ['pon-onu-mng gpon-onu_1/2/5:4'],
      ['service 1 gemport 1 vlan 101'],
      ['vlan port eth_0/1 mode tag vlan 101'],
      ['end'],
      baseInfo('c3xx', row(4, 'ZTEGC1192DD7')),
      interfaceC3(...unit, 'service-port 1 vport 1 user-vlan 101 vlan 101 '),
      insideC3('service 1 gemport 1 vlan 101', 'vlan port eth_0/1 mode tag vlan 101'),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('on a C600: the flow in the virtual port, and a PPPoE client whose VLAN the OLT must have a profile for', async () => {
    const wan = { username: 'ana', password: 's3cret', vlan: 101 };
    const unit = sectionC6('gpon_onu-1/2/5:4', 'name ********', 'tcont 1 profile 1G', 'gemport 1 tcont 1');
    const result = await write('c6xx', 'provisionService', { address, flows: request.flows, wan }, [
      baseInfo('c6xx', row(4, 'ZTEGC1192DD7')),
      ['show gpon onu profile vlan', 'Profile name: HSI\n  Tag mode: tag\n  CVLAN: 101\n  CVLAN priority: 0'],
      unit,
      sectionC6('vport-1/2/5.4:1'),
      insideC6(),
      enter,
      ['interface vport-1/2/5.4:1'],
      ['service-port 1 user-vlan 101 vlan 101'],
      ['exit'],
      ['pon-onu-mng gpon_onu-1/2/5:4'],
      ['service 1 gemport 1 vlan 101'],
      ['wan-ip 1 ipv4 mode pppoe username ana password s3cret vlan-profile HSI host 1'],
      ['wan 1 service internet host 1'],
      ['end'],
      baseInfo('c6xx', row(4, 'ZTEGC1192DD7')),
      unit,
      sectionC6('vport-1/2/5.4:1', 'service-port 1 user-vlan 101 vlan 101'),
      insideC6(
        'service 1 gemport 1 vlan 101',
        'wan-ip 1 ipv4 mode pppoe username ana password ****** vlan-profile HSI host 1',
        'wan 1 service internet host 1',
      ),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('a C600 that knows only the other way to show an interface; what is there already is unchanged', async () => {
    const refused = "         ^\n%Error 140303: Invalid input detected at '^' marker.";
    const begin = (name: string, ...lines: readonly string[]): Exchange[] => [
      [`show running-config-interface ${name}`, refused],
      [
        `show running-config xpon | begin interface ${name}`,
        [
          `interface ${name}`,
          ...lines.map((line) => `  ${line}`),
          '$',
          'interface gpon_onu-1/2/5:5',
          '$',
        ].join('\n'),
      ],
    ];
    const result = await write('c6xx', 'provisionService', request, [
      baseInfo('c6xx', row(4, 'ZTEGC1192DD7')),
      ...begin('gpon_onu-1/2/5:4', 'tcont 1 profile 1G', 'gemport 1 name internet tcont 1'),
      ...begin('vport-1/2/5.4:1', 'service-port 1 user-vlan 101 vlan 101', 'security max-mac-learn 4'),
      insideC6('service vlan101 gemport 1 vlan 101', 'vlan port eth_0/1 mode tag vlan 101'),
    ]);
    expect(result).toMatchObject({ outcome: 'unchanged' });
  });

  test('refused in the middle: what was applied is taken back, last one first', async () => {
    const unit = ['tcont 1 profile 1G', 'gemport 1 tcont 1'];
    const result = await write('c3xx', 'provisionService', request, [
      baseInfo('c3xx', row(4, 'ZTEGC1192DD7')),
      cards('V2.1.0'),
      interfaceC3(...unit),
      insideC3('vlan port eth_0/1 mode transparent'),
      enter,
      [onuC3],
      ['service-port 1 vport 1 user-vlan 101 vlan 101'],
      ['exit'],
      ['pon-onu-mng gpon-onu_1/2/5:4'],
      ['service 1 gemport 1 vlan 101'],
      ['vlan port eth_0/1 mode tag vlan 101', '%Error 223845: UNI does not exist.'],
      ['no service 1'],
      ['end'],
      enter,
      [onuC3],
      ['no service-port 1'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx', row(4, 'ZTEGC1192DD7')),
      interfaceC3(...unit),
      insideC3('vlan port eth_0/1 mode transparent'),
    ]);
    expect(result).toMatchObject({
      outcome: 'undone',
      undone: ['service-port-1', 'onu-service-1'],
      error: { code: 'olt.bad_parameter' },
    });
  });
});

describe('changes of one ONU', () => {
  const stands = baseInfo('c3xx', row(4, 'ZTEGC1192DD7'));
  const standsC6 = baseInfo('c6xx', row(4, 'ZTEGC1192DD7'));

  test('rename on a C3xx', async () => {
    const result = await write('c3xx', 'renameOnu', { address, description: 'Bia' }, [
      stands,
      detail('c3xx'),
      enter,
      [onuC3],
      ['description Bia'],
      ['exit'],
      ['exit'],
      stands,
      detail('c3xx', { Description: 'Bia' }),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('rename on a C600: told by CLI, read by SNMP', async () => {
    const column = '1.3.6.1.4.1.3902.1082.500.10.2.3.3.1';
    const rowWith = (description: string) => ({
      [`${column}.1.285278725.4`]: 'F660',
      [`${column}.3.285278725.4`]: description,
    });
    const result = await write(
      'c6xx',
      'renameOnu',
      { address, description: 'Bia' },
      [standsC6, enter, ['interface gpon_onu-1/2/5:4'], ['description Bia'], ['exit'], ['exit'], standsC6],
      [rowWith('Ana'), rowWith('Bia')],
    );
    expect(result).toMatchObject({ outcome: 'changed', error: null });
    expect(profileOf('c6xx').writes.renameOnu?.needs).toEqual(['cli', 'snmp']);
  });

  test('reboot, with its question, read back by the ONU going down', async () => {
    const result = await write('c6xx', 'rebootOnu', { address }, [
      standsC6,
      detail('c6xx'),
      enter,
      ['pon-onu-mng gpon_onu-1/2/5:4'],
      ['reboot', '', ['Confirm to reboot? [yes/no]:', 'yes']],
      ['end'],
      standsC6,
      detail('c6xx', { 'Phase state': 'LOS' }),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('replace by serial number on a C3xx, keeping all else', async () => {
    const result = await write('c3xx', 'replaceOnu', { address, newSerialNumber: 'zteg-00000009' }, [
      stands,
      bySerial('ZTEG00000009'),
      enter,
      [onuC3],
      ['registration-method sn ZTEG00000009'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx', row(4, 'ZTEG00000009')),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('disable on a C600', async () => {
    const result = await write('c6xx', 'setOnuEnabled', { address, enabled: false }, [
      standsC6,
      detail('c6xx'),
      enter,
      ['interface gpon_onu-1/2/5:4'],
      ['admin disable'],
      ['exit'],
      ['exit'],
      standsC6,
      detail('c6xx', { 'Admin state': 'disable' }),
    ]);
    expect(result).toMatchObject({ outcome: 'changed', error: null });
  });

  test('deprovision: one command takes all of it; nobody there is unchanged', async () => {
    const result = await write('c3xx', 'deprovisionOnu', { address, serialNumber: 'ZTEGC1192DD7' }, [
      stands,
      interfaceC3('tcont 1 profile 1G', 'gemport 1 tcont 1', 'service-port 1 vport 1 user-vlan 101 vlan 101'),
      insideC3('service 1 gemport 1 vlan 101'),
      enter,
      ['interface gpon-olt_1/2/5'],
      ['no onu 4', '[Successful]'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx'),
    ]);
    expect(result).toMatchObject({ outcome: 'removed', error: null });
    expect(await write('c3xx', 'deprovisionOnu', { address }, [baseInfo('c3xx')])).toMatchObject({
      outcome: 'unchanged',
    });
    expect(
      await write('c3xx', 'deprovisionOnu', { address, serialNumber: 'ZTEG00000001' }, [stands]),
    ).toMatchObject({ outcome: 'conflict', error: { code: 'olt.other_onu' } });
  });
});

describe('reads over the CLI', () => {
  const first = async <Result>(
    family: FamilyName,
    name: string,
    request: unknown,
    exchanges: readonly Exchange[],
  ) => {
    const ways = (
      profileOf(family).reads as Record<
        string,
        readonly { needs: readonly string[]; read: (...args: never[]) => Promise<Result> }[]
      >
    )[name];
    const way = ways?.find(({ needs }) => needs.length === 1 && needs[0] === 'cli');
    const { cli, transport } = await openBox(family, exchanges);
    const result = await way?.read(...([sessionsWith(cli), request] as never[]));
    await cli.close();
    expect(transport.finished).toBe(true);
    return result;
  };

  test('all ONUs of the OLT, port by port, from both lists of each', async () => {
    const none = '%Code 62310-GPONSRV : No related information to show.';
    const ports = Array.from({ length: 16 }, (_, index) => `1/2/${index + 1}`);
    const onus = await first('c3xx', 'listOnus', {}, [
      cards('V2.1.0'),
      ...ports.flatMap((port): Exchange[] =>
        port === '1/2/5'
          ? [baseInfo('c3xx', row(4, 'ZTEGC1192DD7')), states('c3xx', [4, 'DyingGasp'], [9, 'LOS'])]
          : [
              [`show gpon onu baseinfo gpon-olt_${port}`, none],
              [`show gpon onu state gpon-olt_${port}`, none],
            ],
      ),
    ]);
    expect(onus).toMatchObject([
      { address, serialNumber: 'ZTEGC1192DD7', model: 'F660', runState: 'offline', downCause: 'powerLoss' },
      { address: { ...at, onuId: 9 }, serialNumber: null, runState: 'offline', downCause: 'fibreLoss' },
    ]);
  });

  test('signals of a port: three tables of those that are on', async () => {
    const powers = (column: string, end: string, ...rows: readonly string[]): Exchange => [
      `show pon power ${column} gpon_olt-1/2/5`,
      [`Onu                  ${end} power`, rule, ...rows].join('\n'),
    ];
    const signals = await first('c6xx', 'listOnuSignals', { at }, [
      states('c6xx', [1, 'working'], [2, 'LOS']),
      powers('onu-rx', 'Rx', 'gpon_onu-1/2/5:1    -18.292(dbm)', 'gpon_onu-1/2/5:2    N/A'),
      powers('onu-tx', 'Tx', 'gpon_onu-1/2/5:1    2.006(dbm)', 'gpon_onu-1/2/5:2    N/A'),
      powers('olt-rx', 'Rx', 'gpon_onu-1/2/5:1    -22.373(dbm)', 'gpon_onu-1/2/5:2    no signal'),
    ]);
    expect(signals).toMatchObject([
      { address: { onuId: 1 }, rxAtOnuDbm: -18.292, txAtOnuDbm: 2.006, rxAtOltDbm: -22.373 },
      { address: { onuId: 2 }, rxAtOnuDbm: null, quality: { missing: { rxAtOnuDbm: 'offline' } } },
    ]);
  });

  test('one ONU by its serial number, its signal and its history', async () => {
    expect(
      await first('c6xx', 'findOnu', { serialNumber: 'ZTEGC1192DD7' }, [
        bySerial('ZTEGC1192DD7', 'gpon_onu-1/2/5:4'),
        detail('c6xx', { Name: '********', Description: '********' }),
      ]),
    ).toMatchObject({ address, description: null, distanceMetres: 3540, lastUpAt: '2026-01-31T10:00:00' });
    expect(
      await first('c6xx', 'findOnu', { serialNumber: 'ZTEG00000009' }, [bySerial('ZTEG00000009')]),
    ).toBeNull();
    expect(
      await first('c3xx', 'readOnuSignal', { address }, [
        detail('c3xx'),
        [
          'show pon power attenuation gpon-onu_1/2/5:4',
          ' up      Rx :-20.850(dbm)      Tx:2.868(dbm)        23.718(dB)\n down    Tx :4.230(dbm)        Rx:-18.210(dbm)      22.440(dB)',
        ],
      ]),
    ).toMatchObject({ rxAtOnuDbm: -18.21, txAtOnuDbm: 2.868, rxAtOltDbm: -20.85, distanceMetres: 3540 });
    expect(await first('c3xx', 'readOnuHistory', { address }, [detail('c3xx')])).toEqual([
      { upAt: '2026-01-31T10:00:00', downAt: null, downCause: null, downCauseText: null },
    ]);
    await expect(
      first('c3xx', 'readOnu', { address }, [
        [
          'show gpon onu detail-info gpon-onu_1/2/5:4',
          '%Code 62310-GPONSRV : No related information to show.',
        ],
      ]),
    ).rejects.toMatchObject({ code: 'olt.onu_not_found' });
  });

  test('a C600 with SNMP beside: the name the CLI masks', async () => {
    const [both] = profileOf('c6xx').reads.readOnu ?? [];
    expect(both?.needs).toEqual(['cli', 'snmp']);
    const { cli } = await openBox('c6xx', [detail('c6xx', { Name: '********', Description: '********' })]);
    const column = '1.3.6.1.4.1.3902.1082.500.10.2.3.3.1';
    const snmp = { [`${column}.1.285278725.4`]: 'F660', [`${column}.2.285278725.4`]: 'Ana' };
    expect(await both?.read(sessionsWith(cli, snmp), { address })).toMatchObject({ description: 'Ana' });
    await cli.close();
  });

  test('ports with their ONUs, flows of an ONU on both families', async () => {
    const ports = await first<readonly unknown[]>('c3xx', 'listPonPorts', {}, [
      cards('V2.1.0'),
      ['show gpon onu state', states('c3xx', [4, 'working'], [9, 'LOS'])[1] ?? ''],
    ]);
    expect(ports).toHaveLength(16);
    expect(ports?.[4]).toEqual({ at, technology: 'gpon', status: 'unknown', onus: 2, onlineOnus: 1 });
    expect(
      await first('c3xx', 'listServicePorts', { address }, [
        interfaceC3(
          'gemport 1 name Internet unicast tcont 1 dir both',
          'service-port 1 vport 1 user-vlan 1245 vlan 1245 svlan 1402',
        ),
      ]),
    ).toEqual([
      {
        index: 1,
        address,
        vlan: 1402,
        gemPort: 1,
        userVlan: 1245,
        inboundTrafficTable: null,
        outboundTrafficTable: null,
        state: 'unknown',
      },
    ]);
    expect(
      await first('c6xx', 'listServicePorts', { address }, [
        sectionC6('gpon_onu-1/2/5:4', 'tcont 1 profile 1G', 'gemport 1 tcont 1', 'gemport 2 tcont 1'),
        sectionC6('vport-1/2/5.4:1', 'service-port 1 user-vlan 311 vlan 311 egress 500M'),
        sectionC6('vport-1/2/5.4:2', 'service-port 1 user-vlan 312 vlan 312'),
      ]),
    ).toMatchObject([
      { index: 1, vlan: 311, gemPort: 1 },
      { index: 1, vlan: 312, gemPort: 2 },
    ]);
  });
});
