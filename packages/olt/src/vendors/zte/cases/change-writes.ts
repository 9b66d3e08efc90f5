import { type WriteCase, writeCase } from '../../../contract/vendor-cases.ts';
import {
  address,
  baseInfo,
  bySerial,
  detail,
  enter,
  insideC3,
  insideC6,
  interfaceC3,
  onuC3,
  row,
  sectionC6,
} from './exchanges.ts';

const stands = baseInfo('c3xx', row(4, 'ZTEGC1192DD7'));
const standsC6 = baseInfo('c6xx', row(4, 'ZTEGC1192DD7'));

const column = '1.3.6.1.4.1.3902.1082.500.10.2.3.3.1';
const rowWith = (description: string) => ({
  [`${column}.1.285278725.4`]: 'F660',
  [`${column}.3.285278725.4`]: description,
});

/** Changes of one ONU. */
export const changeWrites: readonly WriteCase[] = [
  writeCase({
    title: 'rename on a C3xx',
    profile: 'c3xx',
    operation: 'renameOnu',
    request: { address, description: 'Bia' },
    exchanges: [
      stands,
      detail('c3xx'),
      enter,
      [onuC3],
      ['description Bia'],
      ['exit'],
      ['exit'],
      stands,
      detail('c3xx', { Description: 'Bia' }),
    ],
    result: { outcome: 'changed', error: null },
  }),

  writeCase({
    title: 'rename on a C600: told by CLI, read by SNMP',
    profile: 'c6xx',
    operation: 'renameOnu',
    request: { address, description: 'Bia' },
    exchanges: [
      standsC6,
      enter,
      ['interface gpon_onu-1/2/5:4'],
      ['description Bia'],
      ['exit'],
      ['exit'],
      standsC6,
    ],
    variables: rowWith('Ana'),
    variablesAfter: rowWith('Bia'),
    result: { outcome: 'changed', error: null },
  }),

  writeCase({
    title: 'reboot, with its question, read back by the ONU going down',
    profile: 'c6xx',
    operation: 'rebootOnu',
    request: { address },
    exchanges: [
      standsC6,
      detail('c6xx'),
      enter,
      ['pon-onu-mng gpon_onu-1/2/5:4'],
      ['reboot', '', ['Confirm to reboot? [yes/no]:', 'yes']],
      ['end'],
      standsC6,
      detail('c6xx', { 'Phase state': 'LOS' }),
    ],
    result: { outcome: 'changed', error: null },
  }),

  writeCase({
    title: 'replace by serial number on a C3xx, keeping all else',
    profile: 'c3xx',
    operation: 'replaceOnu',
    request: { address, newSerialNumber: 'zteg-00000009' },
    exchanges: [
      stands,
      bySerial('ZTEG00000009'),
      enter,
      [onuC3],
      ['registration-method sn ZTEG00000009'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx', row(4, 'ZTEG00000009')),
    ],
    result: { outcome: 'changed', error: null },
  }),

  writeCase({
    title: 'disable on a C600',
    profile: 'c6xx',
    operation: 'setOnuEnabled',
    request: { address, enabled: false },
    exchanges: [
      standsC6,
      detail('c6xx'),
      enter,
      ['interface gpon_onu-1/2/5:4'],
      ['admin disable'],
      ['exit'],
      ['exit'],
      standsC6,
      detail('c6xx', { 'Admin state': 'disable' }),
    ],
    result: { outcome: 'changed', error: null },
  }),

  writeCase({
    title: 'one command takes all of it',
    profile: 'c3xx',
    operation: 'deprovisionOnu',
    request: { address, serialNumber: 'ZTEGC1192DD7' },
    exchanges: [
      stands,
      interfaceC3('tcont 1 profile 1G', 'gemport 1 tcont 1', 'service-port 1 vport 1 user-vlan 101 vlan 101'),
      insideC3('service 1 gemport 1 vlan 101'),
      enter,
      ['interface gpon-olt_1/2/5'],
      ['no onu 4', '[Successful]'],
      ['exit'],
      ['exit'],
      baseInfo('c3xx'),
    ],
    result: { outcome: 'removed', error: null },
  }),
  writeCase({
    title: 'nobody is there',
    profile: 'c3xx',
    operation: 'deprovisionOnu',
    request: { address },
    exchanges: [baseInfo('c3xx')],
    result: { outcome: 'unchanged' },
  }),
  writeCase({
    title: 'somebody else is there',
    profile: 'c3xx',
    operation: 'deprovisionOnu',
    request: { address, serialNumber: 'ZTEG00000001' },
    exchanges: [stands],
    result: { outcome: 'conflict', error: { code: 'olt.other_onu' } },
  }),
  writeCase({
    title: 'on a C3xx, without a question',
    profile: 'c3xx',
    operation: 'rebootOnu',
    request: { address },
    exchanges: [
      stands,
      detail('c3xx'),
      enter,
      ['pon-onu-mng gpon-onu_1/2/5:4'],
      ['reboot'],
      ['end'],
      stands,
      detail('c3xx', { 'Phase state': 'LOS' }),
    ],
    result: { outcome: 'changed', error: null },
  }),
  writeCase({
    title: 'on a C600',
    profile: 'c6xx',
    operation: 'deprovisionOnu',
    request: { address },
    exchanges: [
      standsC6,
      sectionC6('gpon_onu-1/2/5:4', 'tcont 1 profile 1G'),
      insideC6(),
      enter,
      ['interface gpon_olt-1/2/5'],
      ['no onu 4'],
      ['exit'],
      ['exit'],
      baseInfo('c6xx'),
    ],
    result: { outcome: 'removed', error: null },
  }),
];
