import { findRowIssues, type Onu } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, readSections } from '../../../toolkit/lines.ts';
import { readFsp } from '../address.ts';
import { readSerial } from '../serial.ts';

/** One ONU of a port as the list of all shows it; what the list does not show is null. */
export interface ListedOnt extends Onu {
  /** The device's words: `normal`, `failed`, `initial`, `config`. */
  readonly configState: string | null;
  /** The device's words: `match`, `mismatch`, `initial`. */
  readonly matchState: string | null;
}

const place = '(\\d{1,2}\\s*/\\s*\\d{1,2}\\s*/\\s*\\d{1,3})';
const stateRow = new RegExp(
  `^\\s*${place}\\s+(\\d{1,3})\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s*$`,
);
const descriptionRow = new RegExp(`^\\s*${place}\\s+(\\d{1,3})(?:\\s+(\\S.*))?$`);
const total =
  /^\s*In port\s{1,8}\d[\d/ ]{3,18}\d\s{0,8},\s{0,8}the total(?: number)? of ONTs (?:are|is):\s{0,8}(\d{1,5})\b/;

/**
 * The ONUs of one port, from `display ont info 0 1 2 all`: a table of states, a table of descriptions, a count. All three must
 * agree. A chassis or a board at once (`display ont info 0 1 all`) prints no count of ports, so a part could pass for the whole:
 * that is not read.
 */
export function parseOntList(text: string, command: string): ListedOnt[] {
  const [before = [], header = [], states = [], , descriptions = [], footer = [], after = []] = readSections(
    text,
    command,
    7,
  );
  const unexpected = before[0] ?? after[0];
  if (unexpected !== undefined) throw parseFailed(command, unexpected);
  if (!/^\s*F\/S\/P\s+ONT\b.{0,80}\bSN\b/.test(header[0] ?? '')) throw parseFailed(command, header[0] ?? '');
  const words = readDescriptions(descriptions, command);
  const rows = states.map((line) => readState(line, words, command));
  const count = total.exec(footer[0] ?? '')?.[1];
  if (count === undefined) throw parseFailed(command, footer[0] ?? '');
  if (Number(count) !== rows.length || words.size !== rows.length)
    throw parseFailed(command, footer[0] ?? '');
  return rows;
}

function readState(line: string, words: ReadonlyMap<number, string | null>, command: string): ListedOnt {
  const [, fsp, id, serial, control, run, config, match] = stateRow.exec(line) ?? [];
  if (fsp === undefined || id === undefined || serial === undefined) throw parseFailed(command, line);
  const description = words.get(Number(id));
  if (description === undefined) throw parseFailed(command, line);
  const row = {
    address: { ...readFsp(fsp, command, line), onuId: Number(id) },
    ...readSerial(serial),
    adminState: readAdminState(control),
    runState: readRunState(run),
    description,
    model: null,
    distanceMetres: null,
    lastUpAt: null,
    lastDownAt: null,
    downCause: null,
    downCauseText: null,
  };
  return { ...row, issues: findRowIssues(row), configState: orNull(config), matchState: orNull(match) };
}

function readDescriptions(lines: readonly string[], command: string): Map<number, string | null> {
  const words = new Map<number, string | null>();
  let last = -1;
  for (const line of lines) {
    const [, fsp, id, description] = descriptionRow.exec(line) ?? [];
    if (fsp !== undefined && id !== undefined) {
      last = Number(id);
      words.set(last, readDescription(description));
    } else if (last >= 0 && /^\s{16,}\S/.test(line)) {
      // A long description goes on below itself.
      words.set(last, `${words.get(last) ?? ''} ${line.trim()}`.trim());
    } else throw parseFailed(command, line);
  }
  return words;
}

export function readAdminState(word: string | null | undefined): 'enabled' | 'disabled' | 'unknown' {
  if (word === 'active') return 'enabled';
  return word === 'deactivated' || word === 'deactive' ? 'disabled' : 'unknown';
}

export function readRunState(word: string | null | undefined): 'online' | 'offline' | 'unknown' {
  return word === 'online' || word === 'offline' ? word : 'unknown';
}

/** What firmware prints where nobody gave a description. */
export const noDescription = 'ONT_NO_DESCRIPTION';

export function readDescription(words: string | null | undefined): string | null {
  const text = (words ?? '').trim();
  return text === '' || text === '-' || text === noDescription ? null : text;
}

function orNull(word: string | undefined): string | null {
  return word === undefined || word === '-' ? null : word;
}

export const ontListScreen: ScreenParser = {
  title: 'display ont info [<shelf> <slot>] <port> all',
  command: /^display ont info (?:\d{1,2} \d{1,2} )?\d{1,3} all$/,
  parse: parseOntList,
};
