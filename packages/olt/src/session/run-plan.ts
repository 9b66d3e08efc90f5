import type { FieldError } from '@field/core';
import type { CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { PlanStep, Verification, WriteDecision, WritePlan, WriteResult } from '../contract/plan.ts';
import { type ReadBack, ReadBackSession } from './read-back.ts';
import { applyStep, undoStep } from './run-step.ts';

export interface RunPlanOptions {
  /** Reads back which steps of the plan the device holds. Only reads. */
  verify(cli: CliSession): Promise<Verification>;
  /** Opens a new session in place of one that ended, to read back and to undo. Without it such a write stays `unknown`. */
  reconnect?(): Promise<CliSession>;
  /** Takes back what was applied when the plan does not go through. Default true. */
  readonly undo?: boolean;
  /**
   * Called before a step is sent, after it was accepted, and when its undo went through. What it throws is thrown by `runPlan` once
   * the plan has come to its end.
   */
  onStep?(step: PlanStep, state: 'sent' | 'accepted' | 'undone'): void;
  /** Stops before the next command; reading back and undoing go on. */
  readonly signal?: AbortSignal;
}

/**
 * Carries out a plan, one command after the other, and reports what the device holds afterwards. Never rejects for what a device
 * does: the result tells it.
 *
 * - A step is done when its reply holds no refusal and shows `success`; "already so" counts as done but is never undone.
 * - A refused step stops the plan: the applied ones are undone, last one first, and the read-back decides between `undone` and
 *   `unknown`.
 * - A step whose fate is uncertain (no answer, a cut, an unknown question, an unexpected reply) is never sent again. The read-back
 *   tells whether it holds: all of the plan is success, with `error` null, nothing is `undone`, a part is undone.
 * - After the last step the read-back must find all, at the second look at the latest, or the result is `unknown` with
 *   `olt.not_verified`.
 */
export async function runPlan(
  cli: CliSession,
  what: WriteDecision | WritePlan,
  options: RunPlanOptions,
): Promise<WriteResult> {
  if (!('kind' in what)) return new PlanRun(cli, what, options).run();
  if (what.kind === 'plan') return new PlanRun(cli, what.plan, options).run();
  const error = what.kind === 'conflict' ? oltError(what.code, what.details) : null;
  return toResult(what.kind, what.address, {}, error);
}

class PlanRun {
  readonly #plan: WritePlan;
  readonly #options: RunPlanOptions;
  readonly #device: ReadBackSession;
  readonly #applied: PlanStep[] = [];
  /** Applied steps of which the device said that they were so before. */
  readonly #already = new Set<PlanStep>();
  readonly #takenBack: PlanStep[] = [];
  #refusedStep: PlanStep | null = null;
  #thrown: { readonly error: unknown } | null = null;

  constructor(cli: CliSession, plan: WritePlan, options: RunPlanOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#device = new ReadBackSession(cli, options);
  }

  async run(): Promise<WriteResult> {
    const result = await this.#carryOut();
    if (this.#thrown) throw this.#thrown.error;
    return result;
  }

  async #carryOut(): Promise<WriteResult> {
    for (const step of this.#plan.steps) {
      this.#tell(step, 'sent');
      const fate = await applyStep(this.#device.cli, step, this.#options.signal);
      if (fate.kind === 'refused') return this.#refused(step, fate.error);
      if (fate.kind === 'uncertain') return this.#uncertain(step, fate.error);
      this.#applied.push(step);
      if (fate.kind === 'already') this.#already.add(step);
      this.#tell(step, 'accepted');
    }
    const found = await this.#readBackSettled();
    const error = found.kind === 'unreadable' ? found.error : oltError('olt.not_verified');
    if (found.kind === 'all') return this.#succeeded();
    const steps = { applied: this.#applied, remains: holding(found, this.#own()) };
    return toResult('unknown', this.#plan.address, steps, error);
  }

  async #refused(step: PlanStep, error: FieldError): Promise<WriteResult> {
    const own = this.#own();
    this.#refusedStep = step;
    if (this.#options.undo !== false && own.length > 0) return this.#undo(own, [...own, step], error);
    const found = await this.#readBack();
    // An unreadable device cannot take back its "no".
    return this.#judge(found, found.kind === 'unreadable' ? own : [...own, step], error);
  }

  async #uncertain(step: PlanStep, error: FieldError): Promise<WriteResult> {
    const sent = [...this.#own(), step];
    const found = await this.#readBack();
    if (found.kind === 'all') this.#applied.push(step);
    const holds = holding(found, sent);
    return found.kind === 'part' && this.#options.undo !== false && holds.length > 0
      ? this.#undo(holds, sent, error)
      : this.#judge(found, sent, error);
  }

  /** Takes steps back, the last one first, until one cannot be; then the read-back says what is left. */
  async #undo(
    steps: readonly PlanStep[],
    sent: readonly PlanStep[],
    error: FieldError,
  ): Promise<WriteResult> {
    for (const step of steps.toReversed()) {
      if (!(await this.#device.ensureUsable()) || !(await undoStep(this.#device.cli, step))) break;
      this.#takenBack.push(step);
      if (step.undo.length > 0) this.#tell(step, 'undone');
    }
    const found = await this.#readBack();
    const remains =
      found.kind === 'unreadable'
        ? steps.filter((step) => !this.#isTakenBack(step, steps))
        : holding(found, sent);
    return this.#failed(
      found,
      error,
      remains,
      steps.filter((step) => !remains.includes(step)),
    );
  }

  /** Reads back; of steps that nothing shows, those that were sent, not refused and not taken back may hold. */
  async #readBack(): Promise<ReadBack> {
    const found = await this.#device.readBack();
    if (found.kind !== 'part' || found.unseen.length === 0) return found;
    const takenBack = (id: string) => this.#takenBack.some((step) => step.id === id);
    const accepted = (id: string) => this.#applied.some((step) => step.id === id) && !takenBack(id);
    const unseen = found.unseen.filter((id) => !takenBack(id) && id !== this.#refusedStep?.id);
    const isAll = this.#plan.steps.every(
      ({ id }) => found.holds.includes(id) || (unseen.includes(id) && accepted(id)),
    );
    return isAll ? { kind: 'all' } : { ...found, holds: [...found.holds, ...unseen] };
  }

  /** The device accepted everything: a reading that does not show it is doubted once, since a line may have been garbled. */
  async #readBackSettled(): Promise<ReadBack> {
    const found = await this.#readBack();
    return found.kind === 'none' || found.kind === 'part' ? this.#readBack() : found;
  }

  #judge(found: ReadBack, sent: readonly PlanStep[], error: FieldError): WriteResult {
    return found.kind === 'all' ? this.#succeeded() : this.#failed(found, error, holding(found, sent), []);
  }

  /** Without a read-back, a step without undo of its own counts as gone only when all others are. */
  #isTakenBack(step: PlanStep, steps: readonly PlanStep[]): boolean {
    const carriers = step.undo.length > 0 ? [step] : steps.filter(({ undo }) => undo.length > 0);
    return carriers.length > 0 && carriers.every((carrier) => this.#takenBack.includes(carrier));
  }

  /** An observer that fails must not leave half a plan behind. */
  #tell(step: PlanStep, state: 'sent' | 'accepted' | 'undone'): void {
    try {
      this.#options.onStep?.(step, state);
    } catch (error) {
      this.#thrown ??= { error };
    }
  }

  #own(): readonly PlanStep[] {
    return this.#applied.filter((step) => !this.#already.has(step));
  }

  #succeeded(): WriteResult {
    const outcome = this.#own().length === 0 ? 'unchanged' : this.#plan.outcome;
    return toResult(outcome, this.#plan.address, { applied: this.#applied }, null);
  }

  /** The plan did not go through; what the device said about it, and why it could not be read back where it could not. */
  #failed(
    found: ReadBack,
    error: FieldError,
    remains: readonly PlanStep[],
    undone: readonly PlanStep[],
  ): WriteResult {
    const clean = found.kind !== 'unreadable' && remains.length === 0;
    const { address } = this.#plan;
    const result = toResult(
      clean ? 'undone' : 'unknown',
      address,
      { applied: this.#applied, undone, remains },
      error,
    );
    if (found.kind !== 'unreadable' || !result.error) return result;
    const details = { ...result.error.details, readBack: found.error.code };
    return { ...result, error: { ...result.error, details } };
  }
}

/** Which of the steps that were sent hold, or may hold. */
function holding(found: ReadBack, sent: readonly PlanStep[]): readonly PlanStep[] {
  if (found.kind === 'none') return [];
  return found.kind === 'part' ? sent.filter(({ id }) => found.holds.includes(id)) : sent;
}

function toResult(
  outcome: WriteResult['outcome'],
  address: WriteResult['address'],
  steps: Partial<Record<'applied' | 'undone' | 'remains', readonly PlanStep[]>>,
  error: FieldError | null,
): WriteResult {
  const ids = (some: readonly PlanStep[] = []) => some.map(({ id }) => id);
  return {
    outcome,
    address,
    applied: ids(steps.applied),
    undone: ids(steps.undone),
    remains: ids(steps.remains),
    error: error && { code: error.code, message: error.message, details: error.details },
    saved: false,
  };
}
