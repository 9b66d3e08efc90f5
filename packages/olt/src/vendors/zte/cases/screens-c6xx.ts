import { type CutScreen, c6, onu } from './cut-screen.ts';

/** Every recorded reply of a C600 or C650 that an operation, or a parser of captures, reads. */
export const c6xxScreens: readonly CutScreen[] = [
  {
    file: c6('c600_banner_then_show_gpon_onu_state.txt'),
    family: 'c6xx',
    command: 'show gpon onu state',
    typed: 'show gpon onu state',
    rows: 2,
    holds: {
      0: { address: onu(1, 1, 1, 1), runState: 'online' },
      1: { address: onu(1, 1, 1, 2), runState: 'offline', phase: 'syncMib', downCause: null },
    },
  },
  {
    file: c6('c600_show_pon_power_olt_rx.txt'),
    family: 'c6xx',
    command: 'show pon power olt-rx gpon_olt-1/2/15',
    rows: 3,
    holds: {
      0: { address: onu(1, 2, 15, 1), reading: { missing: 'offline' } },
      1: { address: onu(1, 2, 15, 2), reading: { value: -22.373 } },
      2: { address: onu(1, 2, 15, 19), reading: { value: -22.034 } },
    },
  },
  {
    file: c6('c600_show_pon_power_onu_rx_raw.txt'),
    family: 'c6xx',
    command: 'show pon power onu-rx gpon_onu-1/17/3:2',
    rows: 1,
    holds: { 0: { address: onu(1, 17, 3, 2), reading: { value: -18.292 } } },
  },
  {
    file: c6('c6xx_show_pon_power_onu_rx_tx.txt'),
    family: 'c6xx',
    command: 'show pon power onu-rx gpon_onu-1/1/6:78',
    below: '## show pon power onu-rx gpon_onu-1/1/6:78',
    rows: 1,
    holds: { 0: { address: onu(1, 1, 6, 78), reading: { value: -19.032 } } },
  },
  {
    file: c6('c6xx_show_pon_power_onu_rx_tx.txt'),
    family: 'c6xx',
    command: 'show pon power onu-tx gpon_onu-1/1/6:78',
    below: '## show pon power onu-tx gpon_onu-1/1/6:78',
    rows: 1,
    holds: { 0: { reading: { value: 2.006 } } },
  },
  {
    file: c6('c600_v1.2.2_show_card.txt'),
    family: 'c6xx',
    command: 'show card',
    rows: 9,
    holds: {
      0: { shelf: 1, slot: 3, name: 'GFGL', kind: 'gpon', ports: 16, hardwareVersion: 'V1.8.0' },
      3: { slot: 10, name: 'C0ISFUB', kind: 'control', ports: 4 },
      4: { slot: 11, name: 'SFUB', status: 'OFFLINE', hardwareVersion: null, online: false },
      8: { slot: 21, name: 'FCVDE-I', kind: 'other', ports: 0 },
    },
  },
  {
    file: c6('c6xx_show_gpon_onu_by_sn.txt'),
    family: 'c6xx',
    command: 'show gpon onu by sn ZTEGC9CC491B',
    rows: 1,
    holds: { 0: { address: onu(1, 1, 9, 80) } },
  },
  {
    file: c6('c6xx_show_pon_onu_uncfg_rows.txt'),
    family: 'c6xx',
    command: 'show pon onu uncfg',
    heading:
      'OltIndex            Model                SN                 PW\n----------------------------------------',
    rows: 2,
    holds: {
      0: {
        at: { shelf: 1, slot: 2, port: 13 },
        model: 'F660V1.0',
        serialNumber: 'ZTEGC9CC491B',
        password: 'GC9CC491B',
      },
      1: {
        at: { shelf: 1, slot: 2, port: 1 },
        model: 'VSOLV422',
        serialNumber: 'VSOL0009C4B0',
        password: '1234567890',
      },
    },
  },
  {
    file: c6('c650_v1.2.1_running_config_profile_tcont.txt'),
    family: 'c6xx',
    command: 'show running-config | include profile tcont',
    typed: 'show running-config | include profile tcont',
    rows: 3,
    holds: { 0: { name: 'SMARTOLT-1G-UP' }, 1: { name: 'SMARTOLT-MGMT-UP' }, 2: { name: 'MGMT' } },
  },
  {
    file: c6('c650_v1.2.1_running_config_traffic_profile.txt'),
    family: 'c6xx',
    command: 'show running-config | include traffic-profile',
    typed: 'show running-config | traffic-profile',
    rows: 5,
    holds: { 0: { name: 'SMARTOLT-VOIPMNG-10M' }, 4: { name: 'SMARTOLT-1G-DOWN' } },
  },
  {
    file: c6('c6xx_running_config_a.txt'),
    family: 'c6xx',
    command: 'show running-config',
    rows: 19,
    holds: {
      10: {
        kind: 'interface',
        name: 'gpon_olt-1/1/1',
        lines: [
          'onu 1 type F601 sn FHTT6A9B7700',
          'onu 2 type XGPONONU sn CDTC1DFFB038',
          'fiber-distance 0 200',
          'uncfg-onu-aging-time 30',
        ],
      },
      12: {
        name: 'gpon_onu-1/1/1:2',
        lines: [
          'name ********',
          'description ********',
          'fec enable',
          'tcont 1 profile XG2500',
          'gemport 1 tcont 1',
        ],
      },
      13: { kind: 'pon-onu-mng', name: 'gpon_onu-1/1/1:1' },
      16: {
        name: 'vport-1/1/1.1:1',
        lines: [
          'service-port 1 user-vlan 360 vlan 360',
          'security max-mac-learn 4',
          'qos traffic-shaping DW300M',
          'ip access-group 300 in',
        ],
      },
    },
  },
  {
    file: c6('c6xx_running_config_b.txt'),
    family: 'c6xx',
    command: 'show running-config',
    rows: 5,
    holds: {
      4: { name: 'vport-1/1/1.1:1' },
    },
  },
];
