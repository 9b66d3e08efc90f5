import type { OnuService } from '../../../contract/operations.ts';
import type { WriteOperation } from '../../../contract/vendor-driver.ts';
import type { OntConfiguration } from '../parsers/current-configuration.ts';
import { findWan, hasWanSetting } from '../plans/pppoe-wan.ts';
import {
  checkProvision,
  findNativeVlan,
  planProvisionService,
  sameFlow,
} from '../plans/provision-service.ts';
import { askForConfiguration, askWhatStands, decideAbout } from './gather.ts';
import { type Holds, numberOf, verification } from './verification.ts';

export const provisionService: WriteOperation<'provisionService'> = {
  needs: ['cli'],
  async plan(sessions, request) {
    checkProvision(request);
    return decideAbout(sessions, { address: request.address }, async ({ address, gemPorts }) => {
      const configuration = await askForConfiguration(sessions, address);
      return planProvisionService(request, { configuration, gemPorts });
    });
  },
  async verify(sessions, request, plan) {
    const there = await askWhatStands(sessions, request.address);
    return verification(plan, (id) => there !== null && serviceHolds(id, request, there.configuration));
  },
};

/** Whether a step of a service is in the configuration. */
export function serviceHolds(stepId: string, service: OnuService, configuration: OntConfiguration): Holds {
  const { flows, nativeVlans = [], wan } = service;
  if (stepId.startsWith('wan-')) {
    const found = findWan(configuration);
    const holds = found !== null && found.username === wan?.username && found.vlan === wan.vlan;
    if (!holds || stepId === 'wan-address') return holds;
    // What follows the address leaves no line on some firmware.
    return hasWanSetting(configuration, stepId) || 'unseen';
  }
  if (stepId.startsWith('native-vlan-')) {
    const asked = nativeVlans.find(({ ethPort }) => ethPort === numberOf(stepId));
    const found = findNativeVlan(configuration, numberOf(stepId));
    return found?.vlan === asked?.vlan && found?.priority === (asked?.priority ?? 0);
  }
  const flow = flows[numberOf(stepId) - 1];
  return flow !== undefined && configuration.flows.some((existing) => sameFlow(flow, existing));
}
