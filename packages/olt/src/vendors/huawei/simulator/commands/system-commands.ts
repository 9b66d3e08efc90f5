import { type Command, failure } from '../command.ts';
import { anyMode } from '../modes.ts';
import {
  boardScreen,
  cardScreen,
  temperatureScreen,
  uptimeScreen,
  versionScreen,
} from '../screens/system-screens.ts';
import { zonedTime } from '../times.ts';
import { readSlashed } from './places.ts';

/** What the device says about itself. */
export const systemCommands: readonly Command[] = [
  {
    words: 'display version',
    modes: anyMode,
    read:
      (_args, { olt }) =>
      () =>
        versionScreen(olt),
  },
  {
    words: 'display sysuptime',
    modes: anyMode,
    read:
      (_args, { olt }) =>
      () =>
        uptimeScreen(olt),
  },
  {
    words: 'display temperature',
    modes: anyMode,
    read:
      (_args, { olt }) =>
      () =>
        temperatureScreen(olt),
  },
  { words: 'display cpu', modes: anyMode, read: () => () => ['  CPU occupancy: 17%'] },
  { words: 'display mem', modes: anyMode, read: () => () => ['  Memory occupancy: 42%'] },
  {
    words: 'display time',
    modes: anyMode,
    read:
      (_args, { olt }) =>
      () => [`  ${zonedTime(olt.now(), olt.utcOffsetMinutes)}`],
  },
  {
    words: 'display sysname',
    modes: anyMode,
    read:
      (_args, { olt }) =>
      () => [`  ${olt.hostname}`],
  },
  {
    words: 'display board',
    modes: anyMode,
    read: (args, session) => {
      const [, slot] = readSlashed(args, session, 1, 2);
      if (slot === undefined) return () => boardScreen(session.olt);
      return () => {
        const card = session.olt.cards.find((known) => known.slot === slot);
        return card ? cardScreen(session.olt, card) : failure('This board does not exist');
      };
    },
  },
];
