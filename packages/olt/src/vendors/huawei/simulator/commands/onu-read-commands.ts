import type { PonPortAddress } from '@field/core';
import type { Arguments } from '../arguments.ts';
import type { Command, Reply, Session } from '../command.ts';
import { failure } from '../command.ts';
import { anyMode, privileged } from '../modes.ts';
import { autofindScreen } from '../screens/autofind-screen.ts';
import {
  macScreen,
  onuVersionScreen,
  portStateScreen,
  registerScreen,
  wanScreen,
} from '../screens/onu-detail-screens.ts';
import { onuListScreen, onuSummaryScreen } from '../screens/onu-list-screens.ts';
import { onuScreen } from '../screens/onu-screen.ts';
import { opticalListScreen, opticalScreen } from '../screens/optical-screens.ts';
import {
  readOnuHere,
  readOnuId,
  readOnuPlace,
  readPortHere,
  readPortNumber,
  readShelf,
  readSlashed,
  readSlot,
  withOnlineOnu,
  withOnu,
} from './places.ts';
import { readSerial } from './serial-argument.ts';

const noOnu = 'There is no ONT available';

/** A screen for each port that has ONUs. */
function eachPort(
  { olt }: Session,
  chosen: (at: PonPortAddress) => boolean,
  screen: (at: PonPortAddress) => readonly string[],
): Reply {
  const ports = olt.ports.filter(({ at }) => chosen(at));
  if (ports.length === 0) return failure('This board does not exist');
  const filled = ports.filter(({ at }) => olt.onus(at).length > 0);
  return filled.length === 0 ? failure(noOnu) : filled.flatMap(({ at }) => screen(at));
}

function autofind(args: Arguments, session: Session) {
  const { olt } = session;
  const whole = session.view.mode !== 'gpon' || args.peek?.text === 'all';
  if (whole) args.keyword('all');
  const at = whole ? undefined : readPortHere(args, session);
  return () => {
    const units = olt.unauthorized(at);
    return units.length === 0
      ? failure('The automatically found ONTs do not exist')
      : autofindScreen(olt, units, whole);
  };
}

function info(args: Arguments, session: Session) {
  const { olt } = session;
  const here = session.view.mode === 'gpon';
  if (args.optional('by-sn')) {
    const serialNumber = readSerial(args);
    return () => {
      const onu = olt.findOnu(serialNumber);
      return onu ? onuScreen(olt, onu) : failure('The required ONT does not exist');
    };
  }
  if (args.optional('summary')) {
    const [shelf, slot, port] = readSlashed(args, session, 1, 3);
    const chosen = (at: PonPortAddress) =>
      at.shelf === shelf &&
      (slot === undefined || at.slot === slot) &&
      (port === undefined || at.port === port);
    return async () => {
      await session.print(['  Command is being executed. Please wait']);
      return eachPort(session, chosen, (at) => onuSummaryScreen(olt, at, olt.onus(at)));
    };
  }
  const shelf = here ? cardShelf(session) : readShelf(args, session);
  const slot = here ? cardSlot(session) : readSlot(args, session);
  if (!here && args.optional('all'))
    return () =>
      eachPort(
        session,
        (at) => at.slot === slot,
        (at) => onuListScreen(at, olt.onus(at)),
      );
  const at = { shelf, slot, port: readPortNumber(args) };
  if (args.optional('all'))
    return () =>
      eachPort(
        session,
        (port) => port.slot === slot && port.port === at.port,
        () => onuListScreen(at, olt.onus(at)),
      );
  const address = { ...at, onuId: readOnuId(args) };
  return () => withOnu(olt, address, (onu) => onuScreen(olt, onu));
}

const cardShelf = ({ view }: Session) => Number(view.argument.split('/')[0]);
const cardSlot = ({ view }: Session) => Number(view.argument.split('/')[1]);

function optical(args: Arguments, session: Session) {
  const at = readPortHere(args, session);
  if (args.optional('all'))
    return () =>
      session.olt.onus(at).length === 0 ? failure(noOnu) : opticalListScreen(session.olt.onus(at));
  const address = { ...at, onuId: readOnuId(args) };
  return () => withOnlineOnu(session.olt, address, opticalScreen);
}

/** `0/1/2 0` or `0 1 2 0`. */
function readEitherPlace(args: Arguments, session: Session) {
  if (!args.peek?.text.includes('/')) return readOnuPlace(args, session);
  const [shelf = 0, slot = 0, port] = readSlashed(args, session, 2, 3);
  return { shelf, slot, port: port ?? readPortNumber(args), onuId: readOnuId(args) };
}

/** Everything that asks about ONUs and changes nothing. */
export const onuReadCommands: readonly Command[] = [
  { words: 'display ont autofind', modes: privileged, read: autofind },
  { words: 'display ont info', modes: anyMode, read: info },
  { words: 'display ont optical-info', modes: ['gpon'], read: optical },
  {
    words: 'display ont version',
    modes: anyMode,
    read: (args, session) => {
      const address = readOnuPlace(args, session);
      return () => withOnlineOnu(session.olt, address, onuVersionScreen);
    },
  },
  {
    words: 'display ont register-info',
    modes: ['gpon'],
    read: (args, session) => {
      const address = readOnuHere(args, session);
      return () => withOnu(session.olt, address, (onu) => registerScreen(session.olt, onu));
    },
  },
  {
    words: 'display ont port state',
    modes: ['gpon'],
    read: (args, session) => {
      const address = readOnuHere(args, session);
      args.keyword('eth-port');
      args.keyword('all');
      return () => withOnlineOnu(session.olt, address, portStateScreen);
    },
  },
  {
    words: 'display ont wan-info',
    modes: anyMode,
    read: (args, session) => {
      const address = readEitherPlace(args, session);
      return () =>
        withOnlineOnu(session.olt, address, (onu) =>
          onu.wans.length === 0 ? failure('The ONT does not have WAN port') : wanScreen(onu),
        );
    },
  },
  {
    words: 'display mac-address ont',
    modes: anyMode,
    read: (args, session) => {
      const address = readEitherPlace(args, session);
      return () =>
        withOnlineOnu(session.olt, address, (onu) =>
          onu.ethPorts.some(({ up, macs }) => up && macs.length > 0)
            ? macScreen(onu)
            : failure('There is not any MAC address record'),
        );
    },
  },
];
