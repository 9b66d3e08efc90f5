import { type FieldError, formatOnuAddress, isFieldError, type OnuAddress } from '@field/core';
import type { CliModeRef } from '../../../contract/cli.ts';
import { type OltErrorCode, oltError } from '../../../contract/errors.ts';
import type { OltSessions } from '../../../contract/vendor-driver.ts';

/** How one question is asked. */
export interface AskOptions {
  /** The mode that knows the command; `#` unless told. */
  readonly at?: CliModeRef;
  /** True for lists: a loaded chassis thinks for long before it prints one, most of all about optics. */
  readonly slow?: boolean;
}

const slowSilenceMs = 60_000;

/**
 * Asks one question over the CLI.
 * @returns the reply, or null where the device said that there is nothing
 */
export async function ask(
  { cli, signal }: OltSessions,
  command: string,
  { at, slow = false }: AskOptions = {},
): Promise<string | null> {
  const reply = await cli.run(command, {
    ...(slow && { silenceMs: slowSilenceMs }),
    ...(at && { at }),
    ...(signal && { signal }),
  });
  return reply.outcome === 'empty' ? null : reply.text;
}

/**
 * {@link ask} about one ONU.
 * @throws FieldError `olt.onu_not_found` with the place, which the device's own refusal does not name
 */
export async function askAboutOnu(
  sessions: OltSessions,
  address: OnuAddress,
  command: string,
  options: AskOptions = {},
): Promise<string | null> {
  try {
    return await ask(sessions, command, options);
  } catch (error) {
    throw isFieldError(error, 'olt.onu_not_found') ? onuNotFound(address) : error;
  }
}

export function onuNotFound(address: OnuAddress): FieldError {
  return oltError('olt.onu_not_found', { onu: formatOnuAddress(address) });
}

/** The answer, or null where the device refused with one of these codes. */
export async function orNull<T>(codes: readonly OltErrorCode[], answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (codes.some((code) => isFieldError(error, code))) return null;
    throw error;
  }
}
