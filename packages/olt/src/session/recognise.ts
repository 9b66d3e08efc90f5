import type { CliPlatform, CliQuestion } from '../contract/cli.ts';

/** A longer line is neither a question nor a pager; searching it again at each chunk would take a device's flood for real. */
export const longestRequest = 4096;

/** What the last line of the screen wants, and where in the line that begins. */
export type Request =
  | { readonly kind: 'pager'; readonly reply: string; readonly column: number }
  | { readonly kind: 'completion'; readonly accepted: boolean; readonly text: string }
  | {
      readonly kind: 'question';
      readonly question: CliQuestion;
      readonly text: string;
      readonly wrapped: boolean;
    };

/** Reads a pager, a completion mark or a listed question out of a line. Whoever is asked first comes first in `questions`. */
export function recognise(
  line: string,
  before: string,
  platform: CliPlatform,
  questions: readonly CliQuestion[],
): Request | null {
  if (line.length > longestRequest) return null;
  for (const { mark, reply } of platform.pagers) {
    const match = mark.exec(line);
    if (!match) continue;
    const head = line.slice(0, match.index);
    return { kind: 'pager', reply, column: head.trim() === '' ? 0 : head.length };
  }
  const { completion } = platform;
  const mark = completion?.mark.exec(line);
  if (completion && mark)
    return { kind: 'completion', accepted: completion.accept.test(line), text: line.trim() };
  const text = line.trim();
  const joined = `${before.trim()} ${text}`;
  const wrapped = before.trim() !== '' && looksLikeQuestion(line, platform);
  for (const question of questions) {
    if (matches(question.pattern, line)) return { kind: 'question', question, text, wrapped: false };
    if (wrapped && matches(question.pattern, joined)) return { kind: 'question', question, text, wrapped };
  }
  return null;
}

/** Whether a last line has the shape of a question, listed or not. */
export function looksLikeQuestion(line: string, platform: Pick<CliPlatform, 'questionShapes'>): boolean {
  if (line.length > longestRequest || line.trim() === '') return false;
  return platform.questionShapes.some((shape) => matches(shape, line));
}

/** `RegExp.test` without the state of global and sticky patterns. */
function matches(pattern: RegExp, text: string): boolean {
  return text.search(pattern) !== -1;
}
