import { ntc } from './places.ts';

/** Recordings that no case reads, and why. What another test reads is said with it. */
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
