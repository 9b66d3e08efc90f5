import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { parseProfiles } from '../parsers/profiles.ts';
import { ask } from './ask.ts';

function overCli(command: string): ReadOperation<'listLineProfiles'> & ReadOperation<'listServiceProfiles'> {
  return {
    needs: ['cli'],
    async read(sessions) {
      const reply = await ask(sessions, command);
      return reply === null ? [] : parseProfiles(reply, command);
    },
  };
}

export const listLineProfiles = [overCli('display ont-lineprofile gpon all')];
export const listServiceProfiles = [overCli('display ont-srvprofile gpon all')];
