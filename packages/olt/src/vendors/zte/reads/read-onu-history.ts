import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { checkOnu } from '../check-address.ts';
import type { Family } from '../family.ts';
import { askForDetail } from './read-onu.ts';

function overCli(family: Family): ReadOperation<'readOnuHistory'> {
  return {
    needs: ['cli'],
    read: async (sessions, { address }) => (await askForDetail(sessions, family, checkOnu(address))).history,
  };
}

export const readOnuHistory = (family: Family) => [overCli(family)];
