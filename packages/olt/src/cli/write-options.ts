import type { Command } from 'commander';

/** Options of every command that writes. */
export interface WriteOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** False with `--no-undo`. */
  readonly undo?: boolean;
  /** False with `--no-save`. */
  readonly save?: boolean;
}

/** Adds `--dry-run` and `--yes`, which every command that writes has. */
export function withPlanOptions(command: Command): Command {
  return command
    .option('--dry-run', 'print the plan and send no write')
    .option('--yes', 'do not ask before the plan is applied');
}

/** Adds the options of a command that changes the configuration. */
export function withWriteOptions(command: Command): Command {
  return withPlanOptions(command)
    .option('--no-undo', 'leave what was applied when a step is refused')
    .option('--no-save', 'do not save the configuration afterwards');
}
