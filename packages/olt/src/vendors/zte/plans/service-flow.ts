import type { OnuAddress } from '@field/core';
import type { OltProfileEntry, ServiceFlow } from '../../../contract/operations.ts';
import type { PlanStep } from '../../../contract/plan.ts';
import type { Family } from '../family.ts';
import type { ConfiguredFlow, OnuConfiguration } from '../parsers/running-config.ts';
import { flowCommand, managementCommand, nameOf, onuCommand, step } from './commands.ts';
import type { Generation } from './generation.ts';

/** A flow with the names of its traffic profiles. */
export interface NamedFlow {
  readonly flow: ServiceFlow;
  readonly up: string | null;
  readonly down: string | null;
}

/** The names of a flow's traffic profiles; the number that stands for none. */
export function nameTraffic(flow: ServiceFlow, profiles: readonly OltProfileEntry[]): NamedFlow | number {
  const named: (string | null)[] = [];
  for (const id of [flow.inboundTrafficTable, flow.outboundTrafficTable]) {
    const name = id === undefined ? null : nameOf(profiles, id);
    if (id !== undefined && name === null) return id;
    named.push(name);
  }
  return { flow, up: named[0] ?? null, down: named[1] ?? null };
}

/** Whether a flow that is configured is the one asked for. */
export function sameFlow(family: Family, { flow, down }: NamedFlow, existing: ConfiguredFlow): boolean {
  return (
    existing.vlan === flow.vlan &&
    existing.gemPort === flow.gemPort &&
    existing.userVlan === (flow.userVlan ?? flow.innerVlan ?? flow.vlan) &&
    existing.innerVlan === (flow.innerVlan ?? null) &&
    (family.name === 'c3xx' || down === null || existing.egress === down)
  );
}

/** One GEM port carries a VLAN of the customer's side once. */
export function isInTheWay(family: Family, named: NamedFlow, existing: ConfiguredFlow): boolean {
  const { flow } = named;
  return (
    existing.gemPort === flow.gemPort &&
    existing.userVlan === (flow.userVlan ?? flow.innerVlan ?? flow.vlan) &&
    !sameFlow(family, named, existing)
  );
}

const service = /^service (\S+) (?:type \S+ )?gemport (\d+) (?:cos \d )?vlan (\d+)$/;

/** The line with which the ONU itself puts a VLAN on a GEM port, in each of its spellings. */
export function findService(management: readonly string[], gemPort: number, vlan: number): string | null {
  for (const line of management) {
    const [, name, ofGemPort, ofVlan] = service.exec(line) ?? [];
    if (name !== undefined && Number(ofGemPort) === gemPort && Number(ofVlan) === vlan) return name;
  }
  return null;
}

/** The traffic limit of a GEM port as configured (C3xx). */
export function findTrafficLimit(unit: readonly string[], gemPort: number): string | null {
  return unit.find((line) => line.startsWith(`gemport ${gemPort} traffic-limit `)) ?? null;
}

export function trafficLimit(gemPort: number, up: string, down: string): string {
  return `gemport ${gemPort} traffic-limit upstream ${up} downstream ${down}`;
}

/** What puts a flow on the OLT and inside the ONU, `before` being the steps planned already. */
export function flowSteps(
  family: Family,
  address: OnuAddress,
  named: NamedFlow,
  id: string,
  {
    configuration,
    generation,
  }: { readonly configuration: OnuConfiguration; readonly generation: Generation },
  before: readonly PlanStep[],
): PlanStep[] {
  const { flow, up, down } = named;
  const { gemPort, vlan, innerVlan } = flow;
  const userVlan = flow.userVlan ?? innerVlan ?? vlan;
  const at = (send: string) => flowCommand(family, address, gemPort, send);
  const steps: PlanStep[] = [];
  if (family.name === 'c3xx' && up !== null && down !== null) {
    const limit = trafficLimit(gemPort, up, down);
    const existing = findTrafficLimit(configuration.unit, gemPort);
    // The profile that always is there limits nothing.
    const back = existing ?? trafficLimit(gemPort, 'default', 'default');
    if (existing !== limit)
      steps.push(
        step(`traffic-${id}`, onuCommand(family, address, limit), [onuCommand(family, address, back)]),
      );
  }
  if (!configuration.flows.some((existing) => sameFlow(family, named, existing))) {
    const hybrid = `switchport mode hybrid vport ${gemPort}`;
    const sent = [...configuration.unit, ...before.map(({ send }) => send)];
    if (generation === 1 && !sent.includes(hybrid)) steps.push(step(`vport-${id}`, at(hybrid)));
    const index = freeIndex(family, gemPort, configuration, before);
    const vlans = innerVlan === undefined ? `vlan ${vlan}` : `vlan ${innerVlan} svlan ${vlan}`;
    const port = family.name === 'c3xx' ? ` vport ${gemPort}` : '';
    const egress = family.name === 'c6xx' && down !== null ? ` egress ${down}` : '';
    const line = `service-port ${index}${port} user-vlan ${userVlan} ${vlans}${egress}`;
    steps.push(step(`service-port-${id}`, at(line), [at(`no service-port ${index}`)]));
  }
  if (findService(configuration.management, gemPort, userVlan) === null) {
    const name = freeName(configuration.management, before);
    const words = generation === 1 ? 'type internet gemport' : 'gemport';
    const cos = generation === 1 ? 'cos 0 ' : '';
    const inside = (send: string) => managementCommand(family, address, send);
    const line = `service ${name} ${words} ${gemPort} ${cos}vlan ${userVlan}`;
    steps.push(step(`onu-service-${id}`, inside(line), [inside(`no service ${name}`)]));
  }
  return steps;
}

/** The smallest number no flow has: of the ONU on a C3xx, of the virtual port on a C6xx. */
function freeIndex(
  family: Family,
  gemPort: number,
  { flows }: OnuConfiguration,
  before: readonly PlanStep[],
): number {
  const shared = flows.filter((flow) => family.name === 'c3xx' || flow.gemPort === gemPort);
  const taken = new Set(shared.map(({ index }) => index));
  for (const { send } of before) taken.add(Number(/^service-port (\d+) /.exec(send)?.[1] ?? 0));
  let index = 1;
  while (taken.has(index)) index += 1;
  return index;
}

/** The smallest number no service inside the ONU is named with. */
function freeName(management: readonly string[], before: readonly PlanStep[]): number {
  const lines = [...management, ...before.map(({ send }) => send)];
  const taken = new Set(lines.flatMap((line) => /^service (\S+) /.exec(line)?.[1] ?? []));
  let name = 1;
  while (taken.has(`${name}`)) name += 1;
  return name;
}
