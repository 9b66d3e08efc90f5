import type { CliOutcome, CliPlatform, CliRefusal } from '../../contract/cli.ts';

/** A line in which the device refuses or says that there is nothing, and what it means. */
export interface Refusal {
  readonly outcome: CliOutcome;
  /** The device's own words in one line. */
  readonly text: string;
}

const longestText = 200;
/** A line further to the right is a value that wrapped, not the device speaking. */
const deepestIndent = 4;

/**
 * What the lines of a reply say against the command: the first failure, else the first "already so", else "nothing there" when
 * nothing but that was said; null for a reply that went through.
 */
export function findRefusal(
  lines: readonly string[],
  platform: Pick<CliPlatform, 'refusals' | 'refusalShapes'>,
): Refusal | null {
  const found: Refusal[] = [];
  let others = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const shown = lines[index] ?? '';
    const line = shown.trim();
    const next = (lines[index + 1] ?? '').trim();
    const speaks = shown.length - shown.trimStart().length <= deepestIndent;
    const match =
      matchRefusal(line, next, speaks ? platform.refusals : []) ??
      matchShape(line, speaks ? platform.refusalShapes : []);
    if (match) {
      found.push({ outcome: match.outcome, text: quote(line, next) });
      if (match.wrapped) index += 1;
    } else if (/[\p{L}\p{N}]/u.test(line)) others += 1;
  }
  const failure = found.find(({ outcome }) => outcome !== 'empty' && outcome !== 'already_done');
  if (failure) return failure;
  const done = found.find(({ outcome }) => outcome === 'already_done');
  if (done) return done;
  // One port of many may be empty while the next one has rows: then the whole is not.
  return others === 0 ? (found[0] ?? null) : null;
}

/** The first refusal that matches at the start of a line, or of a line joined with its continuation. */
export function matchRefusal(
  line: string,
  next: string,
  refusals: readonly CliRefusal[],
): { readonly outcome: CliOutcome; readonly wrapped: boolean } | null {
  if (line === '') return null;
  for (const { pattern, outcome } of refusals) {
    if (startsWith(line, pattern)) return { outcome, wrapped: false };
    if (next !== '' && startsWith(`${line} ${next}`, pattern)) return { outcome, wrapped: true };
  }
  return null;
}

function matchShape(line: string, shapes: readonly RegExp[]) {
  return shapes.some((shape) => startsWith(line, shape))
    ? { outcome: 'olt.command_refused' as const, wrapped: false }
    : null;
}

function startsWith(text: string, pattern: RegExp): boolean {
  return text.search(pattern) === 0;
}

function quote(line: string, next: string): string {
  const text = next === '' ? line : `${line} ${next}`;
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
