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
 * @param together all at once and without a result at the end, for work that goes on until it is stopped
 */
export async function onSeveralOlts(
  names: readonly string[],
  output: Output,
  work: (name: string, output: Output) => Promise<void>,
  together = false,
): Promise<void> {
  const outcomes = new Map<string, Outcome>();
  const waiting = [...names];
  const tell = (what: string) => output.progress(outcomes.size, names.length, `OLTs ${what}`);
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      tell(name);
      const outcome = await oneOutcome(name, output, work, tell);
      outcomes.set(name, outcome);
      if (together && outcome.error !== undefined) tellFailure(outcome, output);
      tell(name);
    }
  };
  await Promise.all(Array.from({ length: together ? names.length : Math.min(atOnce, names.length) }, worker));
  const inOrder = names.flatMap((name) => outcomes.get(name) ?? []);
  if (!together) report(inOrder, output);
  const [only = exitCodes.ok, ...others] = new Set(inOrder.map(({ code }) => code));
  if (others.length > 0) output.exit(exitCodes.some);
  else if (only !== exitCodes.ok) output.exit(only);
}

/** Of what does not end by itself: at once, because nobody waits for the end. */
function tellFailure({ olt, error }: Outcome, output: Output): void {
  if (output.json) output.event({ olt, error: errorDocument(error) }, () => '');
  output.warn(`field-olt: ${olt}: ${errorText(error, output.locale)}`);
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
    event: (document, text) => {
      output.event({ olt, ...(document as object) }, () => `${olt}  ${text()}`);
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
