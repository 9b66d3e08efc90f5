import type { Command } from 'commander';

/** Adds the options of a command that writes. */
export function withWriteOptions(command: Command): Command {
  return command
    .option('--dry-run', 'print the plan and send no write')
    .option('--yes', 'do not ask before the plan is applied')
    .option('--no-undo', 'leave what was applied when a step is refused')
    .option('--no-save', 'do not save the configuration afterwards');
}
