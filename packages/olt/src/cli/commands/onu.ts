import type { Onu } from '@field/core';
import type { OnuHistoryEntry, OnuWan, ServicePort } from '../../contract/operations.ts';
import { findNamedOnu, onuName } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { facts, table } from '../table.ts';

/** `field-olt onu`: all about one ONU. */
export function addOnu(builder: CommandBuilder): void {
  builder.olt({
    usage: 'onu <onu>',
    summary: 'show one ONU (shelf/slot/port:id or serial), its history, flows and WAN',
    details:
      'All that the OLT tells of one ONU: its state, its history, its flows, its WAN. What this connection cannot tell is left out.',
    examples: [
      'field-olt onu ssh://admin@10.0.0.2 0/1/2:3',
      'field-olt onu ssh://admin@10.0.0.2 HWTC12344A3F',
    ],
    request: ([text = '']) => onuName(text),
    async run(olt, name, { output, signal }) {
      const onu = await findNamedOnu(olt, name, signal);
      const { address } = onu;
      const more: OnuDetails = {
        history: olt.supports('readOnuHistory') ? await olt.readOnuHistory({ address }, { signal }) : null,
        servicePorts: olt.supports('listServicePorts')
          ? await olt.listServicePorts({ address }, { signal })
          : null,
        wans: olt.supports('listOnuWans') ? await olt.listOnuWans({ address }, { signal }) : null,
      };
      output.result({ ...onu, ...more }, () => describeOnu(onu, more));
    },
  });
}

/** What is known of an ONU besides its row; null where this connection cannot tell. */
interface OnuDetails {
  readonly history: readonly OnuHistoryEntry[] | null;
  readonly servicePorts: readonly ServicePort[] | null;
  readonly wans: readonly OnuWan[] | null;
}

function describeOnu(onu: Onu, { history, servicePorts, wans }: OnuDetails): string {
  const parts = [
    facts([
      ['onu', onu.address],
      ['serial', onu.serialNumber],
      ['admin state', onu.adminState],
      ['run state', onu.runState],
      ['description', onu.description],
      ['model', onu.model],
      ['distance (m)', onu.distanceMetres],
      ['last up', onu.lastUpAt],
      ['last down', onu.lastDownAt],
      ['down cause', onu.downCauseText ?? onu.downCause],
    ]),
  ];
  if (history?.length) {
    parts.push(
      table(history, [
        ['UP', (entry) => entry.upAt],
        ['DOWN', (entry) => entry.downAt],
        ['CAUSE', (entry) => entry.downCauseText ?? entry.downCause],
      ]),
    );
  }
  if (servicePorts?.length) {
    parts.push(
      table(servicePorts, [
        ['FLOW', (flow) => flow.index],
        ['VLAN', (flow) => flow.vlan],
        ['USER VLAN', (flow) => flow.userVlan],
        ['GEM', (flow) => flow.gemPort],
        ['STATE', (flow) => flow.state],
      ]),
    );
  }
  if (wans?.length) {
    parts.push(
      table(wans, [
        ['WAN', (wan) => wan.name ?? wan.index],
        ['STATUS', (wan) => wan.status],
        ['ACCESS', (wan) => wan.accessType],
        ['IPV4', (wan) => wan.ipv4Address],
        ['VLAN', (wan) => wan.vlan],
      ]),
    );
  }
  return parts.join('\n\n');
}
