import { findOnuArgument } from '../arguments.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { facts, table } from '../output.ts';

/** `field-olt onu`: all about one ONU. */
export function addOnu(builder: CommandBuilder): void {
  builder.olt(
    'onu <onu>',
    (command) =>
      command.description(
        'show one ONU, its history, flows and WAN; ONU is shelf/slot/port:id or a serial number',
      ),
    () => 'read-only',
    async (olt, [text = ''], _options, { output, signal }) => {
      const onu = await findOnuArgument(olt, text, signal);
      const { address } = onu;
      const history = olt.supports('readOnuHistory')
        ? await olt.readOnuHistory({ address }, { signal })
        : null;
      const servicePorts = olt.supports('listServicePorts')
        ? await olt.listServicePorts({ address }, { signal })
        : null;
      const wans = olt.supports('listOnuWans') ? await olt.listOnuWans({ address }, { signal }) : null;
      output.result({ ...onu, history, servicePorts, wans }, () =>
        [
          facts([
            ['onu', address],
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
          ...(history && history.length > 0
            ? [
                table(history, [
                  ['UP', (entry) => entry.upAt],
                  ['DOWN', (entry) => entry.downAt],
                  ['CAUSE', (entry) => entry.downCauseText ?? entry.downCause],
                ]),
              ]
            : []),
          ...(servicePorts && servicePorts.length > 0
            ? [
                table(servicePorts, [
                  ['FLOW', (flow) => flow.index],
                  ['VLAN', (flow) => flow.vlan],
                  ['USER VLAN', (flow) => flow.userVlan],
                  ['GEM', (flow) => flow.gemPort],
                  ['STATE', (flow) => flow.state],
                ]),
              ]
            : []),
          ...(wans && wans.length > 0
            ? [
                table(wans, [
                  ['WAN', (wan) => wan.name ?? wan.index],
                  ['STATUS', (wan) => wan.status],
                  ['ACCESS', (wan) => wan.accessType],
                  ['IPV4', (wan) => wan.ipv4Address],
                  ['VLAN', (wan) => wan.vlan],
                ]),
              ]
            : []),
        ].join('\n\n'),
      );
    },
  );
}
