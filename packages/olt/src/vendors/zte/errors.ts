import type { CliOutcome, CliRefusal } from '../../contract/cli.ts';

/** A numbered error; the line above it points at the place with a caret. */
const error = (numbers: string, outcome: CliOutcome): CliRefusal => ({
  pattern: new RegExp(`^%\\s?Error (?:${numbers})\\b`, 'i'),
  outcome,
});
const code = (numbers: string, outcome: CliOutcome): CliRefusal => ({
  pattern: new RegExp(`^%\\s?Code (?:${numbers})\\b`, 'i'),
  outcome,
});

/** "There is nothing": an answer, not an error. Its number differs between releases, so the words count. */
const empty: readonly CliRefusal[] = [
  { pattern: /^%\s?(?:Code|Error) \d{3,6}(?:-\w+)?\s*:\s*No relat(?:ed|e) info/i, outcome: 'empty' },
  { pattern: /^No relat(?:ed|e) information(?: to show)?\.?\s*$/i, outcome: 'empty' },
  { pattern: /^(?:%\s?)?No info\w*\s+to show\.?\s*$/i, outcome: 'empty' },
];

/** C300 and C320. */
const syntaxC3xx: readonly CliRefusal[] = [
  error('20200|20206', 'olt.unknown_command'),
  error('20201', 'olt.unknown_command'),
  error('20202', 'olt.bad_parameter'),
  error('20203', 'olt.incomplete_command'),
];

/** C6xx: `Invalid input` is said of a command it does not know and of a value it does not take. */
const syntaxC6xx: readonly CliRefusal[] = [
  error('140301', 'olt.unknown_command'),
  error('140303', 'olt.unknown_command'),
  error('140305', 'olt.incomplete_command'),
];

const provisioning: readonly CliRefusal[] = [
  error('222391', 'olt.onu_id_taken'),
  error('223845', 'olt.bad_parameter'),
  error('223981', 'olt.profile_missing'),
  error('222387|223982|223983', 'olt.command_refused'),
  // An object that an `onu-profile` owns cannot be changed on the ONU.
  code('64007', 'olt.command_refused'),
  code('63981', 'olt.profile_missing'),
  {
    pattern: /^(?:%\s?Code \d{1,9}[^\s:]{0,30}\s{0,8}:\s{0,8})?GPONSRV Parameter Exceeds Range/i,
    outcome: 'olt.bad_parameter',
  },
];

/** Every refusal a source shows; another `%Error` or `%Code` is `olt.command_refused`. */
export const refusals: readonly CliRefusal[] = [
  ...empty,
  ...syntaxC3xx,
  ...syntaxC6xx,
  ...provisioning,
  { pattern: /^%\s?Invalid input detected at/i, outcome: 'olt.unknown_command' },
];

export const refusalShapes: readonly RegExp[] = [/^%\s?(?:Error|Code)\b/i, /^%\s?[A-Z]\w+ /];

/** What ends a login. A C6xx says "0 authentication failure occurred" in the banner of one that went through. */
export const loginRefusals: readonly CliRefusal[] = [
  { pattern: /^%\s?Username or password error/i, outcome: 'olt.auth_refused' },
  { pattern: /^%\s?Error 20209\b/i, outcome: 'olt.auth_refused' },
];
