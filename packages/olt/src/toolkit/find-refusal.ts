import type { CliOutcome, CliPlatform } from '../contract/cli.ts';
import { toLines } from './lines.ts';

/** A line in which a device refuses or says that there is nothing, and what it means. */
export interface FoundRefusal {
  readonly outcome: CliOutcome;
  readonly text: string;
}

/** A line further to the right is a value of the line above, not the device speaking. */
const deepestIndent = 4;

/**
 * The first refusal in a reply, by the platform's table, then by its shapes (`olt.command_refused`); null when it has none. A
 * refusal may wrap onto a second line.
 */
export function findRefusal(reply: string, platform: CliPlatform): FoundRefusal | null {
  const lines = toLines(reply);
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    if (text === '' || line.length - line.trimStart().length > deepestIndent) continue;
    const wrapped = `${text} ${(lines[index + 1] ?? '').trim()}`.trim();
    const known = platform.refusals.find(({ pattern }) => pattern.test(text) || pattern.test(wrapped));
    if (known) return { outcome: known.outcome, text: known.pattern.test(text) ? text : wrapped };
    if (platform.refusalShapes.some((shape) => shape.test(text)))
      return { outcome: 'olt.command_refused', text };
  }
  return null;
}
