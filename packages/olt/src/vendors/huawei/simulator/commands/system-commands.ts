import type { Command } from '../command.ts';
import { anyMode } from '../modes.ts';
import { boardScreen, temperatureScreen, uptimeScreen, versionScreen } from '../screens/system-screens.ts';
import { zonedTime } from '../times.ts';
import { readShelf } from './places.ts';

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
      readShelf(args, session);
      return () => boardScreen(session.olt);
    },
  },
];
