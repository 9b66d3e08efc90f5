import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import type { Dialect } from './dialect.ts';
import { matchSyntax, readSyntax, type SyntaxFault, type Values, type Word } from './grammar.ts';
import type { Mode } from './modes.ts';
import { shapesOf } from './shapes.ts';

const known = commands.map((command) => ({ command, nodes: readSyntax(command.syntax) }));

/** The command a line means in a mode, with its values; else the fault that is furthest to the right. */
export function findCommand(
  words: readonly Word[],
  mode: Mode,
  dialect: Dialect,
): { readonly command: Command; readonly values: Values } | SyntaxFault {
  const rules = { shapes: shapesOf(dialect), shortens: dialect.shortens };
  let furthest: SyntaxFault = { kind: 'unknown', word: 0 };
  const found: { command: Command; values: Values; shortened: boolean }[] = [];
  for (const { command, nodes } of known) {
    if (!command.modes.includes(mode) || command.only?.(dialect) === false) continue;
    const match = matchSyntax(nodes, words, rules);
    if (!('kind' in match)) found.push({ command, ...match });
    else if (isFurther(match as SyntaxFault, furthest)) furthest = match as SyntaxFault;
  }
  const exact = found.find(({ shortened }) => !shortened);
  if (exact) return exact;
  if (found.length > 1) return { kind: 'ambiguous', word: 0 };
  return found[0] ?? furthest;
}

function isFurther(a: SyntaxFault, b: SyntaxFault): boolean {
  return a.word > b.word || (a.word === b.word && b.kind !== 'shortened' && a.kind !== 'unknown');
}
