import { formatOnuAddress } from '@field/core';
import type { CliModeRef } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { PlanCommand, PlanStep, WriteDecision, WritePlan } from '../contract/plan.ts';
import { Secrets } from './secrets.ts';

/** A command of a plan as data that can be shown and sent anywhere: secrets read `***`, patterns are text. */
export interface DescribedCommand {
  readonly at: CliModeRef;
  readonly send: string;
  /** Questions the command may meet, as patterns, and what is answered. */
  readonly dialogue: readonly { readonly question: string; readonly reply: string }[];
}

/** One step of a plan as data. */
export interface DescribedStep extends DescribedCommand {
  readonly id: string;
  readonly kind: PlanStep['kind'];
  /** Pattern the reply must show; null where silence is success. */
  readonly success: string | null;
  /** Refusals that count as done. */
  readonly accepts: readonly string[];
  readonly undo: readonly DescribedCommand[];
}

/** A plan as data. */
export interface DescribedPlan extends Pick<WritePlan, 'outcome' | 'address'> {
  readonly steps: readonly DescribedStep[];
}

/** A decision as data. */
export type DescribedDecision =
  | { readonly kind: 'plan'; readonly plan: DescribedPlan }
  | Exclude<WriteDecision, { readonly kind: 'plan' }>;

/**
 * A plan for a person who has to decide about it: numbered steps, each with the mode it runs in, the answers it gives and the
 * commands that take it back. Secrets read `***`.
 */
export function formatPlan(what: WriteDecision | WritePlan): string {
  if (!('kind' in what)) return formatSteps(what);
  if (what.kind === 'plan') return formatSteps(what.plan);
  if (what.kind === 'unchanged')
    return `Nothing to do: ${formatOnuAddress(what.address)} is as asked already.`;
  const { message, next } = oltError(what.code, what.details).text('en');
  return [`Conflict (${what.code}): ${message}`, next, 'Nothing is sent.'].join('\n');
}

/** A decision as JSON: secrets read `***`. */
export function describeDecision(decision: WriteDecision): DescribedDecision {
  return decision.kind === 'plan' ? { kind: 'plan', plan: describePlan(decision.plan) } : decision;
}

/** A plan as JSON: secrets read `***`. */
export function describePlan({ outcome, address, steps }: WritePlan): DescribedPlan {
  const secrets = secretsOf(steps);
  return {
    outcome,
    address,
    steps: steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      ...describeCommand(step, secrets),
      success: step.success?.source ?? null,
      accepts: step.accepts ?? [],
      undo: step.undo.map((command) => describeCommand(command, secrets)),
    })),
  };
}

function describeCommand({ at, send, dialogue = [] }: PlanCommand, secrets: Secrets): DescribedCommand {
  return {
    at,
    send: secrets.mask(send),
    dialogue: dialogue.map(({ pattern, reply }) => ({
      question: pattern.source,
      reply: secrets.mask(reply),
    })),
  };
}

const outcomes: Readonly<Record<WritePlan['outcome'], string>> = {
  created: 'Create',
  moved: 'Move to',
  changed: 'Change',
  removed: 'Remove',
};

function formatSteps(plan: WritePlan): string {
  const steps = describePlan(plan).steps.flatMap((step, index) => {
    const number = `${index + 1}. `;
    const undo =
      step.undo.length === 0
        ? ['undo: none of its own']
        : step.undo.map((one) => `undo: ${formatCommand(one)}`);
    const lines = [formatCommand(step), ...step.dialogue.map(formatAnswer), ...undo];
    return [`${number}${step.id}`, ...lines.map((line) => ' '.repeat(number.length) + line)];
  });
  return [`${outcomes[plan.outcome]} ${formatOnuAddress(plan.address)}:`, ...steps].join('\n');
}

function formatCommand({ at: { mode, argument }, send }: DescribedCommand): string {
  return `[${argument === undefined ? mode : `${mode} ${argument}`}] ${send}`;
}

function formatAnswer({ reply }: DescribedCommand['dialogue'][number]): string {
  return `if asked, answers ${JSON.stringify(reply)}`;
}

function secretsOf(steps: readonly PlanStep[]): Secrets {
  return new Secrets(
    steps.flatMap((step) => [step, ...step.undo]).flatMap((command) => command.secrets ?? []),
  );
}
