import type {
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
import { gemPortsIn, type OnuConfiguration } from '../parsers/running-config.ts';
import { change, conflict } from './commands.ts';
import type { Generation } from './generation.ts';
import { nativeVlanSteps } from './native-vlan.ts';
import { checkPppoeWan, findWan, wanSteps } from './pppoe-wan.ts';
import { flowSteps, isInTheWay, nameTraffic } from './service-flow.ts';

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
