import { type OnuAddress, sameSerialNumber } from '@field/core';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import type { Family } from '../family.ts';
import type { OnuTables } from '../oids.ts';
import { parseBySn } from '../parsers/by-sn.ts';
import { toOnu } from '../parsers/detail-info.ts';
import { readSerial, spellSerial } from '../serial.ts';
import { ask } from './ask.ts';
import { decodeOnu } from './list-onus.ts';
import { gponPortsInScope, under } from './pon-interfaces.ts';
import { askForDetail, readOnuRow } from './read-onu.ts';

/** Where a serial number is authorized on the OLT; null when it is not. */
export async function askWhereSerialIs(
  sessions: OltSessions,
  serialNumber: string,
): Promise<OnuAddress | null> {
  const command = `show gpon onu by sn ${spellSerial(serialNumber)}`;
  const reply = await ask(sessions, command);
  return reply === null ? null : (parseBySn(reply, command)[0] ?? null);
}

function overCli(family: Family): ReadOperation<'findOnu'> {
  return {
    needs: ['cli'],
    async read(sessions, { serialNumber }) {
      const address = await askWhereSerialIs(sessions, serialNumber);
      return address && toOnu(await askForDetail(sessions, family, address));
    },
  };
}

function overSnmp(family: Family, tables: OnuTables): ReadOperation<'findOnu'> {
  const serials = { index: tables.onus.index, columns: { serial: tables.onus.columns.serial } };
  return {
    needs: ['snmp'],
    async read(sessions, { serialNumber }) {
      spellSerial(serialNumber);
      for (const port of await gponPortsInScope(sessions, undefined)) {
        const scope = { ...under(port, family.layout), signal: sessions.signal };
        const rows = await readTable(sessions.snmp, serials, scope);
        const found = rows.find(({ serial }) =>
          sameSerialNumber(readSerial(serial).serialNumber ?? '', serialNumber),
        );
        if (!found) continue;
        const row = await readOnuRow(sessions, family, tables, found.index);
        return decodeOnu(family, found.index, row);
      }
      return null;
    },
  };
}

export const findOnu = (family: Family, tables: OnuTables) => [overCli(family), overSnmp(family, tables)];
