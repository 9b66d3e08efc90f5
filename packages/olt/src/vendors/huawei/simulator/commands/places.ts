import type { OnuAddress, PonPortAddress } from '@field/core';
import type { SimulatedOlt, SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import type { Arguments } from '../arguments.ts';
import { failure, type Reply, type Session } from '../command.ts';

const lastPort = 15;
const lastOnu = 127;

/** `0 1 2`: frame, slot, port as words of their own. */
export function readPort(args: Arguments, session: Session): PonPortAddress {
  const shelf = readShelf(args, session);
  return { shelf, slot: readSlot(args, session), port: readPortNumber(args) };
}

export function readShelf(args: Arguments, { olt }: Session): number {
  return args.number('frameid', olt.chassis.shelf, olt.chassis.shelf);
}

export function readSlot(args: Arguments, { olt }: Session): number {
  return args.number('slotid', 0, olt.chassis.slots - 1);
}

export function readPortNumber(args: Arguments): number {
  return args.number('portid', 0, lastPort);
}

export function readOnuId(args: Arguments): number {
  return args.number('ontid', 0, lastOnu);
}

/** `0/1/2` */
export function readSlashedPort(args: Arguments, session: Session): PonPortAddress {
  const [shelf, slot, port] = readSlashed(args, session, 3, 3);
  return { shelf: shelf ?? 0, slot: slot ?? 0, port: port ?? 0 };
}

/** `0`, `0/1` or `0/1/2`, as numbers. */
export function readSlashed(args: Arguments, { olt }: Session, least: number, most: number): number[] {
  const limits = [olt.chassis.shelf, olt.chassis.slots - 1, lastPort];
  return args.shaped(
    'frameid/slotid/portid<S><Length 1-15>',
    (text) => {
      const parts = text.split('/');
      if (parts.length < least || parts.length > most) return undefined;
      const fits = parts.every(
        (part, level) => /^\d{1,3}$/.test(part) && Number(part) <= (limits[level] ?? 0),
      );
      return fits ? parts.map(Number) : undefined;
    },
    [],
  );
}

/** The card of the interface view: `0/1` gives shelf and slot. */
export function cardOf(session: Session): { shelf: number; slot: number } {
  const [shelf = 0, slot = 0] = session.view.argument.split('/').map(Number);
  return { shelf, slot };
}

/** A port of the interface view's card. */
export function readPortHere(args: Arguments, session: Session): PonPortAddress {
  return { ...cardOf(session), port: readPortNumber(args) };
}

/** A port and an ONU of the interface view's card. */
export function readOnuHere(args: Arguments, session: Session): OnuAddress {
  const port = readPortHere(args, session);
  return { ...port, onuId: readOnuId(args) };
}

/** In the interface view `port onu`, elsewhere `frame slot port onu`. */
export function readOnuPlace(args: Arguments, session: Session): OnuAddress {
  if (session.view.mode === 'gpon') return readOnuHere(args, session);
  const port = readPort(args, session);
  return { ...port, onuId: readOnuId(args) };
}

/** Runs `then` with the ONU, or says that there is none. */
export function withOnu(
  olt: SimulatedOlt,
  address: OnuAddress,
  then: (onu: SimulatedOnu) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  if (!olt.port(address)) return failure('This board does not exist');
  const onu = olt.onu(address);
  return onu ? then(onu) : failure('The ONT does not exist');
}

/** Runs `then` with the ONU while it is online, or says why not. */
export function withOnlineOnu(
  olt: SimulatedOlt,
  address: OnuAddress,
  then: (onu: SimulatedOnu) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  return withOnu(olt, address, (onu) =>
    onu.run === 'online' ? then(onu) : failure('The ONT is not online'),
  );
}

/** Refuses writes while a save runs. */
export function whenQuiet(olt: SimulatedOlt, then: () => Reply | Promise<Reply>): Reply | Promise<Reply> {
  return olt.saving ? failure('System is busy, please retry after a while') : then();
}
