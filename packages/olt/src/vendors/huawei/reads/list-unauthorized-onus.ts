import { findRowIssues, samePonPort } from '@field/core';
import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { checkPort } from '../check-address.ts';
import { autofound } from '../oids.ts';
import { parseAutofind } from '../parsers/autofind.ts';
import { readSerial } from '../serial.ts';
import { ask } from './ask.ts';
import { rowsUnder } from './snmp-places.ts';

// Always all of them: for one port the device prints no count that could be checked.
const command = 'display ont autofind all';

const overCli: ReadOperation<'listUnauthorizedOnus'> = {
  needs: ['cli'],
  async read(sessions, { at }) {
    const port = at && checkPort(at);
    const reply = await ask(sessions, command, { slow: true });
    const rows = reply === null ? [] : parseAutofind(reply, command);
    return port ? rows.filter((row) => samePonPort(row.at, port)) : rows;
  },
};

const overSnmp: ReadOperation<'listUnauthorizedOnus'> = {
  needs: ['snmp'],
  async read(sessions, { at }) {
    const { snmp, signal } = sessions;
    const port = at && checkPort(at);
    const rows = await readTable(snmp, autofound, { ...(await rowsUnder(sessions, port)), signal });
    return rows.map(({ index, serial, ...cells }) => {
      const row = {
        at: index,
        ...readSerial(serial),
        vendorId: cells.vendorId,
        model: cells.model,
        softwareVersion: cells.softwareVersion,
        mac: cells.mac,
        password: cells.password,
        loid: cells.loid,
        firstSeenAt: cells.firstSeenAt,
      };
      return { ...row, issues: findRowIssues(row) };
    });
  },
};

export const listUnauthorizedOnus = [overCli, overSnmp];
