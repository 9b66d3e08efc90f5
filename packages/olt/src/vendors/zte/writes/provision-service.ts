import type { ProvisionService } from '../../../contract/operations.ts';
import type { OltSessions, WriteOperation } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import type { OnuConfiguration } from '../parsers/running-config.ts';
import { findWan } from '../plans/pppoe-wan.ts';
import {
  checkProvision,
  findPortVlan,
  findService,
  findTrafficLimit,
  nameTraffic,
  planProvisionService,
  portVlan,
  sameFlow,
  trafficLimit,
} from '../plans/provision-service.ts';
import { askForTrafficProfiles, askForVlanProfiles } from '../reads/list-profiles.ts';
import { askForConfiguration } from '../reads/onu-configuration.ts';
import { askForGeneration, askWhoStands, decideAbout } from './gather.ts';
import { numberOf, verification } from './verification.ts';

/** The traffic profiles of the OLT, where the request names one. */
async function trafficProfilesFor(sessions: OltSessions, family: Family, { flows }: ProvisionService) {
  const named = flows.some(
    ({ inboundTrafficTable, outboundTrafficTable }) =>
      inboundTrafficTable !== undefined || outboundTrafficTable !== undefined,
  );
  return named ? askForTrafficProfiles(sessions, family) : [];
}

export const provisionService = (family: Family): WriteOperation<'provisionService'> => ({
  needs: ['cli'],
  async plan(sessions, request) {
    checkProvision(family, request);
    return decideAbout(sessions, family, { address: request.address }, async ({ address }) =>
      planProvisionService(family, request, {
        generation: await askForGeneration(sessions, family),
        trafficProfiles: await trafficProfilesFor(sessions, family, request),
        vlanProfiles: request.wan ? await askForVlanProfiles(sessions) : [],
        configuration: await askForConfiguration(sessions, family, address),
      }),
    );
  },
  async verify(sessions, request, plan) {
    const unit = await askWhoStands(sessions, family, request.address);
    if (!unit) return verification(plan, () => false);
    const profiles = await trafficProfilesFor(sessions, family, request);
    const configuration = await askForConfiguration(sessions, family, request.address);
    return verification(plan, (id) => holds(id, family, request, profiles, configuration));
  },
});

function holds(
  stepId: string,
  family: Family,
  { flows, nativeVlans = [], wan }: ProvisionService,
  profiles: Parameters<typeof nameTraffic>[1],
  configuration: OnuConfiguration,
): boolean {
  const { unit, management } = configuration;
  if (stepId === 'wan-address') return findWan(management)?.username === wan?.username;
  if (stepId === 'wan-internet') return management.some((line) => /^wan 1 service internet\b/.test(line));
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
  const named = nameTraffic(flow, profiles);
  if (typeof named === 'number') return false;
  if (stepId.startsWith('traffic-'))
    return findTrafficLimit(unit, gemPort) === trafficLimit(gemPort, named.up ?? '', named.down ?? '');
  return configuration.flows.some((existing) => sameFlow(family, named, existing));
}
