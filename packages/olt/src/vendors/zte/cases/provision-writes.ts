import { type CaseExchange, type WriteCase, writeCase } from '../../../contract/vendor-cases.ts';
import {
  address,
  baseInfo,
  cards,
  enter,
  insideC3,
  insideC6,
  interfaceC3,
  onuC3,
  row,
  sectionC6,
} from './exchanges.ts';

const request = {
  address,
  flows: [{ vlan: 101, gemPort: 1 }],
  nativeVlans: [{ ethPort: 1, vlan: 101 }],
};

const wan = { username: 'ana', password: 's3cret', vlan: 101 };
const unit = ['tcont 1 profile 1G', 'gemport 1 tcont 1'];
const unitC6 = sectionC6('gpon_onu-1/2/5:4', 'name ********', 'tcont 1 profile 1G', 'gemport 1 tcont 1');
const refused = "         ^\n%Error 140303: Invalid input detected at '^' marker.";
const begin = (name: string, ...lines: readonly string[]): CaseExchange[] => [
  [`show running-config-interface ${name}`, refused],
  [
    `show running-config xpon | begin interface ${name}`,
    [`interface ${name}`, ...lines.map((line) => `  ${line}`), '$', 'interface gpon_onu-1/2/5:5', '$'].join(
      '\n',
    ),
  ],
];

/** VLANs and speeds of an ONU. */
export const provisionWrites: readonly WriteCase[] = [
  writeCase({
    title: 'on a C320 of firmware 2.1',
    profile: 'c3xx',
    operation: 'provisionService',
    request,
    exchanges: [
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
    ],
    result: { outcome: 'changed', error: null },
  }),

  writeCase({
    title:
      'on a C600: the flow in the virtual port, and a PPPoE client whose VLAN the OLT must have a profile for',
    profile: 'c6xx',
    operation: 'provisionService',
    request: { address, flows: request.flows, wan },
    exchanges: [
      baseInfo('c6xx', row(4, 'ZTEGC1192DD7')),
      ['show gpon onu profile vlan', 'Profile name: HSI\n  Tag mode: tag\n  CVLAN: 101\n  CVLAN priority: 0'],
      unitC6,
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
      unitC6,
      sectionC6('vport-1/2/5.4:1', 'service-port 1 user-vlan 101 vlan 101'),
      insideC6(
        'service 1 gemport 1 vlan 101',
        'wan-ip 1 ipv4 mode pppoe username ana password ****** vlan-profile HSI host 1',
        'wan 1 service internet host 1',
      ),
    ],
    result: { outcome: 'changed', error: null },
  }),

  writeCase({
    title: 'a C600 that knows only the other way to show an interface; what is there already is unchanged',
    profile: 'c6xx',
    operation: 'provisionService',
    request,
    exchanges: [
      baseInfo('c6xx', row(4, 'ZTEGC1192DD7')),
      ...begin('gpon_onu-1/2/5:4', 'tcont 1 profile 1G', 'gemport 1 name internet tcont 1'),
      ...begin('vport-1/2/5.4:1', 'service-port 1 user-vlan 101 vlan 101', 'security max-mac-learn 4'),
      insideC6('service vlan101 gemport 1 vlan 101', 'vlan port eth_0/1 mode tag vlan 101'),
    ],
    result: { outcome: 'unchanged' },
  }),
  writeCase({
    title: 'refused in the middle: what was applied is taken back, last one first',
    profile: 'c3xx',
    operation: 'provisionService',
    request,
    exchanges: [
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
    ],
    result: {
      outcome: 'undone',
      undone: ['service-port-1', 'onu-service-1'],
      error: { code: 'olt.bad_parameter' },
    },
  }),
];
