import type { OnuAddress, OnuPlan, OnuPlanStep } from '@field/core';
import { describeDecision, type PlannedWrite } from '@field/olt';
import { planTag } from './plan-tag.ts';

/** A plan for a person to read, and the tag by which it can be held to. */
export interface ShownPlan {
  readonly plan: OnuPlan;
  readonly tag: string;
}

/** What a write would send, secrets masked; `summary` says in a line what it does at its place. */
export function showPlan(planned: PlannedWrite, summary: (address: OnuAddress) => string): ShownPlan {
  const { decision } = planned;
  const tag = planTag(planned);
  if (decision.kind === 'conflict') {
    const conflictAt = decision.address;
    return { tag, plan: { summary: planned.text(), steps: [], decision: 'conflict', conflictAt } };
  }
  const address = decision.kind === 'plan' ? decision.plan.address : decision.address;
  return {
    tag,
    plan: { summary: summary(address), steps: stepsOf(planned), decision: decision.kind, conflictAt: null },
  };
}

function stepsOf({ decision }: PlannedWrite): OnuPlanStep[] {
  const described = describeDecision(decision);
  if (described.kind !== 'plan') return [];
  return described.plan.steps.map(({ at, send, undo }) => ({
    mode: at.argument === undefined ? at.mode : `${at.mode} ${at.argument}`,
    send,
    undo: undo.map((command) => command.send),
  }));
}
