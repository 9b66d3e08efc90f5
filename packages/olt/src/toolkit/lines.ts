import type { FieldError } from '@field/core';
import { oltError } from '../contract/errors.ts';

/** The lines of a reply, blanks at their ends removed. */
export function toLines(text: string): string[] {
  return text.split('\n').map((line) => line.trimEnd());
}

/** These lines without the blank ones before the first and after the last that is not. */
export function trimBlankLines(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== '');
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}

/** Whether a line is a rule such as `  ------------`. Some firmware prints a blank inside it. */
export function isRule(line: string): boolean {
  const rule = line.trim();
  return rule.length >= 10 && /^-[- ]*$/.test(rule);
}

/**
 * Cuts a reply at its rules: `[before the first, between two, …, after the last]`, blank lines left out. A table with a
 * header gives `[before, header, rows, after]`, so a reply that was cut off lacks a section.
 */
export function splitAtRules(text: string): string[][] {
  const sections: string[][] = [[]];
  for (const line of toLines(text)) {
    if (isRule(line)) sections.push([]);
    else if (line !== '') sections.at(-1)?.push(line);
  }
  return sections;
}

/**
 * {@link splitAtRules} for a reply that has exactly `count` sections.
 * @throws FieldError `olt.parse_failed`: fewer were cut off, more are of a screen that is not known
 */
export function readSections(text: string, command: string, count: number): string[][] {
  const sections = splitAtRules(text);
  if (sections.length < count) throw replyCut(command, text);
  const extra = sections.slice(count).flat()[0];
  if (sections.length > count) throw parseFailed(command, extra ?? sections.at(-2)?.[0] ?? '');
  return sections;
}

/** A reply that is not understood: `olt.parse_failed`, quoting `line`. What follows the word "password" is not quoted. */
export function parseFailed(command: string, line: string): FieldError {
  const shown = line.trim().slice(0, 200);
  return oltError('olt.parse_failed', {
    command,
    line: shown.replace(/(passw(?:or)?d\S*\s*:?).*/i, '$1 ***'),
  });
}

/** A reply that ends too early: `olt.parse_failed`, quoting its last line. */
export function replyCut(command: string, text: string): FieldError {
  const last = toLines(text).findLast((line) => line !== '') ?? '';
  return parseFailed(command, last === '' ? '(no reply)' : `${last.trim()} (the reply ends here)`);
}
