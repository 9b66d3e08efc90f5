import { isFieldError } from '@field/core';
import type { WriteResult } from '../contract/plan.ts';

/** Exit codes of `field-olt`; they never change their meaning. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  refused: 4,
  conflict: 5,
  unknown: 6,
  notUnderstood: 7,
  notFound: 8,
  notSaved: 9,
  some: 10,
  interrupted: 130,
} as const;

/** One line for each exit code, for `--help` and the docs. */
export const exitCodeHelp: readonly (readonly [code: number, meaning: string])[] = [
  [exitCodes.ok, 'done, or there was nothing to do'],
  [exitCodes.failed, 'refused by the OLT, or declined at the prompt; nothing of it remains'],
  [exitCodes.usage, 'the command line or the inventory is not valid; nothing was sent'],
  [exitCodes.unreachable, 'the OLT cannot be reached or did not answer in time'],
  [exitCodes.refused, 'user, password, host key or rights were refused'],
  [exitCodes.conflict, 'something else stands there; nothing was changed'],
  [exitCodes.unknown, 'a write ended in doubt; the report names what may remain on the OLT'],
  [exitCodes.notUnderstood, 'the OLT, or a captured screen, said something that is not understood'],
  [exitCodes.notFound, 'there is no such ONU, board or port'],
  [exitCodes.notSaved, 'the write holds, but the OLT did not save its configuration'],
  [exitCodes.some, 'of several OLTs some failed; the results of the others are there'],
  [exitCodes.interrupted, 'stopped by Ctrl+C or a signal; a write was taken back'],
];

const byCode: Readonly<Record<string, number>> = {
  'core.invalid_input': exitCodes.usage,
  'cli.declined': exitCodes.failed,
  'olt.bad_target': exitCodes.usage,
  'olt.bad_request': exitCodes.usage,
  'olt.known_hosts_failed': exitCodes.usage,
  'olt.secret_missing': exitCodes.usage,
  'olt.unsupported_operation': exitCodes.usage,
  'olt.read_only': exitCodes.usage,
  'olt.unreachable': exitCodes.unreachable,
  'olt.timeout': exitCodes.unreachable,
  'olt.session_closed': exitCodes.unreachable,
  'olt.session_limit': exitCodes.unreachable,
  'olt.auth_refused': exitCodes.refused,
  'olt.account_locked': exitCodes.refused,
  'olt.host_key_unknown': exitCodes.refused,
  'olt.host_key_changed': exitCodes.refused,
  'olt.algorithms_refused': exitCodes.refused,
  'olt.insufficient_privilege': exitCodes.refused,
  'olt.plan_outdated': exitCodes.conflict,
  'olt.parse_failed': exitCodes.notUnderstood,
  'olt.unknown_question': exitCodes.notUnderstood,
  'olt.vendor_unknown': exitCodes.notUnderstood,
  'olt.onu_not_found': exitCodes.notFound,
  'olt.board_missing': exitCodes.notFound,
  'olt.aborted': exitCodes.interrupted,
};

/** The exit code an error ends the command with. */
export function exitCodeOf(error: unknown): number {
  if (!isFieldError(error)) return exitCodes.failed;
  const code = byCode[error.code];
  if (code !== undefined) return code;
  return error.code.startsWith('cli.') ? exitCodes.usage : exitCodes.failed;
}

/** The exit code of a write that nothing was sent for, because of what stands there. */
export function exitCodeOfConflict(code: string): number {
  return byCode[code] === exitCodes.notFound ? exitCodes.notFound : exitCodes.conflict;
}

/** The exit code a write's result ends the command with. */
export function exitCodeOfResult({ outcome, error }: WriteResult): number {
  if (outcome === 'unknown') return exitCodes.unknown;
  if (outcome === 'conflict') return exitCodeOfConflict(error?.code ?? '');
  if (error === null) return exitCodes.ok;
  if (outcome !== 'undone') return exitCodes.notSaved;
  return error.code === 'olt.aborted' ? exitCodes.interrupted : exitCodes.failed;
}
