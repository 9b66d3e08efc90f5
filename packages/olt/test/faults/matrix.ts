import PQueue from 'p-queue';
import { type FaultKind, type FaultMoment, faultKinds, faultMoments } from './fault-kinds.ts';
import { judgeRun, outcomeOf } from './judge-run.ts';
import { type PlacedFault, runWrite, type WriteRun } from './run-write.ts';
import type { Scenario } from './scenario.ts';

/** Where a fault strikes: at a step of the plan, while a step is taken back, or at the reads and the moves around them. */
export type Place = 'step' | 'undo' | 'other';

/** One fault at one line of one write. */
export interface MatrixCase {
  readonly place: Place;
  /** The number of the line among all that the OLT gets, and the line. */
  readonly line: number;
  readonly command: string;
  readonly kind: FaultKind;
  readonly moment: FaultMoment;
  /** What went wrong before, so that there is something to take back. */
  readonly first: readonly PlacedFault[];
}

/** What a case came to. */
export interface MatrixRow {
  readonly case: MatrixCase;
  readonly outcome: string;
  /** What is wrong with the report; nothing, when it tells the truth. */
  readonly wrong: readonly string[];
}

/** A write nobody disturbs, and every case in which somebody does. */
export interface ScenarioCases {
  readonly healthy: WriteRun;
  readonly cases: readonly MatrixCase[];
}

/** What waits for a silence to pass costs nothing: many at once, of all writes together. */
const queue = new PQueue({ concurrency: 48 });

export async function casesOf(scenario: Scenario): Promise<ScenarioCases> {
  const { voice } = scenario;
  const healthy = await runWrite(scenario);
  const { decision } = healthy.planned;
  const steps = decision.kind === 'plan' ? decision.plan.steps : [];
  const isStep = (line: string) => steps.some(({ send }) => send === line) || line === voice.yes;
  const cases = healthy.lines.flatMap((command, line) =>
    faultsAt(line, command, isStep(command) ? 'step' : 'other', []),
  );
  const last = healthy.lines.lastIndexOf(steps.at(-1)?.send ?? '');
  const refused = { kind: 'instead', text: voice.failure } as const;
  const first = [{ line: last, fault: { event: refused, carriedOut: false, at: 'echoed' } }] as const;
  const undone = await runWrite(scenario, first);
  const undoes = new Set(steps.flatMap(({ undo }) => undo.map(({ send }) => send)));
  const inUndo = undone.lines.flatMap((command, line) =>
    line > last && (undoes.has(command) || command === voice.yes)
      ? faultsAt(line, command, 'undo', first)
      : [],
  );
  return { healthy, cases: [...cases, ...inUndo] };
}

function faultsAt(
  line: number,
  command: string,
  place: Place,
  first: readonly PlacedFault[],
): readonly MatrixCase[] {
  return faultKinds.flatMap((kind) =>
    faultMoments.map((moment) => ({ line, command, place, kind, moment, first })),
  );
}

/**
 * A part of the cases that is the same each time: of every fault at every step one of the six moments, of those at other places one
 * in twenty; of a family whose driver is another's in all but spelling, fewer.
 */
export function isInShortRun({ place, line, kind, moment }: MatrixCase, sparse: number): boolean {
  const [kindAt, momentAt] = [faultKinds.indexOf(kind), faultMoments.indexOf(moment)];
  if ((line * 5 + kindAt * 3 + momentAt) % sparse !== 0) return false;
  const number = line + kindAt + momentAt;
  return place === 'step' ? number % 6 === 0 : (number * 7 + kindAt) % 20 === 0;
}

/** Plays the cases, each on an OLT of its own. */
export async function playCases(
  scenario: Scenario,
  cases: readonly MatrixCase[],
  done: string,
): Promise<readonly MatrixRow[]> {
  return queue.addAll(
    cases.map((one) => async () => {
      const { kind, moment, line, first } = one;
      const fault = { event: kind.event(scenario.voice), carriedOut: moment.carriedOut, at: moment.at };
      const run = await runWrite(scenario, [...first, { line, fault, oneSession: kind.oneSession === true }]);
      return { case: one, outcome: outcomeOf(run), wrong: judgeRun(run, done) };
    }),
  );
}

/** A row with a wrong report, as a person reads it. */
export function describeWrong({ case: { command, kind, moment, place }, outcome, wrong }: MatrixRow): string {
  return `${kind.name}, ${moment.name} "${command}" (${place}): ${outcome}: ${wrong.join('; ')}`;
}
