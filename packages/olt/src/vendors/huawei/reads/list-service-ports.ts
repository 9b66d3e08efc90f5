import { formatPonPort, sameOnuAddress, samePonPort } from '@field/core';
import type { ReadMap, ServicePort } from '../../../contract/operations.ts';
import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { portOf } from '../address.ts';
import { checkOnu, checkPort } from '../check-address.ts';
import { flows } from '../oids.ts';
import { parseServicePorts } from '../parsers/service-port.ts';
import { ask, orNull } from './ask.ts';

type Request = ReadMap['listServicePorts']['request'];

function checkScope({ at, address }: Request): Request {
  return { ...(at && { at: checkPort(at) }), ...(address && { address: checkOnu(address) }) };
}

const overCli: ReadOperation<'listServicePorts'> = {
  needs: ['cli'],
  async read(sessions, request) {
    const { at, address } = checkScope(request);
    const port = address ? portOf(address) : at;
    const scope = port ? `port ${formatPonPort(port)}${address ? ` ont ${address.onuId}` : ''}` : 'all';
    const command = `display service-port ${scope}`;
    const reply = await orNull(['olt.service_not_found'], ask(sessions, command, { slow: true }));
    return reply === null ? [] : parseServicePorts(reply, command);
  },
};

const gpon = 4;

const overSnmp: ReadOperation<'listServicePorts'> = {
  needs: ['snmp'],
  async read({ snmp, signal }, request) {
    const { at, address } = checkScope(request);
    const rows = await readTable(snmp, flows, { signal });
    return rows
      .flatMap((row): ServicePort[] => {
        const { shelf, slot, port, onuId, vlan } = row;
        if (row.kind !== gpon || shelf === null || slot === null || port === null) return [];
        if (onuId === null || vlan === null) return [];
        return [
          {
            index: row.index,
            address: { shelf, slot, port, onuId },
            vlan,
            gemPort: row.gemPort,
            userVlan: row.multiService === 1 ? row.userVlan : null,
            inboundTrafficTable: row.inboundTrafficTable,
            outboundTrafficTable: row.outboundTrafficTable,
            // The table has a RowStatus, which is no state of the flow.
            state: 'unknown',
          },
        ];
      })
      .filter((flow) => !at || samePonPort(flow.address, at))
      .filter((flow) => !address || sameOnuAddress(flow.address, address));
  },
};

export const listServicePorts = [overCli, overSnmp];
