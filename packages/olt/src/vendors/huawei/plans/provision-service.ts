import { formatPonPort, type OnuAddress } from '@field/core';
import type { NativeVlan, OnuService, ProvisionService, ServiceFlow } from '../../../contract/operations.ts';
import type { PlanStep, WriteDecision } from '../../../contract/plan.ts';
import { badRequest, checkWhole } from '../../../toolkit/check-request.ts';
import { checkOnu } from '../check-address.ts';
import type { ConfiguredFlow, OntConfiguration } from '../parsers/current-configuration.ts';
import { type Conflict, configMode, conflict, removeFlowsOf, unitCommand, unitOf } from './commands.ts';
import { checkPppoeWan, findWan, wanSteps } from './pppoe-wan.ts';

/** What the OLT holds that counts for a service. */
export interface ProvisionFacts {
  readonly configuration: OntConfiguration;
  /** GEM indexes of the line profile; none known: not checked. */
  readonly gemPorts: readonly number[];
}

const most = 32;

/** @throws FieldError `olt.bad_request` naming the field, before a byte is sent */
export function checkProvision(request: ProvisionService): void {
  checkOnu(request.address);
  checkService(request);
}

/** @throws FieldError `olt.bad_request` naming the field */
export function checkService({ flows, nativeVlans = [], wan }: OnuService): void {
  if (!Array.isArray(flows) || flows.length > most)
    throw badRequest('flows', 'must be a list of at most {max}', { max: most });
  if (nativeVlans.length > most)
    throw badRequest('nativeVlans', 'must be a list of at most {max}', { max: most });
  if (flows.length + nativeVlans.length === 0 && !wan)
    throw badRequest('flows', 'must name what to provision');
  for (const [index, flow] of flows.entries()) checkFlow(`flows[${index}]`, flow);
  for (const [index, { ethPort, vlan, priority = 0 }] of nativeVlans.entries()) {
    checkWhole(`nativeVlans[${index}].ethPort`, ethPort, 1, 24);
    checkWhole(`nativeVlans[${index}].vlan`, vlan, 1, 4094);
    checkWhole(`nativeVlans[${index}].priority`, priority, 0, 7);
  }
  if (wan) checkPppoeWan(wan);
}

function checkFlow(field: string, flow: ServiceFlow): void {
  checkWhole(`${field}.vlan`, flow.vlan, 1, 4094);
  checkWhole(`${field}.gemPort`, flow.gemPort, 0, 4095);
  if (flow.userVlan !== undefined) checkWhole(`${field}.userVlan`, flow.userVlan, 1, 4094);
  if (flow.innerVlan !== undefined) checkWhole(`${field}.innerVlan`, flow.innerVlan, 1, 4094);
  const tables = [flow.inboundTrafficTable, flow.outboundTrafficTable].filter((table) => table !== undefined);
  if (tables.length === 1) throw badRequest(field, 'must have both traffic tables or none');
  for (const table of tables) checkWhole(`${field}.inboundTrafficTable`, table, 0, 65_535);
}

/**
 * Gives an ONU its VLANs: native VLANs of its ports, a PPPoE client, flows. What is there already is left out; a flow in the way is
 * a conflict. The device chooses the index of a flow, so its undo names VLAN and GEM port, and no other flow may share the two.
 */
export function planProvisionService(request: ProvisionService, facts: ProvisionFacts): WriteDecision {
  const { address, flows, nativeVlans = [], wan } = request;
  const { configuration, gemPorts } = facts;
  const steps: PlanStep[] = nativeVlans.flatMap(
    (native) => nativeVlanStep(address, native, configuration) ?? [],
  );
  if (wan) {
    const existing = findWan(configuration);
    if (!existing) steps.push(...wanSteps(address, wan));
    else if (existing.username !== wan.username || existing.vlan !== wan.vlan)
      return conflict(address, 'olt.service_exists', { existing: existing.shown });
  }
  for (const [index, flow] of flows.entries()) {
    if (gemPorts.length > 0 && !gemPorts.includes(flow.gemPort))
      return conflict(address, 'olt.gem_port_missing', { gemPort: flow.gemPort, available: gemPorts });
    const inTheWay = blockingFlow(flow, configuration.flows);
    if (inTheWay) return flowConflict(address, inTheWay);
    if (!configuration.flows.some((existing) => sameFlow(flow, existing)))
      steps.push(flowStep(address, flow, `service-port-${index + 1}`));
  }
  if (steps.length === 0) return { kind: 'unchanged', address };
  return { kind: 'plan', plan: { outcome: 'changed', address, steps } };
}

/**
 * The steps that give a new ONU its service. Those in its board's mode need no undo of their own: they go where the ONU goes.
 */
export function serviceStepsOfNew(address: OnuAddress, service: OnuService): readonly PlanStep[] {
  const configuration = { address, add: '', settings: [], flows: [], others: [] };
  const decision = planProvisionService({ address, ...service }, { configuration, gemPorts: [] });
  if (decision.kind !== 'plan') return [];
  return decision.plan.steps.map((step) => (step.at.mode === configMode.mode ? step : { ...step, undo: [] }));
}

function flowConflict(address: OnuAddress, existing: ConfiguredFlow): Conflict {
  return conflict(address, 'olt.service_exists', { existing: existing.command });
}

/** Whether a flow that is configured is the one asked for. Traffic tables count where they are asked for. */
export function sameFlow(flow: ServiceFlow, existing: ConfiguredFlow): boolean {
  const same = (asked: number | undefined, found: number | null) => asked === undefined || asked === found;
  return (
    existing.vlan === flow.vlan &&
    existing.gemPort === flow.gemPort &&
    existing.userVlan === (flow.userVlan ?? flow.vlan) &&
    existing.innerVlan === (flow.innerVlan ?? null) &&
    same(flow.inboundTrafficTable, existing.inboundTrafficTable) &&
    same(flow.outboundTrafficTable, existing.outboundTrafficTable)
  );
}

/** A flow that the device, or the undo of the new one, would take for it: one GEM port carries a VLAN of either side once. */
function blockingFlow(flow: ServiceFlow, existing: readonly ConfiguredFlow[]): ConfiguredFlow | undefined {
  return existing.find(
    (one) =>
      one.gemPort === flow.gemPort &&
      (one.vlan === flow.vlan || one.userVlan === (flow.userVlan ?? flow.vlan)) &&
      !sameFlow(flow, one),
  );
}

function flowStep(address: OnuAddress, flow: ServiceFlow, id: string): PlanStep {
  const { vlan, gemPort, userVlan = vlan, innerVlan, inboundTrafficTable, outboundTrafficTable } = flow;
  const place = `gpon ${formatPonPort(address)} ont ${address.onuId} gemport ${gemPort}`;
  const transform =
    innerVlan === undefined ? 'translate' : `translate-and-add inner-vlan ${innerVlan} inner-priority 0`;
  const tables =
    inboundTrafficTable === undefined
      ? ''
      : ` inbound traffic-table index ${inboundTrafficTable} outbound traffic-table index ${outboundTrafficTable}`;
  return {
    kind: 'cli',
    id,
    at: configMode,
    send: `service-port vlan ${vlan} ${place} multi-service user-vlan ${userVlan} tag-transform ${transform}${tables}`,
    undo: [removeFlowsOf(address, vlan, gemPort)],
  };
}

/** What a port without a native VLAN of its own has (Huawei's default). */
const defaultNative = { vlan: 1, priority: 0 };

/** The native VLAN of a port as configured; null for one nobody set. */
export function findNativeVlan(
  configuration: OntConfiguration,
  ethPort: number,
): { readonly vlan: number; readonly priority: number } | null {
  const start = `ont port native-vlan ${unitOf(configuration.address)} eth ${ethPort} vlan `;
  const line = configuration.settings.find((one) => one.startsWith(start));
  const [, vlan, priority = '0'] =
    /^(\d{1,4})(?: priority (\d))?\s*$/.exec(line?.slice(start.length) ?? '') ?? [];
  return vlan === undefined ? null : { vlan: Number(vlan), priority: Number(priority) };
}

function nativeVlanStep(
  address: OnuAddress,
  { ethPort, vlan, priority = 0 }: NativeVlan,
  configuration: OntConfiguration,
): PlanStep | null {
  const before = findNativeVlan(configuration, ethPort);
  if (before?.vlan === vlan && before.priority === priority) return null;
  const set = (to: { readonly vlan: number; readonly priority: number }) =>
    unitCommand(
      address,
      `ont port native-vlan ${unitOf(address)} eth ${ethPort} vlan ${to.vlan} priority ${to.priority}`,
    );
  return {
    kind: 'cli',
    id: `native-vlan-${ethPort}`,
    ...set({ vlan, priority }),
    undo: [set(before ?? defaultNative)],
  };
}
