import { formatOnuAddress, type OnuAddress } from '@field/core';
import type { ServicePort } from '../../../contract/operations.ts';
import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { checkOnu, checkPort } from '../check-address.ts';
import type { Family } from '../family.ts';
import { toServicePort } from '../parsers/running-config.ts';
import { askForFlows } from './onu-configuration.ts';
import { askForBaseInfo, portsInScope } from './port-onus.ts';

/** One question for each ONU: the whole configuration at once would be one, but holds the OLT's own secrets. */
function overCli(family: Family): ReadOperation<'listServicePorts'> {
  return {
    needs: ['cli'],
    async read(sessions, { at, address }) {
      const onus: OnuAddress[] = [];
      if (address) onus.push(checkOnu(address));
      else {
        for (const port of await portsInScope(sessions, at && checkPort(at)))
          onus.push(...(await askForBaseInfo(sessions, family, port)).map((info) => info.address));
      }
      const flows: ServicePort[] = [];
      for (const [done, onu] of onus.entries()) {
        sessions.progress(done, onus.length, formatOnuAddress(onu));
        flows.push(...(await askForFlows(sessions, family, onu)).flows.map(toServicePort));
      }
      return flows;
    },
  };
}

export const listServicePorts = (family: Family) => [overCli(family)];
