import { formatFault, matchKeyword, type SyntaxFault, splitWords, type Word } from './arguments.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import type { Mode } from './modes.ts';

function available(mode: Mode): readonly Command[] {
  return commands.filter((command) => command.modes.includes(mode));
}

/** The command whose keywords the words begin with, the longest first; else the fault at the first word that leads nowhere. */
export function findCommand(
  words: readonly Word[],
  mode: Mode,
  length: number,
): { command: Command } | SyntaxFault {
  let candidates = available(mode).map((command) => ({ command, keywords: command.words.split(' ') }));
  let complete: Command | null = null;
  for (let index = 0; ; index++) {
    complete = candidates.find(({ keywords }) => keywords.length === index)?.command ?? complete;
    const rest = candidates.filter(({ keywords }) => keywords.length > index);
    const word = words[index];
    const options = [...new Set(rest.flatMap(({ keywords }) => keywords[index] ?? []))];
    const matched = word && !word.quoted ? matchKeyword(word.text, options) : [];
    if (word && matched.length === 1) {
      candidates = rest.filter(({ keywords }) => keywords[index] === matched[0]);
      continue;
    }
    if (complete) return { command: complete };
    if (!word)
      return { kind: 'incomplete', column: length, expected: options.map((option) => `${option}<K>`) };
    return { kind: matched.length > 1 ? 'ambiguous' : 'unknown', column: word.column, expected: [] };
  }
}

/** What `?` shows behind a typed line: the keywords that can follow. */
export function helpFor(
  typed: string,
  mode: Mode,
  promptLength: number,
): { readonly lines: string[]; readonly known: boolean } {
  const words = splitWords(typed);
  const partial = typed === '' || typed.endsWith(' ') ? '' : (words.pop()?.text ?? '');
  const next = new Set<string>();
  for (const command of available(mode)) {
    const keywords = command.words.split(' ');
    const keyword = keywords[words.length];
    if (keyword === undefined || !keyword.startsWith(partial)) continue;
    if (words.every((word, index) => keywords[index]?.startsWith(word.text))) next.add(keyword);
  }
  if (next.size === 0) {
    const column = typed.length - partial.length;
    return { lines: formatFault({ kind: 'unknown', column, expected: [] }, promptLength), known: false };
  }
  const rule = `  ${'-'.repeat(77)}`;
  const keywords = [...next].sort().map((word) => `  ${word}`);
  return { lines: [rule, `  Command of ${mode} Mode:`, rule, ...keywords, rule], known: true };
}
