import { type CutScreen, c3, onu } from './cut-screen.ts';

const blog = { file: c3('c300_v1.2_session_blog_copy.txt'), family: 'c3xx' } as const;

/** The screens of one session with a C300 of firmware 1.2. */
export const c300V1Screens: readonly CutScreen[] = [
  {
    ...blog,
    command: 'show system-group',
    typed: 'show system-group',
    rows: 1,
    holds: { 0: { vendor: 'zte', uptimeSeconds: ((47484 * 24 + 5) * 60 + 25) * 60 } },
  },
  {
    ...blog,
    command: 'show card',
    typed: 'sho card',
    rows: 22,
    holds: {
      0: { shelf: 1, slot: 0, name: 'PRWG', kind: 'power', ports: null, status: 'INSERVICE', online: true },
      2: {
        slot: 2,
        name: 'GTGOE',
        kind: 'gpon',
        ports: 8,
        hardwareVersion: '110301',
        softwareVersion: 'V1.',
      },
      3: { slot: 3, name: 'GTGHG', ports: 16 },
      10: { slot: 10, name: 'SCXN', kind: 'control', status: 'STANDBY', online: true },
      21: { slot: 22, name: 'HUTQ', kind: 'uplink', ports: 4 },
    },
  },
  {
    ...blog,
    command: 'show gpon onu by sn ABCDEFGHIJ',
    typed: 'sho gpon onu by sn ABCDEFGHIJ',
    rows: 1,
    holds: { 0: { address: onu(1, 4, 1, 2) } },
  },
  {
    ...blog,
    command: 'show gpon onu state gpon-olt_1/4/1 2',
    typed: 'sho gpon onu sta gpon-olt_1/4/1 2',
    rows: 1,
    holds: { 0: { address: onu(1, 4, 1, 2), adminState: 'enabled', runState: 'online', phase: 'working' } },
  },
  {
    ...blog,
    command: 'show gpon onu detail-info gpon-onu_1/4/1:2',
    typed: 'sho gpon onu detail-info gpon-onu_1/4/1:2',
    rows: 1,
    holds: {
      0: {
        address: onu(1, 4, 1, 2),
        // Made anonymous by hand: no serial number, kept and marked.
        serialNumber: 'ABCDEFGHIJ',
        issues: [{ field: 'serialNumber', code: 'not_a_serial_number' }],
        name: 'ONU-1:2',
        description: 'IRONMAN',
        model: 'ZTEG-F660',
        distanceMetres: 2510,
        runState: 'online',
        lastUpAt: '2017-03-29T01:30:18',
        lastDownAt: '2017-03-29T01:29:10',
        downCause: 'powerLoss',
        downCauseText: 'DyingGasp',
      },
    },
  },
  {
    ...blog,
    command: 'show mac gpon onu gpon-onu_1/4/1:2',
    typed: 'sho mac gpon onu gpon-onu_1/4/1:2',
    rows: 2,
    holds: {
      0: { mac: 'KEREN.KEREN.KEREN', vlan: 212, gemPort: 1, servicePort: null, kind: 'Dynamic' },
      1: { vlan: 121, gemPort: 2 },
    },
  },
  {
    ...blog,
    command: 'show pon power attenuation gpon-onu_1/4/1:2',
    typed: 'sho pon power attenuation gpon-onu_1/4/1:2',
    rows: 1,
    holds: {
      0: {
        address: onu(1, 4, 1, 2),
        readings: {
          rxAtOltDbm: { value: -19.153 },
          txAtOnuDbm: { value: 2.728 },
          rxAtOnuDbm: { value: -18.89 },
        },
      },
    },
  },
  {
    ...blog,
    command: 'show gpon remote-onu equip gpon-onu_1/4/1:2',
    typed: 'sho gpon remote-onu equip gpon-onu_1/4/1:2',
    rows: 1,
    holds: { 0: { vendorId: 'ZTEG', softwareVersion: 'V5.2', equipmentId: 'F63.2', model: 'F6' } },
  },
  {
    ...blog,
    command: 'show gpon remote-onu ip-host gpon-onu_1/4/1:2',
    typed: 'sho gpon remote-onu ip-host gpon-onu_1/4/1:2',
    rows: 1,
    holds: {
      0: {
        index: 1,
        name: 'omci_ipv4_dhcp_1',
        accessType: 'DHCP',
        ipv4Address: '1.2.3.4',
        subnetMask: '255.255.255.0',
        gateway: '1.2.3.4',
        mac: 'KEREN.KEREN.KEREN',
      },
    },
  },
  {
    ...blog,
    command: 'show running-config interface gpon-onu_1/4/1:2',
    typed: 'sho run int gpon-onu_1/4/1:2',
    rows: 1,
    holds: { 0: { kind: 'interface', name: 'gpon-onu_1/4/1:2' } },
  },
  {
    ...blog,
    command: 'show onu running config gpon-onu_1/4/1:2',
    typed: 'sho onu run con gpon-onu_1/4/1:2',
    rows: 1,
    holds: { 0: { kind: 'pon-onu-mng', name: 'gpon-onu_1/4/1:2' } },
  },
];
