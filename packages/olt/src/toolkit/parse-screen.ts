import type { CliPlatform } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { ScreenParser } from '../contract/vendor-driver.ts';
import { cleanCapture } from './clean-capture.ts';
import { findRefusal } from './find-refusal.ts';

/**
 * Turns captured terminal text into the rows of one command: finds the reply, sees whether it is a refusal, and parses it.
 *
 * @param profile whose screens: any vendor's profile fits
 * @returns rows; none only where the device said that there are none
 * @throws FieldError `olt.unsupported_operation` for a command no parser reads, `olt.parse_failed`, and a refusal's own code
 */
export function parseScreen(
  profile: {
    readonly name: string;
    readonly cli: CliPlatform | null;
    readonly screens: readonly ScreenParser[];
  },
  capture: string,
  command: string,
): readonly unknown[] {
  const typed = command.replace(/\|.*$/s, '').trim().replace(/\s+/g, ' ');
  const screen = profile.screens.find((one) => one.command.test(typed));
  if (!screen || !profile.cli) {
    throw oltError('olt.unsupported_operation', {
      operation: `parse "${typed.slice(0, 100)}"`,
      vendor: profile.name,
      sessions: 'captured text',
    });
  }
  const reply = cleanCapture(capture, typed, profile.cli);
  const refusal = findRefusal(reply, profile.cli);
  if (refusal?.outcome === 'empty') return [];
  if (refusal && refusal.outcome !== 'already_done')
    throw oltError(refusal.outcome, { text: refusal.text, command: typed });
  return screen.parse(reply, typed);
}
