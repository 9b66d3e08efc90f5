import { readDeviceTime } from '../../../src/toolkit/device-time.ts';

/** A recorded reply, the command it answers, and what it says by whoever read it before us. */
export interface RecordedScreen {
  /** Below `huawei/` in the recordings. */
  readonly file: string;
  readonly command: string;
  /** The mode the command is given in; `#` unless told. */
  readonly mode?: 'interface';
  /** The `.yml` beside the recording holds these of our fields under these of its own. */
  readonly yml?: (sample: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;
  /** Entries of the `.yml` that are no row of ours: empty slots of a shelf. */
  readonly skip?: (sample: Readonly<Record<string, string>>) => boolean;
  /** Where there is no `.yml`: how many rows there are, and fields of some of them, read from the recording by eye. */
  readonly rows?: number;
  readonly holds?: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
}

const ntc = (folder: string, file: string) =>
  `ntc-templates/tests/huawei_smartax/${folder}/huawei_smartax_${file}.raw`;
const orNull = (text: string | undefined) =>
  text === undefined || text === '' || text === '-' ? null : text;
const number = (text: string | undefined) => (orNull(text) === null ? null : Number(text));
const place = (fsp: string | undefined, id?: string) => {
  const [shelf, slot, port] = (fsp ?? '').split('/').map(Number);
  return { shelf, slot, port, ...(id !== undefined && { onuId: Number(id) }) };
};
const runStates: Readonly<Record<string, string>> = { online: 'online', offline: 'offline' };

const list: RecordedScreen['yml'] = (sample) => ({
  address: place(sample.fsp, sample.ont_id),
  serialNumber: sample.serial_number,
  adminState: sample.control_flag === 'active' ? 'enabled' : 'unknown',
  runState: runStates[sample.run_state ?? ''] ?? 'unknown',
  configState: orNull(sample.config_state),
  matchState: orNull(sample.match_state),
  description: sample.description,
});

const summary: RecordedScreen['yml'] = (sample) => ({
  address: place(sample.port, sample.ont_id),
  serialNumber: sample.serial_number,
  runState: sample.run_state,
  model: sample.ont_model_type,
  distanceMetres: number(sample.distance_m),
  rxAtOnuDbm: number(sample.rx_power_dbm),
  txAtOnuDbm: number(sample.tx_power_dbm),
  description: sample.description,
  lastUpAt: readDeviceTime(sample.last_uptime ?? ''),
  lastDownAt: readDeviceTime(sample.last_downtime ?? ''),
  downCauseText: orNull(sample.last_downcause),
});

const info: RecordedScreen['yml'] = (sample) => ({
  address: place(sample.fsp, sample.ont_id),
  serialNumber: sample.serial_number,
  adminState: 'enabled',
  runState: sample.run_state,
  configState: sample.config_state,
  matchState: sample.match_state,
  distanceMetres: number(sample.distance_m),
  description: sample.description,
  authentication: sample.authentic_type,
  downCauseText: sample.last_down_cause,
  lineProfileId: number(sample.line_profile_id),
  lineProfileName: sample.line_profile_name,
  serviceProfileId: number(sample.service_profile_id),
  serviceProfileName: sample.service_profile_name,
  lastUpAt: '2023-01-05T08:56:12+08:00',
  lastDownAt: '2023-01-05T08:55:28+08:00',
});

const profile: RecordedScreen['yml'] = (sample) => ({
  id: number(sample.profile_id),
  name: sample.profile_name,
  bindings: number(sample.binding_times),
});

/** Every recorded reply that an operation reads. */
export const recordedScreens: readonly RecordedScreen[] = [
  {
    file: ntc('display_version', 'display_version'),
    command: 'display version',
    // The second entry is the standby board's, in the same screen.
    skip: (sample) => sample.mainboard_type !== 'Active',
    yml: (sample) => ({
      model: sample.product,
      softwareVersion: sample.olt_version,
      patch: sample.patch,
      uptimeSeconds: ((20 * 24 + 23) * 60 + 19) * 60 + 16,
    }),
  },
  {
    file: ntc('display_board', 'display_board'),
    command: 'display board 0',
    skip: (sample) => sample.boardname === '',
    yml: (sample) => ({
      slot: number(sample.slot_id),
      name: sample.boardname,
      status: sample.status,
      online: sample.online_offline !== 'Offline',
    }),
  },
  {
    file: ntc('display_ont_autofind', 'display_ont_autofind'),
    command: 'display ont autofind 0',
    mode: 'interface',
    yml: (sample) => ({
      at: place(sample.fsp),
      // 0x12 is no letter: the anonymised number is kept as it was printed.
      serialNumber: sample.serial_number,
      vendorId: sample.vendor_id,
      model: sample.ont_equipment_id,
      softwareVersion: sample.ont_software_version,
      mac: sample.ont_mac,
      password: null,
      loid: null,
      firstSeenAt: '2000-01-01T00:00:00+00:00',
    }),
  },
  ...(
    [
      ['display_ont_info_0', 'display_ont_info_fsp', '0 1 0'],
      ['display_ont_info_0', 'display_ont_info_fsp_3', '0 0 0'],
      ['display_ont_info_0_1_2', 'display_ont_info_fsp', '0 1 0'],
      ['display_ont_info_0_1_2', 'display_ont_info_fsp_2', '0 2 0'],
    ] as const
  ).map(
    ([folder, file, port]): RecordedScreen => ({
      file: ntc(folder, file),
      command: `display ont info ${port} all`,
      yml: list,
    }),
  ),
  ...(
    [
      ['display_ont_info_0_1', '0 0 6 2'],
      ['display_ont_info_0_1_2_3', '0 0 6 2'],
      ['display_ont_info_by-sn_ABC', 'by-sn 485754430001AAAA'],
    ] as const
  ).map(
    ([folder, which]): RecordedScreen => ({
      file: ntc(folder, 'display_ont_info_1'),
      command: `display ont info ${which}`,
      yml: info,
    }),
  ),
  ...['', '_3'].map(
    (suffix): RecordedScreen => ({
      file: ntc('display_ont_info_summary_ont', `display_ont_info_summary_ont${suffix}`),
      command: 'display ont info summary 0/1/0',
      yml: summary,
    }),
  ),
  {
    file: ntc('display_ont_optical-info_0_all', 'display_ont_optical-info_0_all'),
    command: 'display ont optical-info 0 all',
    mode: 'interface',
    yml: (sample) => ({
      address: { shelf: null, slot: null, port: 0, onuId: number(sample.ont_id) },
      rxAtOnuDbm: number(sample.rx_power),
      txAtOnuDbm: number(sample.tx_power),
      rxAtOltDbm: number(sample.olt_rx_ont),
      temperatureCelsius: number(sample.temperature),
      voltageVolts: number(sample.voltage),
      biasMilliamps: number(sample.current),
      distanceMetres: number(sample.distance),
    }),
  },
  {
    file: ntc('display_service-port_all', 'display_service-port_all'),
    command: 'display service-port all',
    yml: (sample) => ({
      index: number(sample.index),
      address: place(sample.fsp?.replaceAll(' ', ''), sample.ont_id),
      vlan: number(sample.vlan_id),
      gemPort: number(sample.gem_index),
      userVlan: number(sample.vlan_access),
      inboundTrafficTable: number(sample.rx),
      outboundTrafficTable: number(sample.tx),
      state: sample.state,
    }),
  },
  {
    file: ntc('display_ont_wan-info_0_1_2_0', 'display_ont_wan-info_0_1_2_0'),
    command: 'display ont wan-info 0/1 0 0',
    yml: (sample) => ({
      index: number(sample.index),
      name: sample.name,
      serviceType: sample.service_type,
      connectionType: sample.connection_type,
      status: sample.ipv4_connection_status,
      accessType: sample.ipv4_access_type,
      ipv4Address: orNull(sample.ipv4_address),
      subnetMask: orNull(sample.subnet_mask),
      gateway: orNull(sample.default_gateway),
      vlan: number(sample.manage_vlan),
      mac: /[0-9A-F]/.test(sample.mac_address ?? '') ? sample.mac_address : null,
    }),
  },
  {
    file: ntc('display_mac-address_ont_0_1_2_0', 'display_mac-address_ont_0_1_2_0'),
    command: 'display mac-address ont 0/2/6 2',
    yml: (sample) => ({
      mac: sample.mac,
      vlan: number(sample.vlan_id),
      kind: `${sample.ont_port_type} ${sample.ont_port_id}`,
    }),
  },
  {
    file: ntc('display_ont_port_state_0_1_eth-port', 'display_ont_port_state_0_1_eth-port'),
    command: 'display ont port state 0 1 eth-port all',
    mode: 'interface',
    yml: (sample) => ({
      onuId: number(sample.ont_id),
      ethPort: number(sample.ont_port_id),
      kind: sample.ont_port_type,
      speedMbps: number(sample.speed_mbps),
      duplex: orNull(sample.duplex),
      link: orNull(sample.link_state) ?? 'unknown',
      ring: orNull(sample.ring_status),
    }),
  },
  {
    file: ntc('display_ont_wlan-info_0_1_2_0', 'display_ont_wlan-info_0_1_2_0'),
    command: 'display ont wlan-info 0/1 2 0',
    yml: (sample) => ({
      index: number(sample.ssid_index),
      ssid: sample.ssid_name,
      standard: sample.wireless_standard,
      enabled: sample.administrative_state === 'enable',
      up: sample.operational_state === 'up',
      clients: number(sample.current_associate_number),
      maxClients: number(sample.maximum_associate_number),
    }),
  },
  ...(['line', 'srv'] as const).map(
    (kind): RecordedScreen => ({
      file: ntc(`display_ont-${kind}profile_gpon_all`, `display_ont-${kind}profile_gpon_all`),
      command: `display ont-${kind}profile gpon all`,
      yml: profile,
    }),
  ),
  {
    file: 'other/autofind_2018_min_fields.raw',
    command: 'display ont autofind all',
    rows: 2,
    holds: {
      0: {
        at: place('0/0/0'),
        serialNumber: 'BLKGC2419DFC',
        serialNumberText: '424C4B47C2419DFC (BLKG-C2419DFC)',
        vendorId: null,
        model: null,
        password: null,
        firstSeenAt: '2018-04-16T08:49:31+08:00',
      },
      1: { serialNumber: 'BLKG1C4FDE71' },
    },
  },
  {
    file: 'other/ma5608t_autofind_2023.raw',
    command: 'display ont autofind all',
    rows: 1,
    holds: {
      0: {
        serialNumber: 'HWTCAF15508F',
        vendorId: 'HWTC',
        model: '310M',
        softwareVersion: 'V3R015C10S106',
        mac: null,
        // Day first, with the summer time in the offset.
        firstSeenAt: '2023-10-16T23:47:09-02:00',
      },
    },
  },
  {
    file: 'other/ma5800_autofind_all_2024.raw',
    command: 'display ont autofind all',
    rows: 9,
    holds: {
      0: { at: place('0/1/3'), serialNumber: 'HWTCC1D0206E', model: 'EG8010Hv6', mac: 'B85F-B096-8F87' },
      4: { at: place('0/2/1'), password: 'abcdef' },
      5: { firstSeenAt: '2023-05-16T18:15:51-04:00' },
      8: { serialNumber: 'HWTCA0BB6710', vendorId: 'BDCM', password: '1234567890', loid: 'user', mac: null },
    },
  },
  {
    file: 'other/ea5800_autofind_port.raw',
    command: 'display ont autofind 0',
    mode: 'interface',
    rows: 1,
    holds: {
      0: {
        at: place('0/1/0'),
        serialNumber: 'HWTC56BE216A',
        vendorId: 'HWTC',
        model: 'EG8145V5',
        softwareVersion: 'V5R020C10S213',
        mac: '68E2-0930-C64C',
        firstSeenAt: '2022-09-18T12:50:52+08:00',
      },
    },
  },
  {
    file: 'other/ma5800_ont_version.raw',
    command: 'display ont version 0 1 3 7',
    rows: 1,
    holds: {
      0: {
        address: place('0/1/3', '7'),
        model: 'EG8145X6',
        softwareVersion: 'V5R020C00S080',
        productDescription:
          'OptiXstar EG8145X6 GPON Terminal (CLASS B+/PRODUCT ID:2150084405HYM8562634/CHIP:00000020210603)',
      },
    },
  },
  {
    file: 'other/ma5683t_ont_version_and_param_error.raw',
    command: 'display ont version 0 0 15 0',
    rows: 1,
    holds: { 0: { vendorId: 'PTIN', model: 'GR2412GA', standbySoftwareVersion: null, mac: null } },
  },
  {
    file: 'other/ma5683t_ont_version_and_param_error.raw',
    command: 'display ont version 0 0 3 0',
    rows: 1,
    holds: {
      0: {
        model: '245H',
        productDescription: 'EchoLife HG8245H GPON Terminal (CLASS B+/PRODUCT ID:2102310QXF6RG4002232)',
      },
    },
  },
  {
    file: 'other/ma5683t_service-port_port.raw',
    command: 'display service-port port 0/0/1',
    rows: 3,
    holds: {
      0: {
        index: 25,
        address: place('0/0/1', '1'),
        vlan: 110,
        gemPort: 1,
        userVlan: 110,
        inboundTrafficTable: 17,
        outboundTrafficTable: 47,
        state: 'up',
      },
      2: { index: 465, address: place('0/0/1', '44') },
    },
  },
  {
    file: 'other/ma5800_optical-info_single_smartprompt.raw',
    command: 'display ont optical-info 2 0',
    mode: 'interface',
    rows: 1,
    holds: {
      0: {
        address: { shelf: null, slot: null, port: 2, onuId: 0 },
        rxAtOnuDbm: -18.18,
        txAtOnuDbm: 2.27,
        rxAtOltDbm: -22.22,
        temperatureCelsius: 58,
        voltageVolts: 3.36,
        biasMilliamps: 16,
        distanceMetres: null,
      },
    },
  },
  {
    file: 'nesi/display_ont_optical-info_single.raw',
    command: 'display ont optical-info 0 0',
    mode: 'interface',
    rows: 1,
    holds: { 0: { rxAtOnuDbm: -13.68, txAtOnuDbm: 2.17, rxAtOltDbm: -15.72, temperatureCelsius: 31 } },
  },
];

/** Recordings that no screen of an operation reads, and why. What another test reads is said with it. */
export const unread: Readonly<Record<string, string>> = {
  'centreon/huawei-gpon.snmpwalk': 'SNMP: served by snmpsim in snmp.test.ts',
  'other/hertzbeat_4358_ma5800_olt_rx.snmpwalk': 'SNMP: served by snmpsim in snmp.test.ts',
  'librenms/tests/snmpsim/smartax-mdu.snmprec':
    'SNMP of an MDU, which is no OLT: snmp.test.ts sees it refused',
  'librenms/tests/data/smartax-mdu.json': "another program's readings of that walk",
  'other/ma5683t_ont_info_by-sn_wrapped_desc.raw':
    'condensed by its author: no rules, no end; its description is read in recorded-dialogues.test.ts',
  'other/ma5683t_gem_mismatch.raw': 'condensed: no rules; its refusal is in recorded-dialogues.test.ts',
  'other/ma5800_xgpon_ont_info_by-sn.raw':
    'breaks off in the middle: must be refused, see incomplete screens',
  'other/ma5800_xgpon_optical-info_truncated.raw': 'breaks off in the middle: must be refused',
  'other/smartolt_full_status_2019_condensed.raw':
    'many screens run together without their rules; read block by block in recorded-dialogues.test.ts',
  'other/ma5683t_ont_add_sn_exists.raw': 'a refusal: recorded-dialogues.test.ts',
  'other/ea5800_delete_flow.raw': 'a write: its dialogue is played in recorded-dialogues.test.ts',
  'other/ma5800_login_banner_and_prep.raw': 'a login: played in recorded-dialogues.test.ts',
  'other/ma5800_r022_session_errors.raw': 'a login and refusals: played in recorded-dialogues.test.ts',
  'other/ma5800_r022_current-configuration_excerpt.raw':
    'an excerpt of the whole configuration; of one ONU its lines are read in recorded-dialogues.test.ts',
  'nesi/display_board_slot_num_0.raw': 'a VDSL board of an MDU: no PON port in it',
  [ntc('display_board_serial-number', 'display_board_serial_number')]:
    'no operation reads serial numbers of boards',
  [ntc('display_temperature', 'display_temperature')]: 'no operation reads temperatures of boards',
  [ntc('display_sysuptime', 'display_sysuptime')]: 'the uptime is in display version',
  [ntc('display_cpu', 'display_cpu')]: 'no operation reads loads',
  [ntc('display_mem', 'display_mem')]: 'no operation reads loads',
  [ntc('display_sysman_service_state', 'display_sysman_service_state')]: 'no operation reads services',
  [ntc('display_port_info', 'display_port_info')]: 'settings of one PON port: no operation reads them',
  [ntc('display_ont_snmp-profile_0_all', 'display_ont_snmp-profile_0_all')]:
    'no operation reads SNMP profiles',
  [ntc('display_ont_version_summary_0', 'display_ont_version_summary_0')]: 'counts by firmware: no operation',
  [ntc('display_ont_capability_all', 'display_ont_capability_all')]: 'no operation reads capabilities',
  [ntc('display_ont_gemport_0_ontid_0', 'display_ont_gemport_0_ontid_0')]:
    'GEM indexes are in display ont info',
  [ntc('display_ont_port_vlan_0_1_byport_eth_0', 'display_ont_port_vlan_0_1_byport_eth_0')]:
    'native VLANs are read from the configuration',
  [ntc('display_ont_port_vlan_0_1_byvlan_0', 'display_ont_port_vlan_0_1_byvlan_0')]:
    'no operation reads these',
  [ntc('display_ont_wlan-status_0_1', 'display_ont_wlan-status_0_1')]: 'no operation reads Wi-Fi',
  [ntc('display_ont_wlan-status_0_1', 'display_ont_wlan-status_0_1_2')]: 'no operation reads Wi-Fi',
  [ntc('display_ont_wlan-status_0_1', 'display_ont_wlan-status_0_1_3')]: 'no operation reads Wi-Fi',
  [ntc('display_mac-address', 'display_mac-address')]: 'all MACs of the OLT: operations ask for one ONU',
  [ntc('display_location', 'display_location_aaaa-aaaa-aaaa')]: 'searching the OLT for a MAC is no operation',
  [ntc('display_location_aaaa-aaaa-aaaa_ont', 'display_location_aaaa-aaaa-aaaa_ont')]:
    'searching the OLT for a MAC is no operation',
  [ntc('ont_add', 'ont_add')]: 'a write: its success is read in recorded-dialogues.test.ts',
  [ntc('port_vlan', 'port_vlan')]: 'a write: its success is read in recorded-dialogues.test.ts',
};
