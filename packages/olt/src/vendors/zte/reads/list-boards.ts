import { oltError } from '../../../contract/errors.ts';
import type { Board } from '../../../contract/operations.ts';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { cards } from '../oids.ts';
import { type Card, cardKind, parseCards } from '../parsers/card.ts';
import { ask } from './ask.ts';

const command = 'show card';

export async function askForCards(sessions: OltSessions): Promise<Card[]> {
  const reply = await ask(sessions, command);
  return reply === null ? [] : parseCards(reply, command);
}

const overCli: ReadOperation<'listBoards'> = {
  needs: ['cli'],
  async read(sessions) {
    return (await askForCards(sessions)).map(
      ({ shelf, slot, name, kind, status, online }): Board => ({ shelf, slot, name, kind, status, online }),
    );
  },
};

const overSnmp: ReadOperation<'listBoards'> = {
  needs: ['snmp'],
  async read({ snmp, signal }) {
    const rows = await readTable(snmp, cards, { signal });
    // An OLT has a control card at least: firmware 1.x does not have the table.
    if (rows.length === 0) throw oltError('olt.not_supported_by_device', { text: 'cards over SNMP' });
    return rows.flatMap(({ index, type, operStatus }): Board[] => {
      if (type === null) return [];
      const inService = operStatus === 1;
      const status = inService ? 'INSERVICE' : `${operStatus ?? 'unknown'}`;
      return [{ ...index, name: type, kind: cardKind(type), status, online: inService ? true : null }];
    });
  },
};

export const listBoards = [overCli, overSnmp];
