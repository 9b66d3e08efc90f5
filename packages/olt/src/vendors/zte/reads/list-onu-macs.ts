import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { checkOnu } from '../check-address.ts';
import type { Family } from '../family.ts';
import { parseMacs } from '../parsers/mac.ts';
import { ask } from './ask.ts';

function overCli({ macCommand }: Family): ReadOperation<'listOnuMacs'> {
  return {
    needs: ['cli'],
    async read(sessions, { address }) {
      const command = macCommand(checkOnu(address));
      const reply = await ask(sessions, command);
      return reply === null ? [] : parseMacs(reply, command);
    },
  };
}

export const listOnuMacs = (family: Family) => [overCli(family)];
