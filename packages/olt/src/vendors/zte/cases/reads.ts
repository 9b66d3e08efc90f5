import { type CaseExchange, type ReadCase, readCase } from '../../../contract/vendor-cases.ts';
import {
  address,
  at,
  baseInfo,
  bySerial,
  cards,
  detail,
  interfaceC3,
  row,
  rule,
  sectionC6,
  states,
  types,
} from './exchanges.ts';

const none = '%Code 62310-GPONSRV : No related information to show.';
const ports = Array.from({ length: 16 }, (_, index) => `1/2/${index + 1}`);
const powers = (column: string, end: string, ...rows: readonly string[]): CaseExchange => [
  `show pon power ${column} gpon_olt-1/2/5`,
  [`Onu                  ${end} power`, rule, ...rows].join('\n'),
];
const column = '1.3.6.1.4.1.3902.1082.500.10.2.3.3.1';
const masked = detail('c6xx', { Name: '********', Description: '********' });

export const reads: readonly ReadCase[] = [
  readCase({
    title: 'of the OLT: states by one question, what is configured port by port',
    profile: 'c3xx',
    operation: 'listOnus',
    request: {},
    exchanges: [
      cards('V2.1.0'),
      ['show gpon onu state', states('c3xx', [4, 'DyingGasp'], [9, 'LOS'])[1] ?? ''],
      ...ports.map(
        (port): CaseExchange =>
          port === '1/2/5'
            ? baseInfo('c3xx', row(4, 'ZTEGC1192DD7'))
            : [`show gpon onu baseinfo gpon-olt_${port}`, none],
      ),
    ],
    result: [
      { address, serialNumber: 'ZTEGC1192DD7', model: 'F660', runState: 'offline', downCause: 'powerLoss' },
      { address: { ...at, onuId: 9 }, serialNumber: null, runState: 'offline', downCause: 'fibreLoss' },
    ],
  }),
  readCase({
    title: 'of a port: three tables of those that are on',
    profile: 'c6xx',
    operation: 'listOnuSignals',
    request: { at },
    exchanges: [
      states('c6xx', [1, 'working'], [2, 'LOS']),
      powers('onu-rx', 'Rx', 'gpon_onu-1/2/5:1    -18.292(dbm)', 'gpon_onu-1/2/5:2    N/A'),
      powers('onu-tx', 'Tx', 'gpon_onu-1/2/5:1    2.006(dbm)', 'gpon_onu-1/2/5:2    N/A'),
      powers('olt-rx', 'Rx', 'gpon_onu-1/2/5:1    -22.373(dbm)', 'gpon_onu-1/2/5:2    no signal'),
    ],
    result: [
      { address: { onuId: 1 }, rxAtOnuDbm: -18.292, txAtOnuDbm: 2.006, rxAtOltDbm: -22.373 },
      { address: { onuId: 2 }, rxAtOnuDbm: null, quality: { missing: { rxAtOnuDbm: 'offline' } } },
    ],
  }),
  readCase({
    profile: 'c6xx',
    operation: 'findOnu',
    request: { serialNumber: 'ZTEGC1192DD7' },
    exchanges: [bySerial('ZTEGC1192DD7', 'gpon_onu-1/2/5:4'), masked],
    result: { address, description: null, distanceMetres: 3540, lastUpAt: '2026-01-31T10:00:00' },
  }),
  readCase({
    title: 'nobody has it',
    profile: 'c6xx',
    operation: 'findOnu',
    request: { serialNumber: 'ZTEG00000009' },
    exchanges: [bySerial('ZTEG00000009')],
    result: null,
  }),
  readCase({
    profile: 'c3xx',
    operation: 'readOnuSignal',
    request: { address },
    exchanges: [
      detail('c3xx'),
      [
        'show pon power attenuation gpon-onu_1/2/5:4',
        ' up      Rx :-20.850(dbm)      Tx:2.868(dbm)        23.718(dB)\n down    Tx :4.230(dbm)        Rx:-18.210(dbm)      22.440(dB)',
      ],
    ],
    result: { rxAtOnuDbm: -18.21, txAtOnuDbm: 2.868, rxAtOltDbm: -20.85, distanceMetres: 3540 },
  }),
  readCase({
    profile: 'c3xx',
    operation: 'readOnuHistory',
    request: { address },
    exchanges: [detail('c3xx')],
    result: [{ upAt: '2026-01-31T10:00:00', downAt: null, downCause: null, downCauseText: null }],
  }),
  readCase({
    title: 'nobody is there',
    profile: 'c3xx',
    operation: 'readOnu',
    request: { address },
    exchanges: [['show gpon onu detail-info gpon-onu_1/2/5:4', none]],
    error: 'olt.onu_not_found',
  }),
  readCase({
    title: 'SNMP has the name that the command line masks',
    profile: 'c6xx',
    operation: 'readOnu',
    request: { address },
    exchanges: [masked],
    variables: { [`${column}.1.285278725.4`]: 'F660', [`${column}.2.285278725.4`]: 'Ana' },
    result: { description: 'Ana' },
  }),
  readCase({
    title: 'with their ONUs',
    profile: 'c3xx',
    operation: 'listPonPorts',
    request: {},
    exchanges: [
      cards('V2.1.0'),
      ['show gpon onu state', states('c3xx', [4, 'working'], [9, 'LOS'])[1] ?? ''],
    ],
    result: ports.map((_, index) => {
      const port = index + 1;
      const busy = port === at.port;
      return {
        at: { ...at, port },
        technology: 'gpon',
        status: 'unknown',
        onus: busy ? 2 : 0,
        onlineOnus: busy ? 1 : 0,
      };
    }),
  }),
  readCase({
    title: 'of an ONU',
    profile: 'c3xx',
    operation: 'listServicePorts',
    request: { address },
    exchanges: [
      interfaceC3(
        'gemport 1 name Internet unicast tcont 1 dir both',
        'service-port 1 vport 1 user-vlan 1245 vlan 1245 svlan 1402',
      ),
    ],
    result: [
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
    ],
  }),
  readCase({
    title: 'of an ONU, each in its virtual port',
    profile: 'c6xx',
    operation: 'listServicePorts',
    request: { address },
    exchanges: [
      sectionC6('gpon_onu-1/2/5:4', 'tcont 1 profile 1G', 'gemport 1 tcont 1', 'gemport 2 tcont 1'),
      sectionC6('vport-1/2/5.4:1', 'service-port 1 user-vlan 311 vlan 311 egress 500M'),
      sectionC6('vport-1/2/5.4:2', 'service-port 1 user-vlan 312 vlan 312'),
    ],
    result: [
      { index: 1, vlan: 311, gemPort: 1 },
      { index: 1, vlan: 312, gemPort: 2 },
    ],
  }),
  readCase({
    profile: 'c3xx',
    operation: 'findOnu',
    request: { serialNumber: 'zteg-c1192dd7' },
    exchanges: [bySerial('ZTEGC1192DD7', 'gpon-onu_1/2/5:4'), detail('c3xx')],
    result: { address, serialNumber: 'ZTEGC1192DD7', description: 'Ana', runState: 'online' },
  }),
  readCase({
    title: 'of a port nobody of whom is on: no ONU is asked',
    profile: 'c3xx',
    operation: 'listOnuSignals',
    request: { at },
    exchanges: [states('c3xx', [2, 'LOS'])],
    result: [{ address: { onuId: 2 }, rxAtOnuDbm: null, quality: { missing: { rxAtOnuDbm: 'offline' } } }],
  }),
  ...(['c3xx', 'c6xx'] as const).map((profile) =>
    readCase({
      title: 'the types of ONU',
      profile,
      operation: 'listServiceProfiles',
      request: {},
      exchanges: [types],
      result: [{ name: 'F660' }],
    }),
  ),
  readCase({
    profile: 'c6xx',
    operation: 'readSystem',
    request: {},
    variables: {
      '1.3.6.1.2.1.1.1.0': 'ZXA10 C600, ZTE ZXA10 Software Version: V1.2.2',
      '1.3.6.1.2.1.1.3.0': 86_400_00,
      '1.3.6.1.2.1.1.5.0': 'OLT-A',
    },
    result: { vendor: 'zte', model: 'C600', hostname: 'OLT-A', uptimeSeconds: 86_400 },
  }),
  readCase({
    profile: 'c6xx',
    operation: 'listPonPorts',
    request: {},
    variables: {
      '1.3.6.1.2.1.31.1.1.1.1.285278977': 'gpon_olt-1/3/1',
      '1.3.6.1.2.1.31.1.1.1.1.285280769': 'xgei-1/10/1',
    },
    result: [{ at: { shelf: 1, slot: 3, port: 1 }, technology: 'gpon' }],
  }),
  readCase({
    title: 'of a port, from both lists',
    profile: 'c6xx',
    operation: 'listOnus',
    request: { at },
    exchanges: [states('c6xx', [4, 'working']), baseInfo('c6xx', row(4, 'ZTEGC1192DD7'))],
    result: [{ address, serialNumber: 'ZTEGC1192DD7', runState: 'online' }],
  }),
  readCase({
    title: 'one that is off is not asked',
    profile: 'c6xx',
    operation: 'readOnuSignal',
    request: { address },
    exchanges: [detail('c6xx', { 'Phase state': 'LOS' })],
    result: { rxAtOnuDbm: null, distanceMetres: 3540, quality: { missing: { rxAtOnuDbm: 'offline' } } },
  }),
  readCase({
    profile: 'c6xx',
    operation: 'readOnuHistory',
    request: { address },
    exchanges: [masked],
    result: [{ upAt: '2026-01-31T10:00:00', downAt: null }],
  }),
  readCase({
    profile: 'c6xx',
    operation: 'listOnuMacs',
    request: { address },
    exchanges: [
      [
        'show mac interface gpon_onu-1/2/5:4',
        [
          'Total mac address : 1',
          'Mac address      Vlan  Type      Port',
          rule,
          '0012.3456.789a   101   Dynamic   vport-1/2/5.4:1',
        ].join('\n'),
      ],
    ],
    result: [{ mac: '0012.3456.789a', vlan: 101, gemPort: 1, kind: 'Dynamic' }],
  }),
];
