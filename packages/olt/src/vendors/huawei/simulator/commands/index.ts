import type { Command } from '../command.ts';
import { configurationCommands } from './configuration-commands.ts';
import { flowCommands } from './flow-commands.ts';
import { locationCommands } from './location-commands.ts';
import { onuReadCommands } from './onu-read-commands.ts';
import { onuWriteCommands } from './onu-write-commands.ts';
import { profileCommands } from './profile-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { systemCommands } from './system-commands.ts';

/** Everything this device understands. */
export const commands: readonly Command[] = [
  ...sessionCommands,
  ...systemCommands,
  ...profileCommands,
  ...onuReadCommands,
  ...onuWriteCommands,
  ...flowCommands,
  ...locationCommands,
  ...configurationCommands,
];
