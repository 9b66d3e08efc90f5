import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { checkOnu } from '../check-address.ts';
import type { Family } from '../family.ts';
import { parseIpHosts } from '../parsers/ip-host.ts';
import { ask } from './ask.ts';

function overCli(family: Family): ReadOperation<'listOnuWans'> {
  return {
    needs: ['cli'],
    async read(sessions, { address }) {
      const command = `show gpon remote-onu ip-host ${family.onuName(checkOnu(address))}`;
      const reply = await ask(sessions, command, { slow: true });
      return reply === null ? [] : parseIpHosts(reply, command);
    },
  };
}

export const listOnuWans = (family: Family) => [overCli(family)];
