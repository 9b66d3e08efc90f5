const statuses: Readonly<Record<string, number>> = {
  'olt.onu_not_found': 404,
  'olt.bad_request': 422,
  'olt.bad_parameter': 422,
  'olt.serial_exists': 409,
  'olt.onu_id_taken': 409,
  'olt.other_onu': 409,
  'olt.onu_offline': 409,
  'olt.onu_has_services': 409,
  'olt.service_exists': 409,
  'olt.service_not_found': 409,
  'olt.port_full': 409,
  'olt.profile_missing': 409,
  'olt.vlan_missing': 409,
  'olt.gem_port_missing': 409,
  'olt.traffic_table_missing': 409,
  'olt.board_missing': 409,
  'olt.plan_outdated': 409,
  'olt.busy': 503,
  'olt.session_limit': 503,
  'olt.aborted': 503,
  'olt.timeout': 504,
  'olt.unsupported_operation': 501,
  'olt.not_supported_by_device': 501,
};

/** The HTTP status of an OLT's error: 502 where the OLT, the way to it or its credentials are at fault. */
export function oltStatus(code: string): number {
  return statuses[code] ?? 502;
}
