import { type CutScreen, c3, onu } from './cut-screen.ts';
import { c300V1Screens } from './screens-c300-v1.ts';

const v1 = { file: c3('c320_v1x_session_state_power_detail_mac_equip.txt'), family: 'c3xx' } as const;
const health = { file: c3('c320_v2.1.0_health_fixtures.txt'), family: 'c3xx' } as const;

const equipmentV1 = {
  vendorId: 'ZTEG',
  softwareVersion: 'V5.0',
  serialNumber: 'ZTEGC1192DD7',
  equipmentId: 'F620V5.0',
  model: 'F620V5.0',
};

/** Every recorded reply of a C300 or C320 that an operation, or a parser of captures, reads. */
export const c3xxScreens: readonly CutScreen[] = [
  ...c300V1Screens,
  {
    file: c3('c300_v2.1.0_detail_info_working.txt'),
    family: 'c3xx',
    command: 'show gpon onu detail-info gpon-onu_1/12/1:1',
    typed: 'show gpon onu detail-info gpon-onu_1/12/1:1',
    rows: 1,
    holds: {
      0: {
        address: onu(1, 12, 1, 1),
        serialNumber: 'ZTEGCCEC5655',
        serialNumberText: null,
        adminState: 'enabled',
        runState: 'online',
        // The description is the one the box gave by itself.
        description: 'customer01@isp.example',
        model: 'F601',
        distanceMetres: 1033,
        lastUpAt: '2023-03-29T00:17:28',
        lastDownAt: '2023-03-29T00:16:47',
        downCause: 'powerLoss',
        issues: [],
      },
    },
  },
  {
    file: c3('c300_v2.1_remote_unit_update_and_equip.txt'),
    family: 'c3xx',
    command: 'show gpon remote-onu equip gpon-onu_1/8/2:55',
    typed: 'show gpon remote-onu equip gpon-onu_1/8/2:55',
    rows: 1,
    holds: { 0: { vendorId: 'ALCL', serialNumber: 'ALCLAAAA0000', model: 'F668V5.2' } },
  },
  {
    file: c3('c320_show_onu_running_config.txt'),
    family: 'c3xx',
    command: 'show onu running config gpon-onu_1/2/11:8',
    typed: 'show onu running config gpon-onu_1/2/11:8',
    rows: 1,
    holds: {
      0: {
        kind: 'pon-onu-mng',
        name: 'gpon-onu_1/2/11:8',
        lines: [
          'service Internet-Customer1 gemport 1 vlan 671',
          'service OAM gemport 2 vlan 1450',
          'service Internet-Customer2 gemport 3 vlan 1490',
          'vlan port eth_0/1 mode tag vlan 671',
          'vlan port eth_0/3 mode tag vlan 1490',
        ],
      },
    },
  },
  {
    ...v1,
    command: 'show running-config interface gpon-onu_1/2/5:5',
    typed: 'show run interface gpon-onu_1/2/5:5',
    rows: 1,
    holds: {
      0: {
        name: 'gpon-onu_1/2/5:5',
        lines: [
          'name Customer-2',
          'description Internet-Customer-2',
          'tcont 1 name acsata profile UP-60M',
          'tcont 1 gap mode2',
          'gemport 1 name Internet unicast tcont 1 dir both',
          'gemport 1 traffic-limit upstream DOWN-60M downstream DOWN-60M',
          'switchport mode hybrid vport 1',
          'service-port 1 vport 1 user-vlan 1245 vlan 1245 svlan 1402',
        ],
      },
    },
  },
  {
    ...v1,
    command: 'show gpon onu state gpon-olt_1/2/5 4',
    typed: 'show gpon onu state gpon-olt_1/2/5 4',
    rows: 1,
    holds: {
      0: { address: onu(1, 2, 5, 4), runState: 'offline', downCause: 'fibreLoss', downCauseText: 'LOS' },
    },
  },
  {
    ...v1,
    command: 'show gpon onu state gpon-olt_1/2/5 5',
    typed: 'show gpon onu state gpon-olt_1/2/5 5',
    rows: 1,
    holds: { 0: { address: onu(1, 2, 5, 5), runState: 'online', downCause: null } },
  },
  {
    ...v1,
    command: 'show pon power attenuation gpon-onu_1/2/5:4',
    typed: 'show pon power attenuation gpon-onu_1/2/5:4',
    rows: 1,
    holds: {
      0: {
        readings: {
          rxAtOltDbm: { missing: 'offline' },
          txAtOnuDbm: { missing: 'notReported' },
          rxAtOnuDbm: { missing: 'notReported' },
        },
      },
    },
  },
  {
    ...v1,
    command: 'show pon power attenuation gpon-onu_1/2/5:5',
    typed: 'show pon power attenuation gpon-onu_1/2/5:5',
    rows: 1,
    holds: {
      0: {
        readings: {
          rxAtOltDbm: { value: -20.85 },
          txAtOnuDbm: { value: 2.868 },
          rxAtOnuDbm: { value: -18.21 },
        },
      },
    },
  },
  {
    ...v1,
    command: 'show gpon onu detail-info gpon-onu_1/2/5:5',
    typed: 'show gpon onu detail-info gpon-onu_1/2/5:5',
    rows: 1,
    holds: {
      0: {
        address: onu(1, 2, 5, 5),
        serialNumber: 'ZTEGC1192DD7',
        description: 'Internet-Customer-2',
        distanceMetres: 3540,
        lastUpAt: '2018-07-29T11:56:31',
        lastDownAt: '2018-07-29T11:54:32',
        downCause: 'fibreLoss',
        downCauseText: 'LOSi',
      },
    },
  },
  {
    ...v1,
    command: 'show mac gpon onu gpon-onu_1/2/5:5',
    typed: 'show mac gpon onu gpon-onu_1/2/5:5',
    rows: 2,
    holds: { 0: { mac: '6c3b.6b51.cc09', vlan: 1402, gemPort: 1 }, 1: { mac: '6c3b.6b61.d257' } },
  },
  {
    ...v1,
    command: 'show gpon remote-onu equip gpon-onu_1/2/5:5',
    typed: 'show gpon remote-onu equip gpon-onu_1/2/5:5',
    rows: 1,
    holds: { 0: equipmentV1 },
  },
  {
    ...v1,
    command: 'show onu running config gpon-onu_1/2/11:8',
    typed: 'show onu running config gpon-onu_1/2/11:8',
    rows: 1,
    holds: { 0: { kind: 'pon-onu-mng', name: 'gpon-onu_1/2/11:8' } },
  },
  {
    ...health,
    command: 'show card',
    below: '## show card',
    rows: 3,
    holds: {
      0: { slot: 2, name: 'GTGHG', kind: 'gpon', ports: 16, softwareVersion: 'V2.1.0', online: true },
      // Nothing is in the slot: no real type, no versions.
      2: { slot: 4, name: 'SMXA', ports: 3, hardwareVersion: null, status: 'OFFLINE', online: false },
    },
  },
  {
    ...health,
    command: 'show system-group',
    below: '## show system-group',
    rows: 1,
    holds: {
      0: { model: 'C320', softwareVersion: 'V2.1.0', uptimeSeconds: ((10 * 24 + 9) * 60 + 14) * 60 },
    },
  },
  {
    file: c3('c320_v2.1.0_show_gpon_onu_uncfg.txt'),
    family: 'c3xx',
    command: 'show gpon onu uncfg',
    rows: 3,
    holds: {
      0: {
        at: { shelf: 1, slot: 1, port: 1 },
        serialNumber: 'HWTC1F14CAAD',
        vendorId: 'HWTC',
        model: null,
        password: null,
      },
      1: { at: { shelf: 1, slot: 1, port: 1 }, serialNumber: 'ZTEGD824CDF3' },
      2: { serialNumber: 'ZTEGDA5918AC' },
    },
  },
  {
    file: c3('c3xx_show_pon_onu_uncfg.txt'),
    family: 'c3xx',
    command: 'show pon onu uncfg',
    below: '## without the pw column',
    rows: 2,
    holds: {
      0: {
        at: { shelf: 1, slot: 1, port: 3 },
        model: 'F609V5.3',
        serialNumber: 'ZTEGC86587D8',
        password: null,
      },
      1: { at: { shelf: 1, slot: 1, port: 4 }, serialNumber: 'ZTEGC86587D7' },
    },
  },
  {
    file: c3('c3xx_show_pon_onu_uncfg.txt'),
    family: 'c3xx',
    command: 'show pon onu uncfg',
    below: '## with the pw column (uncfg-onu-display-info model sn pw)',
    rows: 1,
    holds: {
      0: {
        at: { shelf: 1, slot: 1, port: 5 },
        model: 'F670LV9.0',
        serialNumber: 'ZTEGDC79F447',
        password: 'GDC79F447',
      },
    },
  },
  {
    file: c3('c3xx_uncfg_empty_and_one_row.txt'),
    family: 'c3xx',
    command: 'show gpon onu uncfg',
    typed: 'show gpon onu uncfg',
    rows: 1,
    holds: { 0: { at: { shelf: 1, slot: 1, port: 2 }, serialNumber: 'HWTC12930F9D' } },
  },
  {
    file: c3('c320_gpon_profile_tcont_traffic_session.txt'),
    family: 'c3xx',
    command: 'show gpon profile tcont',
    typed: 'show gpon profile tcont',
    rows: 4,
    holds: {
      0: { name: 'default', bindings: null },
      1: { name: '100M' },
      2: { name: '1G' },
      3: { name: 'upto100M' },
    },
  },
  {
    file: c3('c320_gpon_profile_tcont_traffic_session.txt'),
    family: 'c3xx',
    command: 'show gpon profile traffic',
    typed: 'show gpon profile traffic',
    rows: 2,
    holds: { 0: { name: 'default' }, 1: { name: '100M' } },
  },
  {
    file: c3('c320_v2.1_running_config.txt'),
    family: 'c3xx',
    command: 'show running-config',
    typed: 'show running-config',
    rows: 8,
    holds: {
      3: {
        name: 'gpon-olt_1/1/4',
        lines: ['no shutdown', 'linktrap disable', 'name testpop', 'onu 1 type ZTE-F601 sn ZTEGCCE7B888'],
      },
      4: {
        name: 'gpon-onu_1/1/4:1',
        lines: [
          'name "test1gb"',
          'description "test1gb"',
          'sn-bind enable sn',
          'tcont 1 profile default',
          'gemport 1 tcont 1',
          'service-port 1 vport 1 user-vlan 14 vlan 14',
        ],
      },
      7: { kind: 'pon-onu-mng', name: 'gpon-onu_1/1/4:1' },
    },
  },
  {
    file: c3('c300_state_with_pager_erase_bytes.txt'),
    family: 'c3xx',
    command: 'show gpon onu state',
    below: 'ZXAN#',
    rows: 5,
    holds: {
      0: { address: onu(1, 2, 1, 1), runState: 'online' },
      // Glued behind the bytes that erase the pager.
      2: { address: onu(1, 2, 3, 6), runState: 'online' },
      3: { address: onu(1, 2, 3, 7), runState: 'offline', downCause: 'fibreLoss' },
      4: {
        address: onu(1, 2, 4, 9),
        runState: 'offline',
        downCause: 'powerLoss',
        downCauseText: 'DyingGasp',
      },
    },
  },
];
