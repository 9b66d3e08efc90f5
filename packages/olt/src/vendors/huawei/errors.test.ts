import { describe, expect, test } from 'vitest';
import type { CliOutcome } from '../../contract/cli.ts';
import { findRefusal } from '../../toolkit/terminal/find-refusal.ts';
import { platform } from './platform.ts';

const outcomeOf = (reply: string): CliOutcome | null =>
  findRefusal(reply.split('\n'), platform)?.outcome ?? null;

/** Every refusal that is known from a transcript or a guide. */
const texts: readonly (readonly [string, CliOutcome])[] = [
  ["            ^\n  % Unknown command, the error locates at '^'", 'olt.unknown_command'],
  ["            ^\n  % Parameter error, the error locates at '^'", 'olt.bad_parameter'],
  ["            ^\n  % Too many parameters, the error locates at '^'", 'olt.bad_parameter'],
  ["            ^\n  % Ambiguous command, the error locates at '^'", 'olt.unknown_command'],
  ["            ^\n  % Incomplete command, the error locates at '^'", 'olt.incomplete_command'],
  ['  Failure: SN already exists', 'olt.serial_exists'],
  ['  Failure: The ONT SN already exists', 'olt.serial_exists'],
  ['  Failure: The SN has been used by another ONT', 'olt.serial_exists'],
  ['  Failure: The ONT ID has already existed', 'olt.onu_id_taken'],
  ['  Failure: The number of ONTs has reached the upper limit', 'olt.port_full'],
  ['  Failure: The ONT does not exist', 'olt.onu_not_found'],
  ['  Failure: The required ONT does not exist', 'olt.onu_not_found'],
  ['  Failure: There is no ONT available', 'empty'],
  ['  Failure: The automatically found ONTs do not exist', 'empty'],
  ['  Failure: The ONT is not online', 'olt.onu_offline'],
  ['  Failure: This configured object has some service virtual\n  ports', 'olt.onu_has_services'],
  ['  Failure: No service virtual port can be operated', 'empty'],
  ['  Failure: There is not any MAC address record', 'empty'],
  ['  Failure: The service virtual port does not exist', 'olt.service_not_found'],
  ['  Failure: Service virtual port has existed already', 'olt.service_exists'],
  ['  Failure: The GEM port does not exist', 'olt.gem_port_missing'],
  ['  Failure: The ont-lineprofile does not exist', 'olt.profile_missing'],
  ['  Failure: The profile does not exist', 'olt.profile_missing'],
  ['  Failure: VLAN does not exist', 'olt.vlan_missing'],
  ['  Failure: The traffic table does not exist', 'olt.traffic_table_missing'],
  ['  Failure: Make configuration repeatedly', 'already_done'],
  ['  Failure: This board does not exist', 'olt.board_missing'],
  ['  Failure: The board does not support this operation', 'olt.not_supported_by_device'],
  ['  Failure: The traffic table exists already', 'olt.command_refused'],
  ['  Failure: The DBA-profile has already existed', 'olt.command_refused'],
  ['  Failure: insufficient privilege', 'olt.insufficient_privilege'],
  ['  Failure: resource is busy', 'olt.busy'],
  ['  Failure: System is busy, please retry after a while', 'olt.busy'],
  ['  Failure: System is reading or writing flash, please retry after a while', 'olt.busy'],
  [
    '  Failure: Command can not be executed rightly, the cause is: Loading (backuping,rollbacking...) command being executed. Please retry later',
    'olt.busy',
  ],
  ['  Set ONT port(s) VLAN configuration, success: 0, failed: 1', 'olt.command_refused'],
  ['  Failure: Something nobody has seen before', 'olt.command_refused'],
  ['  % Something else', 'olt.command_refused'],
];

test.each(texts)('%s', (reply, outcome) => {
  expect(outcomeOf(reply)).toBe(outcome);
});

test('a refusal without "Failure:" counts when it is the whole line', () => {
  expect(outcomeOf('  insufficient privilege')).toBe('olt.insufficient_privilege');
  expect(outcomeOf('  VLAN does not exist.')).toBe('olt.vlan_missing');
});

test.each([
  '  0/ 1/0       3   SN already exists says the customer',
  '  Description             : Failure: The ONT does not exist',
  '                            Failure: The ONT does not exist',
  '  VLAN does not exist here any more, moved to 30',
  '  Set ONT port(s) VLAN configuration, success: 1, failed: 0',
  '  Number of ONTs that can be added: 1, success: 1\n  PortID :6, ONTID :2',
])('what customers write and what went through is no refusal: %s', (reply) => {
  expect(outcomeOf(reply)).toBeNull();
});

describe('login', () => {
  test.each([
    ['Username or password invalid.', 'olt.auth_refused'],
    ['This user has been locked. Please ask an administrator to unlock it for you.', 'olt.account_locked'],
    ['Reenter times have reached the upper limit.', 'olt.session_limit'],
  ])('%s', (text, code) => {
    const refusal = platform.login.refusals.find(({ pattern }) => pattern.test(text));
    expect(refusal?.outcome).toBe(code);
  });
});

describe('what a read-only session lets out', () => {
  const passes = (command: string) => platform.readOnlyCommands.some((pattern) => pattern.test(command));

  test.each(['display ont info 0 1 2 all', 'display ont info 0 1 2 3 | no-more', 'enable', 'config', 'quit'])(
    '%s',
    (command) => expect(passes(command)).toBe(true),
  );
  test.each(['interface gpon 0/1', 'undo smart', 'scroll', 'scroll 512', 'infoswitch cli OFF', 'disable'])(
    '%s',
    (command) => expect(passes(command)).toBe(true),
  );
  test.each([
    'save',
    'ont add 0 1 sn-auth "4857544312345678" omci',
    'ont reset 0 1',
    'undo service-port 1',
    'display ont info 0 1 2 all\ront delete 0 1',
    'display ont info 0 1 2 all\nsave',
    'display ?',
    'displayx',
    'undo smart\rsave',
    'interface gpon 0/1\rport 0 shutdown',
    'config terminal',
  ])('never %j', (command) => expect(passes(command)).toBe(false));
});
