import type { OnuAddress } from '@field/core';
import type { NativeVlan } from '../../../contract/operations.ts';
import type { PlanStep } from '../../../contract/plan.ts';
import type { Family } from '../family.ts';
import type { OnuConfiguration } from '../parsers/running-config.ts';
import { managementCommand, step } from './commands.ts';

/** The VLAN mode of a LAN port as configured. */
export function findPortVlan(management: readonly string[], ethPort: number): string | null {
  return management.find((line) => line.startsWith(`vlan port eth_0/${ethPort} mode `)) ?? null;
}

export function portVlan({ ethPort, vlan, priority = 0 }: NativeVlan): string {
  return `vlan port eth_0/${ethPort} mode tag vlan ${vlan}${priority === 0 ? '' : ` priority ${priority}`}`;
}

export function nativeVlanSteps(
  family: Family,
  address: OnuAddress,
  native: NativeVlan,
  { management }: OnuConfiguration,
): PlanStep[] {
  const wanted = portVlan(native);
  const existing = findPortVlan(management, native.ethPort);
  if (existing === wanted) return [];
  const at = (send: string) => managementCommand(family, address, send);
  const back = existing ?? `no vlan port eth_0/${native.ethPort} mode`;
  return [step(`native-vlan-${native.ethPort}`, at(wanted), [at(back)])];
}
