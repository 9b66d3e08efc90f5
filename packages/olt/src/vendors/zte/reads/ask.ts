import { type FieldError, formatOnuAddress, isFieldError, type OnuAddress } from '@field/core';
import { type OltErrorCode, oltError } from '../../../contract/errors.ts';
import type { OltSessions } from '../../../contract/vendor-driver.ts';

/** A loaded chassis asks each ONU of a port by OMCI before it prints their powers. */
const slowSilenceMs = 60_000;

/**
 * Asks one question over the CLI, in the mode that changes nothing.
 * @returns the reply, or null where the device said that there is nothing
 */
export async function ask(
  { cli, signal }: OltSessions,
  command: string,
  { slow = false }: { readonly slow?: boolean } = {},
): Promise<string | null> {
  const reply = await cli.run(command, {
    ...(slow && { silenceMs: slowSilenceMs }),
    ...(signal && { signal }),
  });
  return reply.outcome === 'empty' ? null : reply.text;
}

export function onuNotFound(address: OnuAddress): FieldError {
  return oltError('olt.onu_not_found', { onu: formatOnuAddress(address) });
}

/** What a device says of a command its firmware does not have. */
const unknownHere: readonly OltErrorCode[] = [
  'olt.unknown_command',
  'olt.bad_parameter',
  'olt.incomplete_command',
  'olt.command_refused',
];

/**
 * Asks the same in the words of several releases: the next where one is refused, and the last refusal is the answer.
 * @returns what was answered, and to which command
 */
export async function askInTurn(
  sessions: OltSessions,
  [command = '', ...others]: readonly string[],
): Promise<{ readonly command: string; readonly reply: string | null }> {
  try {
    return { command, reply: await ask(sessions, command, { slow: true }) };
  } catch (error) {
    if (others.length === 0 || !unknownHere.some((code) => isFieldError(error, code))) throw error;
    return askInTurn(sessions, others);
  }
}
