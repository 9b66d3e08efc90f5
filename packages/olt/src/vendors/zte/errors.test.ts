import { describe, expect, test } from 'vitest';
import type { CliOutcome } from '../../contract/cli.ts';
import { findRefusal } from '../../toolkit/terminal/find-refusal.ts';
import { c3xxPlatform, c6xxPlatform } from './platform.ts';

const texts: readonly (readonly [string, CliOutcome])[] = [
  ['%Code 62310-GPONSRV : No related information to show.', 'empty'],
  ['%Code 32310-GPONSRV : No related information to show.', 'empty'],
  ['%Code 64040-GPONSRV : No relate information to show', 'empty'],
  ['No related information to show.', 'empty'],
  ['No infomation to show', 'empty'],
  ["     ^\n%Error 20200: Invalid input detected at '^' marker.", 'olt.unknown_command'],
  ["     ^\n%Error 20201: Invalid input detected at '^' marker.Invalid keyword", 'olt.unknown_command'],
  ["     ^\n%Error 20202: Invalid input detected at '^' marker.Invalid parameter", 'olt.bad_parameter'],
  ['%Error 20203: Incomplete command.', 'olt.incomplete_command'],
  ['%Error 20206: Unrecognized command.', 'olt.unknown_command'],
  ["      ^\n%Error 140303: Invalid input detected at '^' marker.", 'olt.unknown_command'],
  ['%Error 140301: Ambiguous command', 'olt.unknown_command'],
  ['%Error 140305: Incomplete command.', 'olt.incomplete_command'],
  ["% Invalid input detected at '^' marker.", 'olt.unknown_command'],
  ['%Error 222391: Entry existed.', 'olt.onu_id_taken'],
  ['%Error 223845: UNI does not exist.', 'olt.bad_parameter'],
  ['%Error 223981: Profile does not exist.', 'olt.profile_missing'],
  ["%Error 222387: Can't modify vport mode.", 'olt.command_refused'],
  ['%Error 223982: Please check if the port is in the VLAN.', 'olt.command_refused'],
  ['%Error 223983: Port mode error.', 'olt.command_refused'],
  ['%Code 64007-GPONSRV : Object is used.', 'olt.command_refused'],
  ['%Code 63981-GPONSRV : Vlan profile does not exist.', 'olt.profile_missing'],
  ['GPONSRV Parameter Exceeds Range', 'olt.bad_parameter'],
  ['%Error 999999: Something nobody has seen before', 'olt.command_refused'],
  ['%Code 11111-NEW : Something else', 'olt.command_refused'],
];

test.each(texts)('%s', (reply, outcome) => {
  for (const platform of [c3xxPlatform, c6xxPlatform])
    expect(findRefusal(reply.split('\n'), platform)?.outcome).toBe(outcome);
});

test.each([
  '.[Successful]',
  '  Description:         No related information to show.',
  '  description No',
  'gpon-onu_1/2/5:4    -18.292(dbm)',
  'The last successful login was performed at 10:53:16. Afterwards, 0 authentication failure occurred.',
])('no refusal: %s', (reply) => {
  expect(findRefusal(reply.split('\n'), c3xxPlatform)).toBeNull();
});

describe('what a read-only session lets out', () => {
  const passes = (command: string) => c6xxPlatform.readOnlyCommands.some((pattern) => pattern.test(command));
  test.each([
    'show gpon onu state gpon_olt-1/2/1',
    'show running-config xpon | begin interface gpon_onu-1/2/16:19',
    'enable',
    'exit',
    'end',
    'terminal length 0',
  ])('%s', (command) => expect(passes(command)).toBe(true));
  test.each([
    'write',
    'configure terminal',
    // Entering an ONU that does not exist can create it.
    'interface gpon_onu-1/2/16:19',
    'pon-onu-mng gpon_onu-1/2/16:19',
    'no onu 5',
    'reboot',
    'show ?',
    'show running-config > tftp',
    'show card\rwrite',
  ])('never %j', (command) => expect(passes(command)).toBe(false));
});
