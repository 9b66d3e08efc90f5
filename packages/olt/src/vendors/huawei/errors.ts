import type { CliOutcome, CliRefusal } from '../../contract/cli.ts';

/**
 * A refusal in Huawei's words, printed behind `Failure: ` or as a line of its own. Words such as "SN already exists" also stand in
 * customers' descriptions: a line that only begins with them is no refusal.
 */
function failure(text: string, outcome: CliOutcome): CliRefusal {
  const words = text
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ /g, '\\s+');
  return { pattern: new RegExp(`^(?:Failure\\s*:\\s*${words}|${words}[.!]?\\s*$)`, 'i'), outcome };
}

/** Syntax errors; the line above points at the place with a caret. */
const syntax: readonly CliRefusal[] = [
  { pattern: /^% ?Unknown command/i, outcome: 'olt.unknown_command' },
  { pattern: /^% ?Ambiguous command/i, outcome: 'olt.unknown_command' },
  { pattern: /^% ?Parameter error/i, outcome: 'olt.bad_parameter' },
  { pattern: /^% ?Too many parameters/i, outcome: 'olt.bad_parameter' },
  { pattern: /^% ?Incomplete command/i, outcome: 'olt.incomplete_command' },
];

const busy: readonly CliRefusal[] = [
  failure('System is busy, please retry after a while', 'olt.busy'),
  failure('System is busy', 'olt.busy'),
  failure('System is reading or writing flash', 'olt.busy'),
  failure('Command can not be executed rightly, the cause is: Loading', 'olt.busy'),
  failure('resource is busy', 'olt.busy'),
];

/** "There is nothing": an answer, not an error. */
const empty: readonly CliRefusal[] = [
  failure('The automatically found ONTs do not exist', 'empty'),
  failure('There is no ONT available', 'empty'),
  failure('No service virtual port can be operated', 'empty'),
  failure('There is not any MAC address record', 'empty'),
  failure('The ONT does not have WAN port', 'empty'),
];

const ontFailures: readonly CliRefusal[] = [
  failure('SN already exists', 'olt.serial_exists'),
  failure('The ONT SN already exists', 'olt.serial_exists'),
  failure('The SN has been used by another ONT', 'olt.serial_exists'),
  failure('The ONT ID has already existed', 'olt.onu_id_taken'),
  failure('The number of ONTs has reached the upper limit', 'olt.port_full'),
  failure('The ONT does not exist', 'olt.onu_not_found'),
  failure('The required ONT does not exist', 'olt.onu_not_found'),
  failure('The ONT is not online', 'olt.onu_offline'),
  failure('This configured object has some service virtual ports', 'olt.onu_has_services'),
  failure('Make configuration repeatedly', 'already_done'),
  // A count in place of a refusal: `ont port native-vlan` on a port the unit does not have.
  {
    pattern: /^Set ONT port\(s\) VLAN configuration, success: ?\d+, failed: ?[1-9]/i,
    outcome: 'olt.command_refused',
  },
];

const serviceFailures: readonly CliRefusal[] = [
  failure('Service virtual port has existed already', 'olt.service_exists'),
  failure('The service virtual port does not exist', 'olt.service_not_found'),
  failure('The GEM port does not exist', 'olt.gem_port_missing'),
  failure('VLAN does not exist', 'olt.vlan_missing'),
  failure('The VLAN does not exist', 'olt.vlan_missing'),
  failure('The traffic table does not exist', 'olt.traffic_table_missing'),
  failure('The ont-lineprofile does not exist', 'olt.profile_missing'),
  failure('The ont-srvprofile does not exist', 'olt.profile_missing'),
  failure('The profile does not exist', 'olt.profile_missing'),
];

const deviceFailures: readonly CliRefusal[] = [
  failure('This board does not exist', 'olt.board_missing'),
  failure('The board does not support this operation', 'olt.not_supported_by_device'),
  failure('insufficient privilege', 'olt.insufficient_privilege'),
  failure('The traffic table exists already', 'olt.command_refused'),
  failure('The DBA-profile has already existed', 'olt.command_refused'),
];

/** Every refusal known from a transcript or a guide; an unknown `Failure:` is `olt.command_refused`. */
export const refusals: readonly CliRefusal[] = [
  ...syntax,
  ...busy,
  ...empty,
  ...ontFailures,
  ...serviceFailures,
  ...deviceFailures,
];

export const refusalShapes: readonly RegExp[] = [/^Failure\s*:/i, /^% ?\S/];

/** What ends a login. `Reenter` counts the logins of one user at the same time, not wrong passwords. */
export const loginRefusals: readonly CliRefusal[] = [
  { pattern: /^Username or password invalid/i, outcome: 'olt.auth_refused' },
  { pattern: /^(?:Failure\s*:\s*)?This user has been locked/i, outcome: 'olt.account_locked' },
  {
    pattern: /^(?:Failure\s*:\s*)?Reenter times have reached the upper limit/i,
    outcome: 'olt.session_limit',
  },
];
