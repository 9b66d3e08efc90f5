import { Screen } from './terminal/screen.ts';

/**
 * What a terminal would show of captured text, line by line and without blanks at their ends; see {@link Screen}.
 * @throws FieldError `olt.reply_too_long`
 */
export function renderLines(captured: string): string[] {
  const screen = new Screen();
  screen.feed(captured);
  return screen.lines.map((line) => line.trimEnd());
}
