import { formatOnuAddress, type OnuPlan, type OnuPlanStep } from '@field/core';
import { describeDecision, type PlannedWrite } from '@field/olt';
import { type AuthorizationRequest, toAuthorizeOnu } from './authorization-request.ts';
import type { OltSession } from './olt-gateway.ts';
import { planTag } from './plan-tag.ts';

/** A plan for a person to read, and the tag by which it can be held to. */
export interface ShownPlan {
  readonly plan: OnuPlan;
  readonly tag: string;
}

/** What an authorization would send. */
export async function planAuthorization(
  session: OltSession,
  request: AuthorizationRequest,
  signal: AbortSignal,
): Promise<ShownPlan> {
  const planned = await session.plan('authorizeOnu', toAuthorizeOnu(request), { signal });
  const { decision } = planned;
  const tag = planTag(planned);
  if (decision.kind === 'conflict') {
    const conflictAt = decision.address;
    return { tag, plan: { summary: planned.text(), steps: [], decision: 'conflict', conflictAt } };
  }
  const address = decision.kind === 'plan' ? decision.plan.address : decision.address;
  const { name, service } = request.profile;
  const carrying = service ? `, VLAN ${service.vlan} on GEM port ${service.gemPort}` : '';
  const summary = `ONU ${request.serialNumber} at ${formatOnuAddress(address)}, profile ${name}${carrying}.`;
  return { tag, plan: { summary, steps: stepsOf(planned), decision: decision.kind, conflictAt: null } };
}

function stepsOf({ decision }: Pick<PlannedWrite, 'decision'>): OnuPlanStep[] {
  const described = describeDecision(decision);
  if (described.kind !== 'plan') return [];
  return described.plan.steps.map(({ at, send, undo }) => ({
    mode: at.argument === undefined ? at.mode : `${at.mode} ${at.argument}`,
    send,
    undo: undo.map((command) => command.send),
  }));
}
