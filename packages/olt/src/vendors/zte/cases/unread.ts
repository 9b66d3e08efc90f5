import { c3, c6 } from './cut-screen.ts';

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
