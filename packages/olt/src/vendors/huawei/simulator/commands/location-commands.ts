import type { Command, Reply, Session } from '../command.ts';
import { failure } from '../command.ts';
import { anyMode } from '../modes.ts';
import { padded, row, rule } from '../screens/layout.ts';

/** `aaaa-bbbb-cccc` in any case. */
const macShape = /^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/i;

/** Where a customer's MAC was learned; asks first, because the device has to query many ONUs. */
async function locate(session: Session, mac: string): Promise<Reply> {
  await session.print(['  It will take several minutes, please wait or press CTRL_C to break']);
  if (!(await session.confirm('Are you sure to query MAC address location ?'))) return undefined;
  const rows = session.olt
    .onus()
    .flatMap((onu) =>
      onu.ethPorts.flatMap((port) =>
        port.macs
          .filter((entry) => port.up && entry.mac === mac)
          .map((entry) =>
            row(
              [`  ${mac}`, 18],
              ['DYNAMIC', 10],
              [padded(onu.address), 6],
              [onu.address.onuId, -9],
              [port.id, -9],
              ['', 2],
              ['ETH', 3],
              [entry.vlan, -12],
            ),
          ),
      ),
    );
  if (rows.length === 0) return failure('There is not any MAC address record');
  return [
    rule(70),
    '  MAC             MAC TYPE  F/S/P    ONT ID  Port ID  Port Type  VLAN',
    rule(70),
    ...rows,
    rule(70),
  ];
}

export const locationCommands: readonly Command[] = [
  {
    words: 'display location',
    modes: anyMode,
    read: (args, session) => {
      const mac = args.shaped(
        'mac-address<XXXX-XXXX-XXXX>',
        (text) => macShape.exec(text)?.[0].toLowerCase(),
        '',
      );
      args.keyword('ont');
      return () => locate(session, mac);
    },
  },
];
