import { type CaseExchange, type WriteCase, writeCase } from '../../../contract/vendor-cases.ts';
import type { FamilyName } from '../identify.ts';
import { profileNumber } from '../profile-number.ts';
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
} from './exchanges.ts';

const authorize = {
  at,
  authentication: { kind: 'serialNumber', serialNumber: 'ZTEGC1192DD7' },
  lineProfileId: profileNumber('1G'),
  serviceProfileId: profileNumber('F660'),
  description: 'Ana',
} as const;

const gather = (family: FamilyName, version: string): CaseExchange[] => [
  bySerial('ZTEGC1192DD7'),
  ...(family === 'c3xx' ? [cards(version), tcontsC3] : [tcontsC6]),
  types,
  baseInfo(family, row(1, 'ZTEG00000001'), row(2, 'ZTEG00000002')),
  // Id 3 is of a unit that never came; the list of states has it.
  states(family, [1, 'working'], [2, 'LOS'], [3, 'OffLine']),
];
const added = (family: FamilyName) => baseInfo(family, row(1, 'ZTEG00000001'), row(4, 'ZTEGC1192DD7'));

/** The unit is bound, and its interface entered. */
const bindC3: readonly CaseExchange[] = [
  enter,
  ['interface gpon-olt_1/2/5'],
  ['onu 4 type F660 sn ZTEGC1192DD7', '.[Successful]'],
  ['exit'],
  [onuC3],
];
const unbindC3: readonly CaseExchange[] = [
  ['interface gpon-olt_1/2/5'],
  ['no onu 4', '[Successful]'],
  ['exit'],
  ['exit'],
];

const none: CaseExchange = [
  'show gpon onu baseinfo gpon-olt_1/2/6',
  '%Code 62310-GPONSRV : No related information to show.',
];
const noStates: CaseExchange = ['show gpon onu state gpon-olt_1/2/6', none[1] ?? ''];

const known = (place: string): CaseExchange[] => [
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
const moving = (after: readonly CaseExchange[]): CaseExchange[] => [
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
const elsewhere = { ...authorize, at: { ...at, port: 6 } };
const move = { ...elsewhere, move: true };

const asItWas = [
  interfaceC3('tcont 1 profile 1G', 'gemport 1 tcont 1'),
  insideC3('service 1 gemport 1 vlan 101'),
];
const less = [interfaceC3('tcont 1 profile 1G'), insideC3('service 1 gemport 1 vlan 101')];
const service = { flows: [{ vlan: 101, gemPort: 1 }], nativeVlans: [{ ethPort: 9, vlan: 101 }] };

/** Binding a unit to a port and an id. */
export const authorizeWrites: readonly WriteCase[] = [
  writeCase({
    title: 'on a C320 of firmware 2.1, with the lowest free id',
    profile: 'c3xx',
    operation: 'authorizeOnu',
    request: authorize,
    exchanges: [
      ...gather('c3xx', 'V2.1.0'),
      ...bindC3,
      ['description Ana'],
      ['tcont 1 profile 1G'],
      ['gemport 1 tcont 1'],
      ['exit'],
      ['exit'],
      added('c3xx'),
      interfaceC3('description "Ana"', 'sn-bind enable sn', 'tcont 1 profile 1G', 'gemport 1 tcont 1'),
      insideC3(),
    ],
    result: { outcome: 'created', address, error: null },
  }),

  writeCase({
    title: 'on a C320 of firmware 1.2, whose GEM ports have other words',
    profile: 'c3xx',
    operation: 'authorizeOnu',
    request: { ...authorize, description: 'Ana-1' },
    exchanges: [
      ...gather('c3xx', 'V1.2.5'),
      ...bindC3,
      ['description Ana-1'],
      ['tcont 1 profile 1G'],
      ['gemport 1 name gem1 unicast tcont 1 dir both'],
      ['exit'],
      ['exit'],
      added('c3xx'),
      interfaceC3('description Ana-1', 'tcont 1 profile 1G', 'gemport 1 name gem1 unicast tcont 1 dir both'),
      insideC3(),
    ],
    result: { outcome: 'created', error: null },
  }),

  writeCase({
    title: 'on a C600, which is silent about what went through and shows descriptions as stars',
    profile: 'c6xx',
    operation: 'authorizeOnu',
    request: authorize,
    exchanges: [
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
    ],
    result: { outcome: 'created', address, error: null },
  }),

  writeCase({
    title: 'an id that somebody took in between: refused, and nothing is left',
    profile: 'c6xx',
    operation: 'authorizeOnu',
    request: authorize,
    exchanges: [
      ...gather('c6xx', ''),
      enter,
      ['interface gpon_olt-1/2/5'],
      ['onu 4 type F660 sn ZTEGC1192DD7', '%Error 222391: The entry has existed.'],
      ['exit'],
      ['exit'],
      baseInfo('c6xx', row(4, 'HWTC00000009')),
      sectionC6('gpon_onu-1/2/5:4'),
      insideC6(),
    ],
    result: { outcome: 'undone', remains: [], error: { code: 'olt.onu_id_taken' } },
  }),

  writeCase({
    title: 'a T-CONT the OLT refuses: the unit is taken away again',
    profile: 'c3xx',
    operation: 'authorizeOnu',
    request: authorize,
    exchanges: [
      ...gather('c3xx', 'V2.1.0'),
      ...bindC3,
      ['description Ana'],
      ['tcont 1 profile 1G', 'GPONSRV Parameter Exceeds Range'],
      ['exit'],
      ...unbindC3,
      baseInfo('c3xx', row(1, 'ZTEG00000001')),
    ],
    result: {
      outcome: 'undone',
      applied: ['add-onu', 'describe-onu'],
      remains: [],
      error: { code: 'olt.bad_parameter' },
    },
  }),

  writeCase({
    title: 'a service in the same plan: refused there, the unit is taken away too',
    profile: 'c3xx',
    operation: 'authorizeOnu',
    request: { ...authorize, service },
    exchanges: [
      bySerial('ZTEGC1192DD7'),
      cards('V2.1.0'),
      tcontsC3,
      types,
      baseInfo('c3xx', row(1, 'ZTEG00000001'), row(2, 'ZTEG00000002'), row(3, 'ZTEG00000003')),
      states('c3xx', [1, 'working']),
      ...bindC3,
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
      ...unbindC3,
      baseInfo('c3xx', row(1, 'ZTEG00000001')),
    ],
    result: { outcome: 'undone', remains: [], error: { code: 'olt.bad_parameter' } },
  }),

  writeCase({
    title: 'twice the same',
    profile: 'c3xx',
    operation: 'authorizeOnu',
    request: authorize,
    exchanges: same,
    result: { outcome: 'unchanged', address },
  }),
  writeCase({
    title: 'it is elsewhere',
    profile: 'c3xx',
    operation: 'authorizeOnu',
    request: elsewhere,
    exchanges: [...known('gpon-onu_1/2/5:4'), none, noStates],
    result: {
      outcome: 'conflict',
      address,
      error: { code: 'olt.serial_exists', details: { at: '1/2/5:4' } },
    },
  }),
  writeCase({
    title: 'a move the new port refuses: the unit is put back with all it had',
    profile: 'c3xx',
    operation: 'authorizeOnu',
    request: move,
    exchanges: moving(asItWas),
    result: { outcome: 'undone', undone: ['remove-onu'], remains: [], error: { code: 'olt.bad_parameter' } },
  }),
  writeCase({
    title: 'a unit that stands again without one of its lines is not back as it was',
    profile: 'c3xx',
    operation: 'authorizeOnu',
    request: move,
    exchanges: moving(less),
    result: { outcome: 'unknown', remains: ['remove-onu'] },
  }),
];
