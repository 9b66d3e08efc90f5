import type { CliPlatform } from '../../contract/cli.ts';
import type { ScreenParser } from '../../contract/vendor-driver.ts';
import { captureScreen } from '../../toolkit/capture-screen.ts';
import { replyCut } from '../../toolkit/lines.ts';
import { renderLines } from '../../toolkit/render-lines.ts';

/** A screen, and how its last line looks where that says that nothing was to follow. */
export interface ZteScreen {
  readonly screen: ScreenParser;
  readonly ends?: RegExp;
}

/** Any prompt of either family. */
const prompt = /^[\w.@-]{1,64}(?:\([^()]{1,80}\))?[#>]\s*$/;

/**
 * A parser of captured text that never takes a part for the whole. Most screens of this vendor have neither a count nor a closing
 * line, so that a capture must hold the prompt that came after them; a session waits for it by itself.
 */
export function closedScreen(platform: CliPlatform, { screen, ends }: ZteScreen): ScreenParser {
  const captured = captureScreen(platform, screen);
  return {
    ...captured,
    parse: (capture, command) => {
      const rows = captured.parse(capture, command);
      const last = renderLines(capture).findLast((line) => line.trim() !== '') ?? '';
      const closed = prompt.test(last) || ends?.test(last) === true;
      // No rows are only of a device that said that there are none.
      if (rows.length > 0 && !closed) throw replyCut(command, capture);
      return rows;
    },
  };
}
