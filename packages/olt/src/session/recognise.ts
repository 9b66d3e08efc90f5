import type { CliPlatform, CliQuestion } from '../contract/cli.ts';

/** A longer line is neither a question nor a pager; searching it again at each chunk would take a device's flood for real. */
export const longestRequest = 4096;

/** What the last line of the screen wants. `wrapped`: it begins in the line above. */
export type Request =
  | { readonly kind: 'pager'; readonly reply: string; readonly column: number; readonly wrapped: false }
  | {
      readonly kind: 'completion';
      readonly accepted: boolean;
      readonly text: string;
      readonly wrapped: boolean;
    }
  | {
      readonly kind: 'question';
      readonly question: CliQuestion;
      readonly text: string;
      readonly wrapped: boolean;
    };

/** Reads a pager, a completion mark or a listed question out of a line. Of `questions`, the first that fits counts. */
export function recognise(
  line: string,
  above: string,
  platform: CliPlatform,
  questions: readonly CliQuestion[],
): Request | null {
  if (line.length > longestRequest) return null;
  for (const { mark, reply } of platform.pagers) {
    const match = mark.exec(line);
    if (!match) continue;
    const head = line.slice(0, match.index);
    return { kind: 'pager', reply, column: head.trim() === '' ? 0 : head.length, wrapped: false };
  }
  const text = line.trim();
  const joined = `${above.trim()} ${text}`;
  const { completion } = platform;
  for (const wrapped of above.trim() === '' ? [false] : [false, true]) {
    const whole = wrapped ? joined : line;
    if (completion && matches(completion.mark, whole)) {
      const accepted = matches(completion.accept, whole);
      return { kind: 'completion', accepted, text: whole.trim(), wrapped };
    }
    // What wraps is only looked for where a question stands: the line above may be an older one.
    if (wrapped && !looksLikeQuestion(line, platform)) break;
    const question = questions.find(({ pattern }) => matches(pattern, whole));
    if (question) return { kind: 'question', question, text, wrapped };
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
