/** A recorded reply, the command it answers, and what it says, read from it by eye. */
export interface RecordedScreen {
  /** Below `zte/` in the recordings. */
  readonly file: string;
  readonly family: 'c3xx' | 'c6xx';
  readonly command: string;
  /** The command as the recording has it, where it is a session: what stands between it and the next prompt is the reply. */
  readonly typed?: string;
  /** Of a file of several screens: the line above this one. */
  readonly below?: string;
  readonly rows: number;
  readonly holds?: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
  /** Lines the recording lacks: the heading of an excerpt. */
  readonly heading?: string;
}

const c3 = (file: string) => `cli-c3xx/${file}`;
const c6 = (file: string) => `cli-c6xx/${file}`;
const onu = (shelf: number, slot: number, port: number, onuId: number) => ({ shelf, slot, port, onuId });
const blog = { file: c3('c300_v1.2_session_blog_copy.txt'), family: 'c3xx' } as const;
const v1 = { file: c3('c320_v1x_session_state_power_detail_mac_equip.txt'), family: 'c3xx' } as const;
const health = { file: c3('c320_v2.1.0_health_fixtures.txt'), family: 'c3xx' } as const;

const equipmentV1 = {
  vendorId: 'ZTEG',
  softwareVersion: 'V5.0',
  serialNumber: 'ZTEGC1192DD7',
  equipmentId: 'F620V5.0',
  model: 'F620V5.0',
};

/** Every recorded reply that an operation, or a parser of captures, reads. */
export const recordedScreens: readonly RecordedScreen[] = [
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

/** Recordings that no parser reads, each with the reason. */
export const unread: Readonly<Record<string, string>> = {
  [c3('c300_registration_method_session.txt')]: 'a session: see recorded-dialogues.test.ts',
  [c3('c300_v2.1_authorise_session.txt')]: 'a session: see recorded-dialogues.test.ts',
  [c3('c300_v2.1_remove_session.txt')]: 'a session: see recorded-dialogues.test.ts',
  [c3('c320_reboot_session.txt')]: 'a session: see recorded-dialogues.test.ts',
  [c3('c320_v1x_remote_onu_interface_eth.txt')]: 'no operation reads the LAN ports of an ONU',
  [c3('c320_v2.1.0_uncfg_empty_62310.txt')]: 'a refusal: see recorded-dialogues.test.ts',
  [c6('c600_login_banner_raw.txt')]: 'a login: see recorded-dialogues.test.ts',
  [c6('c600_login_rejected_raw.txt')]: 'a login: see recorded-dialogues.test.ts',
  [c6('c600_show_version_rejected_raw.txt')]: 'a refusal: see recorded-dialogues.test.ts',
  [c6('c650_v1.2.1_show_interface_brief.txt')]: 'no operation reads uplinks',
  [c6('c650_v1.2.1_show_ip_dhcp_snooping_vlan.txt')]: 'no operation reads DHCP snooping',
  [c6('c650_v1.2.1_show_optical_module_info_xgei.txt')]: "no operation reads the OLT's own optical modules",
  [c6('c650_v1.2.1_show_security_user_communication.txt')]: 'no operation reads VLAN security',
  [c6('c650_v1.2.1_show_vlan_1.txt')]: 'no operation reads VLANs of the OLT',
  [c6('c650_v1.2.1_show_vlan_port.txt')]: 'no operation reads VLANs of the OLT',
  [c6('c650_v1.2.1_show_vlan_summary.txt')]: 'no operation reads VLANs of the OLT',
  [c6('c6xx_config_session_context_help.txt')]: 'a session: see recorded-dialogues.test.ts',
  [c6('c6xx_show_pon_onu_information_onu_excerpt.txt')]:
    'an excerpt of a screen whose whole no source shows; its place is taken by detail-info',
  'parsed/switcher-core_zte_card_list.json': 'rows of another program: see snmp.test.ts',
  'parsed/switcher-core_zte_onu_info.json': 'rows of another program, whose screen is not recorded',
  'parsed/switcher-core_zte_onu_signal_strength.json':
    'rows of another program, whose screen is not recorded',
  'parsed/switcher-core_zte_unregistered_onu.json':
    'no rows of another program, whose screen is not recorded',
  'snmp/c300_onu_rx_samples.json': 'SNMP: see snmp.test.ts',
  'snmp/c320_v2.1.0_iftable-v1.snmprec': 'SNMP: see snmp.test.ts',
  'snmp/c600_v1.2.2_onu_rx_samples.json': 'SNMP: see snmp.test.ts',
  'snmp/c600_v1.2.2_uncfg_row.json': 'SNMP: see snmp.test.ts',
};
