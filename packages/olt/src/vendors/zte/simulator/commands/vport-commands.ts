import { type Command, refuse, withOnuHere } from '../command.ts';
import { removeLines, setLine } from '../onu-lines.ts';

/** What is done in the interface of a virtual port, which a C6xx has for each GEM port. */
export const vportCommands: readonly Command[] = [
  {
    syntax:
      'service-port <index> user-vlan <userVlan:vlan> vlan <vlan> [svlan <svlan:vlan>] [egress <egress:name>]',
    modes: ['vport'],
    run: (session, { index, userVlan, vlan, svlan, egress }) =>
      withOnuHere(session, (onu) => {
        const profiles = [...session.olt.trafficTables.values()];
        if (egress !== undefined && !profiles.some(({ name }) => name === egress))
          return refuse(session, 'no-profile');
        const words = [
          `service-port ${index} user-vlan ${userVlan} vlan ${vlan}`,
          ...(svlan === undefined ? [] : [`svlan ${svlan}`]),
          ...(egress === undefined ? [] : [`egress ${egress}`]),
        ];
        const line = { line: words.join(' '), begins: `service-port ${index}` };
        setLine(session.olt, onu, `vport-${session.view.gemPort ?? 1}`, line);
        return undefined;
      }),
  },
  {
    syntax: 'no service-port <index>',
    modes: ['vport'],
    run: (session, { index }) =>
      withOnuHere(session, (onu) => {
        removeLines(session.olt, onu, `vport-${session.view.gemPort ?? 1}`, `service-port ${index}`);
        return undefined;
      }),
  },
];
