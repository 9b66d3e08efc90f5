import { describe, expect, test } from 'vitest';
import { profileNumber } from '../../../../src/vendors/zte/profile-number.ts';
import type { Exchange, FamilyName } from '../scripted-box.ts';
import {
  address,
  at,
  baseInfo,
  bySerial,
  cards,
  enter,
  insideC3,
  insideC6,
  interfaceC3,
  onuC3,
  row,
  sectionC6,
  states,
  tcontsC3,
  tcontsC6,
  types,
  write,
} from './exchanges.ts';

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
