import { sameSerialNumber } from '@field/core';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { readRows, readTable } from '../../../toolkit/snmp-table.ts';
import { onts } from '../oids.ts';
import { type OntInfo, parseOntInfo, toOnu } from '../parsers/ont-info.ts';
import { readSerial, spellSerial } from '../serial.ts';
import { ask, orNull } from './ask.ts';
import { decodeOnu } from './list-onus.ts';
import { askForModel } from './read-onu.ts';

/** The ONU with this serial number, wherever it is on the OLT; null when there is none. */
export async function askForSerial(sessions: OltSessions, serialNumber: string): Promise<OntInfo | null> {
  const command = `display ont info by-sn ${spellSerial(serialNumber)}`;
  const reply = await orNull(['olt.onu_not_found'], ask(sessions, command));
  return reply === null ? null : parseOntInfo(reply, command);
}

const overCli: ReadOperation<'findOnu'> = {
  needs: ['cli'],
  async read(sessions, { serialNumber }) {
    const info = await askForSerial(sessions, serialNumber);
    return info && toOnu(info, await askForModel(sessions, info));
  },
};

const serials = {
  index: onts.index,
  columns: { serial: onts.columns.serial, actualSerial: onts.columns.actualSerial },
};

const overSnmp: ReadOperation<'findOnu'> = {
  needs: ['snmp'],
  async read({ snmp, signal }, { serialNumber }) {
    spellSerial(serialNumber);
    // No table is indexed by serial number.
    const rows = await readTable(snmp, serials, { signal });
    const found = rows.find(({ serial, actualSerial }) =>
      [serial, actualSerial].some((one) =>
        sameSerialNumber(readSerial(one).serialNumber ?? '', serialNumber),
      ),
    );
    if (!found) return null;
    const [row] = await readRows(snmp, onts, [found.suffix], { signal });
    return row ? decodeOnu(row.index, row) : null;
  },
};

export const findOnu = [overCli, overSnmp];
