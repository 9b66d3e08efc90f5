import type { OnuAddress } from '@field/core';
import type {
  NativeVlan,
  OltProfileEntry,
  OnuService,
  ProvisionService,
  ServiceFlow,
} from '../../../contract/operations.ts';
import type { PlanStep, WriteDecision } from '../../../contract/plan.ts';
import { badRequest, checkWhole } from '../../../toolkit/check-request.ts';
import { checkOnu } from '../check-address.ts';
import type { Family } from '../family.ts';
import type { VlanProfile } from '../parsers/profiles.ts';
import type { ConfiguredFlow } from '../parsers/running-config.ts';
import { gemPortsIn, type OnuConfiguration } from '../parsers/running-config.ts';

import { change, conflict, flowCommand, managementCommand, nameOf, onuCommand, step } from './commands.ts';
import type { Generation } from './generation.ts';
import { checkPppoeWan, findWan, wanSteps } from './pppoe-wan.ts';

/** What the OLT holds that counts for a service. */
export interface ProvisionFacts {
  readonly generation: Generation;
  readonly configuration: OnuConfiguration;
  /** Asked only when the request names a traffic table. */
  readonly trafficProfiles: readonly OltProfileEntry[];
  /** Asked only when the request has a PPPoE client. */
  readonly vlanProfiles: readonly VlanProfile[];
}

const most = 8;

/** @throws FieldError `olt.bad_request` naming the field, before a byte is sent */
export function checkProvision(family: Family, request: ProvisionService): ProvisionService {
  checkOnu(request.address);
  checkService(family, request);
  return request;
}

/** @throws FieldError `olt.bad_request` naming the field, before a byte is sent */
export function checkService(family: Family, { flows, nativeVlans = [], wan }: OnuService): void {
  if (!Array.isArray(flows) || flows.length > most)
    throw badRequest('flows', 'must be a list of at most {max}', { max: most });
  if (nativeVlans.length > most)
    throw badRequest('nativeVlans', 'must be a list of at most {max}', { max: most });
  if (flows.length + nativeVlans.length === 0 && !wan)
    throw badRequest('flows', 'must name what to provision');
  for (const [index, flow] of flows.entries()) checkFlow(family, `flows[${index}]`, flow);
  for (const [index, { ethPort, vlan, priority = 0 }] of nativeVlans.entries()) {
    checkWhole(`nativeVlans[${index}].ethPort`, ethPort, 1, 24);
    checkWhole(`nativeVlans[${index}].vlan`, vlan, 1, 4094);
    checkWhole(`nativeVlans[${index}].priority`, priority, 0, 7);
  }
  if (wan) checkPppoeWan(wan);
}

function checkFlow(family: Family, field: string, flow: ServiceFlow): void {
  checkWhole(`${field}.vlan`, flow.vlan, 1, 4094);
  checkWhole(`${field}.gemPort`, flow.gemPort, 1, 255);
  if (flow.userVlan !== undefined) checkWhole(`${field}.userVlan`, flow.userVlan, 1, 4094);
  if (flow.innerVlan !== undefined) checkWhole(`${field}.innerVlan`, flow.innerVlan, 1, 4094);
  const { inboundTrafficTable: up, outboundTrafficTable: down } = flow;
  if (up !== undefined) checkWhole(`${field}.inboundTrafficTable`, up, 0, 65_535);
  if (down !== undefined) checkWhole(`${field}.outboundTrafficTable`, down, 0, 65_535);
  // What an ONU sends is limited by its T-CONT alone.
  if (family.name === 'c6xx' && up !== undefined)
    throw badRequest(`${field}.inboundTrafficTable`, 'must be left out for this vendor');
  if (family.name === 'c3xx' && (up === undefined) !== (down === undefined))
    throw badRequest(field, 'must have both traffic tables or none');
}

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

/**
 * Gives an ONU its VLANs: flows on its GEM ports, the same inside the ONU, VLANs of its LAN ports, a PPPoE client. What is there
 * already is left out; a flow in the way is a conflict.
 */
export function planProvisionService(
  family: Family,
  request: ProvisionService,
  facts: ProvisionFacts,
): WriteDecision {
  const { address, flows, nativeVlans = [], wan } = request;
  const { configuration } = facts;
  const gemPorts = gemPortsIn(configuration.unit);
  const steps: PlanStep[] = [];
  for (const [position, flow] of flows.entries()) {
    const named = nameTraffic(flow, facts.trafficProfiles);
    if (typeof named === 'number') return conflict(address, 'olt.traffic_table_missing', { id: named });
    if (!gemPorts.includes(flow.gemPort))
      return conflict(address, 'olt.gem_port_missing', { gemPort: flow.gemPort, available: gemPorts });
    const inTheWay = configuration.flows.find((one) => isInTheWay(family, named, one));
    if (inTheWay) return conflict(address, 'olt.service_exists', { existing: inTheWay.line });
    steps.push(...flowSteps(family, address, named, `${position + 1}`, facts, steps));
  }
  for (const native of nativeVlans) steps.push(...nativeVlanSteps(family, address, native, configuration));
  if (wan) {
    const profile = facts.vlanProfiles.find(({ vlan }) => vlan === wan.vlan)?.name;
    if (profile === undefined) return conflict(address, 'olt.profile_missing', { vlan: wan.vlan });
    if (facts.generation === 1)
      return conflict(address, 'olt.not_supported_by_device', { text: 'wan-ip (firmware 1.x)' });
    const existing = findWan(configuration.management);
    if (!existing) steps.push(...wanSteps(family, address, wan, profile));
    else if (existing.username !== wan.username || existing.vlanProfile !== profile)
      return conflict(address, 'olt.service_exists', { existing: existing.shown });
  }
  return steps.length === 0 ? { kind: 'unchanged', address } : change(address, steps);
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
function isInTheWay(family: Family, named: NamedFlow, existing: ConfiguredFlow): boolean {
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

function flowSteps(
  family: Family,
  address: OnuAddress,
  named: NamedFlow,
  id: string,
  facts: ProvisionFacts,
  before: readonly PlanStep[],
): PlanStep[] {
  const { flow, up, down } = named;
  const { configuration, generation } = facts;
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

/** The VLAN mode of a LAN port as configured. */
export function findPortVlan(management: readonly string[], ethPort: number): string | null {
  return management.find((line) => line.startsWith(`vlan port eth_0/${ethPort} mode `)) ?? null;
}

export function portVlan({ ethPort, vlan, priority = 0 }: NativeVlan): string {
  return `vlan port eth_0/${ethPort} mode tag vlan ${vlan}${priority === 0 ? '' : ` priority ${priority}`}`;
}

function nativeVlanSteps(
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
