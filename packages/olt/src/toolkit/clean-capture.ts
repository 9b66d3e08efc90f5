import type { CliPlatform } from '../contract/cli.ts';
import { trimBlankLines } from './lines.ts';
import { renderLines } from './render-lines.ts';
import { countRepeat, dropRepeat, findEcho } from './terminal/echo.ts';
import { NoiseFilter } from './terminal/noise.ts';
import { Prompts } from './terminal/prompts.ts';

/** More lines than the echo of any command takes, however narrow the window. */
const longestEcho = 20;

/**
 * Finds the reply to one command in captured terminal text, as a session would have returned it: without prompt, echo,
 * completion prompt and repeated command, pager marks and noise. Text that holds none of these is the reply already.
 *
 * @param command as it was typed; a `| filter` in the capture is ignored
 */
export function cleanCapture(capture: string, command: string, platform: CliPlatform): string {
  const prompts = new Prompts(platform);
  const noise = new NoiseFilter(platform.noise, prompts);
  const shown = renderLines(capture).map((line) => dropPagerMark(line, platform));
  const lines = [...shown.flatMap((line) => noise.push(line)), ...noise.release()];

  let start = countRepeat(lines, command);
  let end = lines.length;
  const unfiltered = lines.map((line) => line.replace(/\|.*/s, '').trimEnd());
  const echo = findLastEcho(unfiltered, command, prompts);
  if (echo) {
    prompts.learn(echo.line);
    start = echo.next;
    const next = lines.findIndex((line, index) => index >= start && prompts.starts(line));
    if (next !== -1) end = next;
  } else {
    const last = lines.findLastIndex((line) => line !== '');
    if (last >= start && prompts.match(lines[last] ?? '')) end = last;
  }
  const reply = trimBlankLines(lines.slice(start, end));
  const { completion } = platform;
  if (!completion) return reply.join('\n');
  const body = completion.mark.test(reply[0] ?? '') ? reply.slice(1) : reply;
  return trimBlankLines(dropRepeat(body, command, completion.repeat)).join('\n');
}

/** The last prompt line that shows the command, wrapped or not, and where its reply begins. */
function findLastEcho(
  lines: readonly string[],
  command: string,
  prompts: Prompts,
): { readonly line: string; readonly next: number } | null {
  for (let next = lines.length; next > 0; next -= 1) {
    const line = findEcho(lines.slice(Math.max(0, next - longestEcho), next), command, prompts);
    if (line !== null && prompts.starts(line)) return { line, next };
  }
  return null;
}

function dropPagerMark(line: string, platform: CliPlatform): string {
  for (const { mark } of platform.pagers) {
    const found = new RegExp(mark.source.replace(/(?:\\s\*)?\$$/, ''), mark.flags).exec(line);
    if (!found) continue;
    // Where a logger dropped the cursor moves, the blanks that wiped the mark stand behind it.
    const rest = line.slice(found.index + found[0].length);
    const wiped = rest.slice(0, found[0].length).trim() === '' ? rest.slice(found[0].length) : rest;
    return line.slice(0, found.index).trim() === '' ? wiped : line.slice(0, found.index) + wiped;
  }
  return line;
}
