import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { checkOnu } from '../check-address.ts';
import { parseWanInfo } from '../parsers/wan-info.ts';
import { askAboutOnu } from './ask.ts';

const overCli: ReadOperation<'listOnuWans'> = {
  needs: ['cli'],
  async read(sessions, request) {
    const address = checkOnu(request.address);
    const { shelf, slot, port, onuId } = address;
    const command = `display ont wan-info ${shelf}/${slot} ${port} ${onuId}`;
    const reply = await askAboutOnu(sessions, address, command);
    return reply === null ? [] : parseWanInfo(reply, command);
  },
};

export const listOnuWans = [overCli];
