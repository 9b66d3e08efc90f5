import { type ReadCase, readCase } from '../../../contract/vendor-cases.ts';
import { onu, recorded } from './cut-screen.ts';
import { c3xxScreens } from './screens-c3xx.ts';
import { c6xxScreens } from './screens-c6xx.ts';

const c3xx = (command: string) => recorded(c3xxScreens, command);
const c6xx = (command: string) => recorded(c6xxScreens, command);
const walk = { recording: 'zte/snmp/c320_v2.1.0_iftable-v1.snmprec' };

/** Operations whose every screen is recorded. */
export const recordedReads: readonly ReadCase[] = [
  readCase({
    profile: 'c3xx',
    operation: 'readSystem',
    request: {},
    exchanges: [c3xx('show system-group')],
    result: { vendor: 'zte', model: 'C320', hostname: 'ZXAN' },
  }),
  readCase({
    profile: 'c3xx',
    operation: 'listBoards',
    request: {},
    exchanges: [c3xx('show card')],
    result: [
      { slot: 2, name: 'GTGHG', kind: 'gpon', online: true },
      { slot: 3, name: 'SMXA', kind: 'control' },
      { slot: 4, status: 'OFFLINE', online: false },
    ],
  }),
  readCase({
    profile: 'c6xx',
    operation: 'listBoards',
    request: {},
    exchanges: [c6xx('show card')],
    result: [
      { shelf: 1, slot: 3, kind: 'gpon', online: true },
      { slot: 4 },
      { slot: 5 },
      { slot: 10, kind: 'control' },
      { slot: 11, status: 'OFFLINE', online: false },
      { slot: 17 },
      { slot: 18, kind: 'power' },
      { slot: 20 },
      { slot: 21 },
    ],
  }),
  readCase({
    profile: 'c3xx',
    operation: 'listUnauthorizedOnus',
    request: {},
    exchanges: [c3xx('show pon onu uncfg')],
    result: [{ at: { shelf: 1, slot: 1, port: 5 }, serialNumber: 'ZTEGDC79F447', model: 'F670LV9.0' }],
  }),
  readCase({
    profile: 'c6xx',
    operation: 'listUnauthorizedOnus',
    request: {},
    exchanges: [c6xx('show pon onu uncfg')],
    result: [
      { at: { shelf: 1, slot: 2, port: 13 }, serialNumber: 'ZTEGC9CC491B' },
      { at: { shelf: 1, slot: 2, port: 1 }, serialNumber: 'VSOL0009C4B0' },
    ],
  }),
  readCase({
    profile: 'c3xx',
    operation: 'readOnu',
    request: { address: onu(1, 12, 1, 1) },
    exchanges: [c3xx('show gpon onu detail-info gpon-onu_1/12/1:1')],
    result: {
      address: onu(1, 12, 1, 1),
      serialNumber: 'ZTEGCCEC5655',
      runState: 'online',
      model: 'F601',
      distanceMetres: 1033,
      downCause: 'powerLoss',
    },
  }),
  readCase({
    profile: 'c3xx',
    operation: 'readOnuSignal',
    request: { address: onu(1, 2, 5, 5) },
    exchanges: [
      c3xx('show gpon onu detail-info gpon-onu_1/2/5:5'),
      c3xx('show pon power attenuation gpon-onu_1/2/5:5'),
    ],
    result: {
      address: onu(1, 2, 5, 5),
      rxAtOnuDbm: -18.21,
      txAtOnuDbm: 2.868,
      rxAtOltDbm: -20.85,
      distanceMetres: 3540,
    },
  }),
  readCase({
    profile: 'c3xx',
    operation: 'listOnuMacs',
    request: { address: onu(1, 2, 5, 5) },
    exchanges: [c3xx('show mac gpon onu gpon-onu_1/2/5:5')],
    result: [{ mac: '6c3b.6b51.cc09', vlan: 1402, gemPort: 1, kind: 'Dynamic' }, { mac: '6c3b.6b61.d257' }],
  }),
  readCase({
    profile: 'c3xx',
    operation: 'listOnuWans',
    request: { address: onu(1, 4, 1, 2) },
    exchanges: [c3xx('show gpon remote-onu ip-host gpon-onu_1/4/1:2')],
    result: [{ index: 1, accessType: 'DHCP', ipv4Address: '1.2.3.4', subnetMask: '255.255.255.0' }],
  }),
  readCase({
    profile: 'c3xx',
    operation: 'listLineProfiles',
    request: {},
    exchanges: [c3xx('show gpon profile tcont')],
    result: [{ name: 'default' }, { name: '100M' }, { name: '1G' }, { name: 'upto100M' }],
  }),
  readCase({
    profile: 'c6xx',
    operation: 'listLineProfiles',
    request: {},
    exchanges: [c6xx('show running-config | include profile tcont')],
    result: [{ name: 'SMARTOLT-1G-UP' }, { name: 'SMARTOLT-MGMT-UP' }, { name: 'MGMT' }],
  }),
  readCase({
    profile: 'c3xx',
    operation: 'readSystem',
    request: {},
    variables: walk,
    result: { model: 'C320', softwareVersion: 'V2.1.0', hostname: 'private', uptimeSeconds: 6510800 },
  }),
  readCase({
    profile: 'c3xx',
    operation: 'listBoards',
    request: {},
    variables: walk,
    result: [
      { shelf: 1, slot: 1, name: 'GTGOG', kind: 'gpon', status: 'INSERVICE', online: true },
      { shelf: 1, slot: 3, name: 'PRAM', kind: 'power' },
      { shelf: 1, slot: 4, name: 'SMXA', kind: 'control' },
    ],
  }),
  readCase({
    profile: 'c3xx',
    operation: 'listPonPorts',
    request: {},
    variables: walk,
    result: ['up', 'down', null, null, null, null, null, null].map((status, index) => ({
      at: { shelf: 1, slot: 1, port: index + 1 },
      technology: 'gpon',
      ...(status && { status }),
    })),
  }),
  readCase({
    title: 'a port the agent does not name is an error, not an empty list',
    profile: 'c3xx',
    operation: 'listOnus',
    request: { at: { shelf: 1, slot: 9, port: 9 } },
    variables: walk,
    error: 'olt.board_missing',
  }),
];
