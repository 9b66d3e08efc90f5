import type { CliPlatform } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { ScreenParser } from '../contract/vendor-driver.ts';
import { cleanCapture } from './clean-capture.ts';
import { findRefusal } from './terminal/find-refusal.ts';

/**
 * Makes a parser of replies into one of captured terminal text: it finds the reply in the capture and sees whether it is a refusal
 * before it parses. Its rows are none only where the device said that there are none.
 *
 * @throws FieldError (from the returned parser) `olt.parse_failed`, or the code of the refusal in the capture
 */
export function captureScreen(platform: CliPlatform, screen: ScreenParser): ScreenParser {
  return {
    ...screen,
    command: asTyped(screen.command),
    parse: (capture, command) => {
      const typed = command.replace(/\|.*$/s, '').trim().replace(/\s+/g, ' ');
      const reply = cleanCapture(capture, typed, platform);
      const refusal = findRefusal(reply.split('\n'), platform);
      if (refusal?.outcome === 'empty') return [];
      if (refusal && refusal.outcome !== 'already_done')
        throw oltError(refusal.outcome, { text: refusal.text, command: typed });
      return screen.parse(reply, typed);
    },
  };
}

/** The same command with any blanks in and around it, and with a filter behind it, which no argument reaches into. */
function asTyped({ source, flags }: RegExp): RegExp {
  const words = source
    .replace(/^\^|\$$/g, '')
    .replaceAll(' ', '\\s+')
    .replaceAll('\\S', '[^\\s|]');
  return new RegExp(`^\\s*${words}\\s*(?:\\|.*)?$`, flags);
}
