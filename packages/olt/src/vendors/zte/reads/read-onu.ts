import { isFieldError, type OnuAddress } from '@field/core';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { readRows } from '../../../toolkit/snmp-table.ts';
import { encodePonIndex } from '../address.ts';
import { checkOnu } from '../check-address.ts';
import type { Family } from '../family.ts';
import type { OnuTables } from '../oids.ts';
import { type DetailInfo, parseDetailInfo, toOnu } from '../parsers/detail-info.ts';
import { ask, onuNotFound } from './ask.ts';
import { decodeOnu } from './list-onus.ts';

/** One ONU with its history. @throws FieldError `olt.onu_not_found` */
export async function askForDetail(
  sessions: OltSessions,
  family: Family,
  address: OnuAddress,
): Promise<DetailInfo> {
  const command = `show gpon onu detail-info ${family.onuName(address)}`;
  const reply = await ask(sessions, command);
  if (reply === null) throw onuNotFound(address);
  return parseDetailInfo(reply, command);
}

/** One ONU's row in the agent's tables. @throws FieldError `olt.onu_not_found` */
export async function readOnuRow(
  { snmp, signal }: Pick<OltSessions, 'snmp' | 'signal'>,
  family: Family,
  tables: OnuTables,
  address: OnuAddress,
) {
  const suffix = [encodePonIndex(address, family.layout), address.onuId];
  const [row] = await readRows(snmp, tables.onus, [suffix], { signal });
  if (!row || (row.serial === null && row.type === null && row.phase === null)) throw onuNotFound(address);
  return row;
}

function overCli(family: Family): ReadOperation<'readOnu'> {
  return {
    needs: ['cli'],
    read: async (sessions, request) => toOnu(await askForDetail(sessions, family, checkOnu(request.address))),
  };
}

function overSnmp(family: Family, tables: OnuTables): ReadOperation<'readOnu'> {
  return {
    needs: ['snmp'],
    async read(sessions, request) {
      const address = checkOnu(request.address);
      return decodeOnu(family, address, await readOnuRow(sessions, family, tables, address));
    },
  };
}

/** All of the CLI's, and the text for people of the agent, which shows it where the CLI shows stars. */
function overBoth(family: Family, tables: OnuTables): ReadOperation<'readOnu'> {
  return {
    needs: ['cli', 'snmp'],
    async read(sessions, request) {
      const address = checkOnu(request.address);
      const onu = toOnu(await askForDetail(sessions, family, address));
      if (onu.description !== null) return onu;
      try {
        const row = await readOnuRow(sessions, family, tables, address);
        return { ...onu, description: decodeOnu(family, address, row).description };
      } catch (error) {
        // A view that leaves the table out takes nothing from what the CLI said.
        if (isFieldError(error, 'olt.onu_not_found')) return onu;
        throw error;
      }
    },
  };
}

export const readOnu = (family: Family, tables: OnuTables) =>
  family.name === 'c6xx'
    ? [overBoth(family, tables), overSnmp(family, tables), overCli(family)]
    : [overCli(family), overSnmp(family, tables)];
