import { findRowIssues, samePonPort, tryParseSerialNumber, type UnauthorizedOnu } from '@field/core';
import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { checkPort } from '../check-address.ts';
import type { Family } from '../family.ts';
import type { OnuTables } from '../oids.ts';
import { parseUncfg } from '../parsers/uncfg.ts';
import { readSerial } from '../serial.ts';
import { askInTurn } from './ask.ts';
import { readPonInterfaces, under } from './pon-interfaces.ts';

function overCli({ uncfgCommands }: Family): ReadOperation<'listUnauthorizedOnus'> {
  return {
    needs: ['cli'],
    async read(sessions, { at }) {
      const port = at && checkPort(at);
      const { command, reply } = await askInTurn(sessions, uncfgCommands);
      const rows = reply === null ? [] : parseUncfg(reply, command);
      return port ? rows.filter((row) => samePonPort(row.at, port)) : rows;
    },
  };
}

function overSnmp(family: Family, { uncfg }: OnuTables): ReadOperation<'listUnauthorizedOnus'> {
  return {
    needs: ['snmp'],
    async read(sessions, { at }) {
      const port = at && checkPort(at);
      const interfaces = (await readPonInterfaces(sessions)).filter(
        (one) => !port || samePonPort(one.at, port),
      );
      const onus: UnauthorizedOnu[] = [];
      for (const one of interfaces) {
        const scope = { ...under(one.at, family.layout), signal: sessions.signal };
        for (const row of await readTable(sessions.snmp, uncfg, scope)) {
          const serial = readSerial(row.serial);
          const onu = {
            at: row.index,
            ...serial,
            vendorId: tryParseSerialNumber(serial.serialNumber ?? '')?.vendorId ?? null,
            model: row.model,
            softwareVersion: row.softwareVersion,
            mac: (row as { readonly mac?: string | null }).mac ?? null,
            password: row.password,
            loid: null,
            firstSeenAt: row.firstSeenAt,
          };
          onus.push({ ...onu, issues: findRowIssues(onu) });
        }
      }
      return onus;
    },
  };
}

export const listUnauthorizedOnus = (family: Family, tables: OnuTables) => [
  overCli(family),
  overSnmp(family, tables),
];
