import type { CliPlatform, CliSession } from '../contract/cli.ts';

/**
 * Writes the running configuration to flash and waits until the device says that it is done, which takes some devices minutes.
 * @throws FieldError `olt.busy` (try again later), `olt.timeout`, `olt.session_closed`, or what else the device refuses with
 */
export async function saveConfiguration(
  cli: CliSession,
  save: NonNullable<CliPlatform['save']>,
  signal?: AbortSignal,
): Promise<void> {
  await cli.run(save.send, {
    at: save.at,
    dialogue: save.dialogue,
    until: save.done,
    silenceMs: save.timeoutMs,
    timeoutMs: save.timeoutMs,
    ...(signal && { signal }),
  });
}
