import type { CliRefusal } from '../../contract/cli.ts';

/** What ends a login, each with its code. */
export const loginRefusals: readonly CliRefusal[] = [
  { pattern: /^(?:login|authentication) (?:failed|incorrect)/i, outcome: 'olt.auth_refused' },
];

/** Lines in which the device refuses a command, or says that there is nothing; matched at the start of a line. */
export const refusals: readonly CliRefusal[] = [
  { pattern: /^% ?(?:unknown|invalid) (?:command|input)/i, outcome: 'olt.unknown_command' },
];

/** What a refusal that nobody listed looks like. */
export const refusalShapes: readonly RegExp[] = [/^%/];
