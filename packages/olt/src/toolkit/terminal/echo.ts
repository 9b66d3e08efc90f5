import type { Prompts } from './prompts.ts';

/** A text without its white space: an echo may be wrapped, indented or padded anywhere. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

/** A line editor that is narrower than the command shows `$` and the command's end. */
const scrolled = /^\$(.{8,})$/;

/**
 * The line in which the echo of `command` begins, when the last of these finished lines ends it; null while it is not complete.
 * The echo follows a prompt or stands alone, and may be wrapped over several lines.
 */
export function findEcho(lines: readonly string[], command: string, prompts: Prompts): string | null {
  const wanted = squeeze(command);
  let tail = '';
  for (let first = lines.length - 1; first >= 0; first -= 1) {
    const line = lines[first] ?? '';
    for (const typed of prompts.typed(line)) {
      const echo = squeeze(typed) + tail;
      const end = scrolled.exec(echo)?.[1];
      if (echo === wanted || (end !== undefined && wanted.endsWith(end))) return line;
    }
    tail = squeeze(line) + tail;
    if (tail.length >= wanted.length) return null;
  }
  return null;
}

/** How many of `lines` repeat the command, wrapped or not, with a `| filter` or without, from the first one on; 0 when they do not. */
export function countRepeat(lines: readonly string[], command: string): number {
  const wanted = squeeze(command);
  let seen = '';
  for (const [index, line] of lines.entries()) {
    seen += squeeze(line);
    if (seen === wanted || seen.startsWith(`${wanted}|`)) return index + 1;
    if (!wanted.startsWith(seen)) return 0;
  }
  return 0;
}

/** These lines without the block, if they begin with one, in which a device prints the command once more below a heading. */
export function dropRepeat(lines: readonly string[], command: string, heading: RegExp): readonly string[] {
  const at = lines.findIndex((line) => line !== '');
  if (at === -1 || (lines[at] ?? '').search(heading) === -1) return lines;
  const below = lines.slice(at + 1);
  return below.slice(countRepeat(below, command));
}
