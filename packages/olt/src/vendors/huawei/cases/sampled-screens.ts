import type { ScreenCase } from '../../../contract/vendor-cases.ts';
import { readDeviceTime } from '../../../toolkit/device-time.ts';
import { inPort, ntc, place } from './places.ts';

/** A row as another program read it, and what fields of ours it means. */
type Reading = (sample: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;

/** A recorded screen with that program's reading beside it. */
interface Sampled extends Pick<ScreenCase, 'command' | 'at' | 'endsOpen'> {
  readonly screen: readonly [folder: string, file: string];
  readonly row: Reading;
  /** Rows that are none of ours: empty slots of a shelf. */
  readonly skip?: (sample: Readonly<Record<string, string>>) => boolean;
}

const orNull = (text: string | undefined) =>
  text === undefined || text === '' || text === '-' ? null : text;
const number = (text: string | undefined) => (orNull(text) === null ? null : Number(text));
const runStates: Readonly<Record<string, string>> = { online: 'online', offline: 'offline' };

const list: Reading = (sample) => ({
  address: place(sample.fsp, sample.ont_id),
  serialNumber: sample.serial_number,
  adminState: sample.control_flag === 'active' ? 'enabled' : 'unknown',
  runState: runStates[sample.run_state ?? ''] ?? 'unknown',
  configState: orNull(sample.config_state),
  matchState: orNull(sample.match_state),
  description: sample.description,
});

const summary: Reading = (sample) => ({
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

const info: Reading = (sample) => ({
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

const profile: Reading = (sample) => ({
  id: number(sample.profile_id),
  name: sample.profile_name,
  bindings: number(sample.binding_times),
});

const sampled: readonly Sampled[] = [
  {
    screen: ['display_version', 'display_version'],
    command: 'display version',
    // The second entry is the standby board's, in the same screen.
    skip: (sample) => sample.mainboard_type !== 'Active',
    row: (sample) => ({
      model: sample.product,
      softwareVersion: sample.olt_version,
      patch: sample.patch,
      uptimeSeconds: ((20 * 24 + 23) * 60 + 19) * 60 + 16,
    }),
  },
  {
    screen: ['display_board', 'display_board'],
    command: 'display board 0',
    skip: (sample) => sample.boardname === '',
    row: (sample) => ({
      slot: number(sample.slot_id),
      name: sample.boardname,
      status: sample.status,
      online: sample.online_offline !== 'Offline',
    }),
  },
  {
    screen: ['display_ont_autofind', 'display_ont_autofind'],
    command: 'display ont autofind 0',
    endsOpen:
      'neither a count nor a number that must come last: in a session the prompt tells that no row was to follow',
    at: inPort,
    row: (sample) => ({
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
    ([folder, file, port]): Sampled => ({
      screen: [folder, file],
      command: `display ont info ${port} all`,
      row: list,
    }),
  ),
  ...(
    [
      ['display_ont_info_0_1', '0 0 6 2'],
      ['display_ont_info_0_1_2_3', '0 0 6 2'],
      ['display_ont_info_by-sn_ABC', 'by-sn 485754430001AAAA'],
    ] as const
  ).map(
    ([folder, which]): Sampled => ({
      screen: [folder, 'display_ont_info_1'],
      command: `display ont info ${which}`,
      row: info,
    }),
  ),
  ...['', '_3'].map(
    (suffix): Sampled => ({
      screen: ['display_ont_info_summary_ont', `display_ont_info_summary_ont${suffix}`],
      command: 'display ont info summary 0/1/0',
      row: summary,
    }),
  ),
  {
    screen: ['display_ont_optical-info_0_all', 'display_ont_optical-info_0_all'],
    command: 'display ont optical-info 0 all',
    at: inPort,
    row: (sample) => ({
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
    screen: ['display_service-port_all', 'display_service-port_all'],
    command: 'display service-port all',
    row: (sample) => ({
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
    screen: ['display_ont_wan-info_0_1_2_0', 'display_ont_wan-info_0_1_2_0'],
    command: 'display ont wan-info 0/1 0 0',
    endsOpen:
      'neither a count nor a number that must come last: in a session the prompt tells that no row was to follow',
    row: (sample) => ({
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
    screen: ['display_mac-address_ont_0_1_2_0', 'display_mac-address_ont_0_1_2_0'],
    command: 'display mac-address ont 0/2/6 2',
    row: (sample) => ({
      mac: sample.mac,
      vlan: number(sample.vlan_id),
      kind: `${sample.ont_port_type} ${sample.ont_port_id}`,
    }),
  },
  {
    screen: ['display_ont_port_state_0_1_eth-port', 'display_ont_port_state_0_1_eth-port'],
    command: 'display ont port state 0 1 eth-port all',
    at: inPort,
    row: (sample) => ({
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
    screen: ['display_ont_wlan-info_0_1_2_0', 'display_ont_wlan-info_0_1_2_0'],
    command: 'display ont wlan-info 0/1 2 0',
    row: (sample) => ({
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
    (kind): Sampled => ({
      screen: [`display_ont-${kind}profile_gpon_all`, `display_ont-${kind}profile_gpon_all`],
      command: `display ont-${kind}profile gpon all`,
      row: profile,
    }),
  ),
];

/** Screens of which the recordings also hold the rows of another program. */
export const sampledScreens: readonly ScreenCase[] = sampled.map(
  ({ screen: [folder, file], row, skip = () => false, ...how }) => ({
    profile: 'smartax',
    ...how,
    text: { recording: `huawei/${ntc(folder, file)}` },
    sample: {
      recording: `huawei/${ntc(folder, file).replace(/raw$/, 'yml')}`,
      rows: (document) =>
        (document as { parsed_sample: Record<string, string>[] }).parsed_sample
          .filter((sample) => !skip(sample))
          .map(row),
    },
  }),
);
