import type { CliNoise, CliPlatform } from '../contract/cli.ts';
import { renderLines } from './render-lines.ts';

/**
 * Finds the reply to one command in captured terminal text, as a session would have returned it: without prompt, echo,
 * completion prompt and repeated command, pager marks and noise. Text that holds none of these is the reply already.
 *
 * @param command as it was typed; a `| filter` in the capture is ignored
 */
export function cleanCapture(capture: string, command: string, platform: CliPlatform): string {
  const lines = dropNoise(
    renderLines(capture).map((line) => dropPagerMark(line, platform)),
    platform.noise,
  );
  const echo = findEcho(lines, command, platform);
  let start = echo?.next ?? 0;
  let end = lines.length;
  if (echo) {
    const prompt = promptPattern(platform, escapeRegExp(echo.host));
    const next = lines.findIndex((line, index) => index >= start && prompt.test(line));
    if (next >= 0) end = next;
  } else {
    start = afterCommand(lines, 0, '', command) ?? 0;
    const last = lines.findLastIndex((line) => line !== '');
    if (last >= start && new RegExp(`${promptPattern(platform, anyHost).source}$`).test(lines[last] ?? ''))
      end = last;
  }
  return trimBlankLines(lines.slice(afterCompletion(lines, start, command, platform), end)).join('\n');
}

// Lazy and bounded, so that no line takes more than 64 tries.
const anyHost = '[!-~]{1,64}?';

function promptPattern(platform: CliPlatform, host: string): RegExp {
  const prompts = Object.values(platform.modes)
    .map((mode) => mode.prompt.replaceAll('{host}', host).replaceAll('{argument}', anyHost))
    .sort((a, b) => b.length - a.length);
  return new RegExp(`^(?:${prompts.join('|')})`);
}

/** The last prompt line that shows the command, the host name before it, and the line after the echo. */
function findEcho(
  lines: readonly string[],
  command: string,
  platform: CliPlatform,
): { readonly host: string; readonly next: number } | null {
  const modes = Object.values(platform.modes)
    .map((mode) => mode.prompt.replaceAll('{host}', `(${anyHost})`).replaceAll('{argument}', anyHost))
    .sort((a, b) => b.length - a.length)
    .map((prompt) => new RegExp(`^${prompt}`));
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index] as string;
    for (const mode of modes) {
      const [prompt, host] = mode.exec(line) ?? [];
      if (prompt === undefined || host === undefined) continue;
      const next = afterCommand(lines, index + 1, line.slice(prompt.length), command);
      if (next !== null) return { host, next };
    }
  }
  return null;
}

/** The index of the line after `command`, of which `typed` and the lines from `index` on hold the (wrapped) text; null if not. */
function afterCommand(
  lines: readonly string[],
  index: number,
  typed: string,
  command: string,
): number | null {
  const wanted = squeeze(command);
  let text = squeeze(typed);
  let next = index;
  for (;;) {
    if (text === wanted || text.startsWith(`${wanted}|`)) return next;
    if (!wanted.startsWith(text) || next >= lines.length) return null;
    text += squeeze(lines[next] ?? '');
    next += 1;
  }
}

/** Skips `{ <cr>||<K> }:` and the block in which the device prints the command once more. */
function afterCompletion(
  lines: readonly string[],
  start: number,
  command: string,
  { completion }: CliPlatform,
): number {
  if (!completion) return start;
  let index = skipBlank(lines, start);
  if (completion.mark.test(lines[index] ?? '')) index = skipBlank(lines, index + 1);
  if (completion.repeat.test(lines[index] ?? '')) return afterCommand(lines, index + 1, '', command) ?? start;
  return index;
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

function dropNoise(lines: readonly string[], noise: readonly CliNoise[]): string[] {
  const kept: string[] = [];
  let until: RegExp | null = null;
  for (const line of lines) {
    if (until) {
      if (until.test(line)) until = null;
      continue;
    }
    const found = noise.find((one) => ('line' in one ? one.line : one.from).test(line));
    if (!found) kept.push(line);
    else if ('to' in found) until = found.to;
  }
  return kept;
}

function trimBlankLines(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}

function skipBlank(lines: readonly string[], from: number): number {
  let index = from;
  while (index < lines.length && lines[index] === '') index += 1;
  return index;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
