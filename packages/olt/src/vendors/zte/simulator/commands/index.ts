import type { Command } from '../command.ts';
import { configurationCommands } from './configuration-commands.ts';
import { locationCommands } from './location-commands.ts';
import { managementCommands } from './management-commands.ts';
import { portCommands } from './port-commands.ts';
import { readCommands } from './read-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { unitCommands } from './unit-commands.ts';
import { vportCommands } from './vport-commands.ts';

/** Everything these devices understand. */
export const commands: readonly Command[] = [
  ...sessionCommands,
  ...locationCommands,
  ...readCommands,
  ...configurationCommands,
  ...portCommands,
  ...unitCommands,
  ...vportCommands,
  ...managementCommands,
];
