import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { slotStatuses, slots } from '../oids.ts';
import { boardKind, parseBoards } from '../parsers/board.ts';
import { ask } from './ask.ts';

/** Shelf 0 only: the firmware numbers further shelves, and no source shows one. */
export const boardCommand = 'display board 0';

const overCli: ReadOperation<'listBoards'> = {
  needs: ['cli'],
  read: async (sessions) => parseBoards((await ask(sessions, boardCommand)) ?? '', boardCommand),
};

const overSnmp: ReadOperation<'listBoards'> = {
  needs: ['snmp'],
  async read({ snmp, signal }) {
    const rows = await readTable(snmp, slots, { signal });
    return rows.flatMap(({ index, typeName, operStatus }) => {
      if (typeName === null) return [];
      const status = slotStatuses[operStatus ?? 0] ?? 'unknown';
      const online = operStatus === null ? null : operStatus === 2;
      return [{ ...index, name: typeName, kind: boardKind(typeName), status, online }];
    });
  },
};

export const listBoards = [overCli, overSnmp];
