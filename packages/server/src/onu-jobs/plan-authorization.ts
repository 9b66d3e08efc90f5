import { formatOnuAddress, type OnuPlan, type OnuPlanStep } from '@field/core';
import { describeDecision, type PlannedWrite } from '@field/olt';
import { type AuthorizationRequest, toAuthorizeOnu, toProvisionService } from './authorization-request.ts';
import type { OltSession } from './olt-gateway.ts';

/** What an authorization would send, for a person to read. */
export async function planAuthorization(
  session: OltSession,
  request: AuthorizationRequest,
  signal: AbortSignal,
): Promise<OnuPlan> {
  const planned = await session.plan('authorizeOnu', toAuthorizeOnu(request), { signal });
  const { decision } = planned;
  if (decision.kind === 'conflict') {
    return { summary: planned.text(), steps: [], decision: 'conflict', conflictAt: decision.address };
  }
  const address = decision.kind === 'plan' ? decision.plan.address : decision.address;
  const service = toProvisionService(request, address);
  const provisioned = service && (await session.plan('provisionService', service, { signal }));
  const steps = [...stepsOf(planned), ...(provisioned ? stepsOf(provisioned) : [])];
  const summary = [
    `ONU ${request.serialNumber} at ${formatOnuAddress(address)}, profile ${request.profile.name}`,
  ];
  // An OLT cannot plan a service for an ONU it does not know yet.
  if (service && provisioned?.decision.kind === 'conflict') {
    const [flow] = service.flows;
    summary.push(`then VLAN ${flow?.vlan} on GEM port ${flow?.gemPort}`);
  }
  const decided = decision.kind === 'plan' || steps.length > 0 ? 'plan' : 'unchanged';
  return { summary: `${summary.join(', ')}.`, steps, decision: decided, conflictAt: null };
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
