import { exitCodeOf, exitCodes } from './exit-code.ts';
import { errorDocument, errorText, type Output } from './output.ts';
import { joinViews, type View } from './table.ts';

/** So many OLTs are asked at once: the work is theirs, not this process's. */
const atOnce = 8;

interface Outcome {
  readonly olt: string;
  readonly result?: { readonly document: unknown; readonly text: string | View };
  readonly error?: unknown;
  readonly code: number;
}

/**
 * Does the same on several OLTs, some at a time, and puts their results into one document or one table, in the order of their names.
 * One that fails is reported beside the results of the others.
 */
export async function onSeveralOlts(
  names: readonly string[],
  output: Output,
  work: (name: string, output: Output) => Promise<void>,
): Promise<void> {
  const outcomes = new Map<string, Outcome>();
  const waiting = [...names];
  const tell = (what: string) => output.progress(outcomes.size, names.length, `OLTs ${what}`);
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      tell(name);
      outcomes.set(name, await oneOutcome(name, output, work, tell));
      tell(name);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, worker));
  report(
    names.flatMap((name) => outcomes.get(name) ?? []),
    output,
  );
}

async function oneOutcome(
  olt: string,
  output: Output,
  work: (name: string, output: Output) => Promise<void>,
  tell: (what: string) => void,
): Promise<Outcome> {
  let result: Outcome['result'];
  let code: number = exitCodes.ok;
  const own: Output = {
    ...output,
    result: (document, text) => {
      result = { document, text: output.json ? '' : text() };
    },
    say: (line) => output.say(`${olt}: ${line}`),
    warn: (line) => output.warn(`${olt}: ${line}`),
    progress: (done, total, what) => tell(`${olt} ${what} ${done}${total === null ? '' : `/${total}`}`),
    endProgress: () => undefined,
    exit: (ended) => {
      code = ended;
    },
  };
  try {
    await work(olt, own);
  } catch (error) {
    return { olt, error, code: exitCodeOf(error) };
  }
  return { olt, code, ...(result && { result }) };
}

function report(outcomes: readonly Outcome[], output: Output): void {
  const failed = outcomes.filter(({ error }) => error !== undefined);
  const documents = outcomes.map(({ olt, error, result }) =>
    error === undefined ? { olt, result: result?.document ?? null } : { olt, error: errorDocument(error) },
  );
  if (output.json || failed.length < outcomes.length) output.result(documents, () => asText(outcomes));
  for (const { olt, error } of failed) output.warn(`field-olt: ${olt}: ${errorText(error, output.locale)}`);
  const codes = new Set(outcomes.map(({ code }) => code));
  const [only = exitCodes.ok] = codes;
  if (codes.size > 1) output.exit(exitCodes.some);
  else if (only !== exitCodes.ok) output.exit(only);
}

function asText(outcomes: readonly Outcome[]): string {
  const views: (readonly [string, View])[] = [];
  const texts: string[] = [];
  for (const { olt, result } of outcomes) {
    if (!result) continue;
    if (typeof result.text === 'string') texts.push(`${olt}:\n${result.text}`);
    else views.push([olt, result.text]);
  }
  return [...(views.length > 0 ? [String(joinViews(views))] : []), ...texts].join('\n\n');
}
