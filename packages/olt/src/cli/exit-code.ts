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
} as const;

/** One line for each exit code, for `--help` and the docs. */
export const exitCodeHelp: readonly (readonly [code: number, meaning: string])[] = [
  [exitCodes.ok, 'done, or there was nothing to do'],
  [exitCodes.failed, 'the OLT refused the operation; nothing of it remains'],
  [exitCodes.usage, 'the command line or the inventory is not valid; nothing was sent'],
  [exitCodes.unreachable, 'the OLT cannot be reached or did not answer in time'],
  [exitCodes.refused, 'user, password, host key or rights were refused'],
  [exitCodes.conflict, 'something else stands there: nothing was changed'],
  [exitCodes.unknown, 'a write ended in doubt: the report names what may remain on the OLT'],
  [exitCodes.notUnderstood, 'the OLT, or a captured screen, said something that is not understood'],
  [exitCodes.notFound, 'there is no such ONU, board or port'],
];

const byCode: Readonly<Record<string, number>> = {
  'core.invalid_input': exitCodes.usage,
  'olt.bad_target': exitCodes.usage,
  'olt.bad_request': exitCodes.usage,
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
};

/** The exit code an error ends the command with. */
export function exitCodeOf(error: unknown): number {
  if (!isFieldError(error)) return exitCodes.failed;
  if (error.code.startsWith('cli.')) return exitCodes.usage;
  return byCode[error.code] ?? exitCodes.failed;
}

/** The exit code a write's result ends the command with. */
export function exitCodeOfResult(result: WriteResult): number {
  if (result.outcome === 'unknown') return exitCodes.unknown;
  if (result.outcome === 'conflict') {
    const notFound = result.error !== null && byCode[result.error.code] === exitCodes.notFound;
    return notFound ? exitCodes.notFound : exitCodes.conflict;
  }
  return result.error === null ? exitCodes.ok : exitCodes.failed;
}
