import { formatPonPort } from '@field/core';
import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { checkOnu } from '../check-address.ts';
import { parseMacAddresses } from '../parsers/mac-address.ts';
import { askAboutOnu } from './ask.ts';

const overCli: ReadOperation<'listOnuMacs'> = {
  needs: ['cli'],
  async read(sessions, request) {
    const address = checkOnu(request.address);
    const command = `display mac-address ont ${formatPonPort(address)} ${address.onuId}`;
    const reply = await askAboutOnu(sessions, address, command);
    return reply === null ? [] : parseMacAddresses(reply, command);
  },
};

export const listOnuMacs = [overCli];
