import type { OltProfileEntry, OnuService } from '../../../contract/operations.ts';
import type { OltSessions, WriteOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import type { OnuConfiguration } from '../parsers/running-config.ts';
import { findPortVlan, portVlan } from '../plans/native-vlan.ts';
import { findWan } from '../plans/pppoe-wan.ts';
import { checkProvision, planProvisionService } from '../plans/provision-service.ts';
import { findService, findTrafficLimit, nameTraffic, sameFlow, trafficLimit } from '../plans/service-flow.ts';
import { askForTrafficProfiles, askForVlanProfiles } from '../reads/list-profiles.ts';
import { askForConfiguration } from '../reads/onu-configuration.ts';
import { askForGeneration, askWhatStands, decideAbout } from './gather.ts';
import { type Holds, numberOf, verification } from './verification.ts';

/** The traffic profiles of the OLT, where a service names one. */
export async function trafficProfilesFor(sessions: OltSessions, family: Family, { flows }: OnuService) {
  const named = flows.some(
    ({ inboundTrafficTable, outboundTrafficTable }) =>
      inboundTrafficTable !== undefined || outboundTrafficTable !== undefined,
  );
  return named ? askForTrafficProfiles(sessions, family) : [];
}

/** The profiles of the OLT that a plan for a service needs. */
export async function profilesFor(sessions: OltSessions, family: Family, service: OnuService) {
  return {
    trafficProfiles: await trafficProfilesFor(sessions, family, service),
    vlanProfiles: service.wan ? await askForVlanProfiles(sessions) : [],
  };
}

export const provisionService = (family: Family): WriteOperation<'provisionService'> => ({
  needs: ['cli'],
  async plan(sessions, request) {
    checkProvision(family, request);
    return decideAbout(sessions, family, { address: request.address }, async ({ address }) =>
      planProvisionService(family, request, {
        generation: await askForGeneration(sessions, family),
        ...(await profilesFor(sessions, family, request)),
        configuration: await askForConfiguration(sessions, family, address),
      }),
    );
  },
  async verify(sessions, request, plan) {
    const there = await askWhatStands(sessions, family, request.address);
    if (!there) return verification(plan, () => false);
    const profiles = await trafficProfilesFor(sessions, family, request);
    return verification(plan, (id) => serviceHolds(id, family, request, profiles, there.configuration));
  },
});

/** Whether a step of a service holds. What the unit's traffic to the Internet goes through need not be shown. */
export function serviceHolds(
  stepId: string,
  family: Family,
  { flows, nativeVlans = [], wan }: OnuService,
  trafficProfiles: readonly OltProfileEntry[],
  configuration: OnuConfiguration,
): Holds {
  const { unit, management } = configuration;
  if (stepId === 'wan-address') return findWan(management)?.username === wan?.username;
  if (stepId === 'wan-internet')
    return management.some((line) => /^wan 1 (?:.* )?service internet\b/.test(`${line} `)) || 'unseen';
  if (stepId.startsWith('native-vlan-')) {
    const asked = nativeVlans.find(({ ethPort }) => ethPort === numberOf(stepId));
    return asked !== undefined && findPortVlan(management, asked.ethPort) === portVlan(asked);
  }
  const flow = flows[numberOf(stepId) - 1];
  if (!flow) return false;
  const { gemPort } = flow;
  if (stepId.startsWith('onu-service-'))
    return findService(management, gemPort, flow.userVlan ?? flow.innerVlan ?? flow.vlan) !== null;
  if (stepId.startsWith('vport-')) return unit.includes(`switchport mode hybrid vport ${gemPort}`);
  const named = nameTraffic(flow, trafficProfiles);
  if (typeof named === 'number') return false;
  if (stepId.startsWith('traffic-'))
    return findTrafficLimit(unit, gemPort) === trafficLimit(gemPort, named.up ?? '', named.down ?? '');
  return configuration.flows.some((existing) => sameFlow(family, named, existing));
}
