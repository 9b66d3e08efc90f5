import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { readRows, readTable } from '../../../toolkit/snmp-table.ts';
import { ponBoardMode } from '../address.ts';
import { checkOnu } from '../check-address.ts';
import { decodeDownCause } from '../down-causes.ts';
import { history, ontStates } from '../oids.ts';
import { parseRegisterInfo } from '../parsers/register-info.ts';
import { askAboutOnu, onuNotFound } from './ask.ts';
import { ontSuffixes } from './snmp-places.ts';

const overCli: ReadOperation<'readOnuHistory'> = {
  needs: ['cli'],
  async read(sessions, request) {
    const address = checkOnu(request.address);
    const command = `display ont register-info ${address.port} ${address.onuId}`;
    const reply = await askAboutOnu(sessions, address, command, { at: ponBoardMode(address) });
    return reply === null ? [] : parseRegisterInfo(reply, command);
  },
};

const overSnmp: ReadOperation<'readOnuHistory'> = {
  needs: ['snmp'],
  async read({ snmp, signal }, request) {
    const address = checkOnu(request.address);
    const states = await readRows(snmp, ontStates, ontSuffixes(address), { signal });
    const onu = states.find(({ serial, runStatus }) => serial !== null || runStatus !== null);
    if (!onu) throw onuNotFound(address);
    const rows = await readTable(snmp, history, { under: onu.suffix, signal });
    return rows.reverse().map(({ upAt, downAt, cause }) => {
      const down = downAt === null ? null : decodeDownCause(cause);
      return { upAt, downAt, downCause: down?.cause ?? null, downCauseText: down?.text ?? null };
    });
  },
};

export const readOnuHistory = [overCli, overSnmp];
