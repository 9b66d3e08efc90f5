import type { PlanCommand, WriteDecision } from '../../../../src/contract/plan.ts';
import type { Family } from '../../../../src/vendors/zte/family.ts';
import type { BaseInfo } from '../../../../src/vendors/zte/parsers/baseinfo.ts';
import { flowsIn, type OnuConfiguration } from '../../../../src/vendors/zte/parsers/running-config.ts';
import { profileNumber } from '../../../../src/vendors/zte/profile-number.ts';

export const at = { shelf: 1, slot: 2, port: 5 };
export const address = { ...at, onuId: 4 };
export const entry = (name: string) => ({ id: profileNumber(name), name, bindings: null });

export const unit: BaseInfo = {
  address,
  type: 'F660',
  mode: 'sn',
  state: 'ready',
  serialNumber: 'ZTEGC1192DD7',
  serialNumberText: null,
};

/** A plan as its bytes: where, what, and what takes it back. */
export function bytes(decision: WriteDecision): unknown {
  if (decision.kind !== 'plan') return decision;
  const line = ({ at: place, send, dialogue = [] }: PlanCommand) =>
    `${place.mode} ${place.argument}: ${send}${dialogue.map(({ reply }) => ` [${reply}]`).join('')}`;
  const { outcome, steps } = decision.plan;
  return {
    outcome,
    steps: steps.map((step) => [step.id, line(step), ...step.undo.map((one) => `undo ${line(one)}`)]),
  };
}

export function configured(
  family: Family,
  lines: readonly string[],
  management: readonly string[] = [],
  vports: Readonly<Record<number, readonly string[]>> = {},
): OnuConfiguration {
  const section = (name: string, some: readonly string[]) =>
    flowsIn({ kind: 'interface', name, lines: some }, name);
  const ports = new Map(Object.entries(vports).map(([port, some]) => [Number(port), some] as const));
  return {
    unit: lines,
    management,
    vports: ports,
    flows: [
      ...section(family.onuName(address), lines),
      ...[...ports].flatMap(([port, some]) => section(family.vportName(address, port), some)),
    ],
  };
}
