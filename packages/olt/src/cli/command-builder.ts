import type { Command } from 'commander';
import type { Olt } from '../driver/olt.ts';
import type { Output } from './output.ts';

/** What a command's code gets. */
export interface CommandContext {
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** Options of every command. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly lang?: string;
}

/** Adds commands to a program. */
export interface CommandBuilder {
  /** A command that reaches an OLT: target first, connection options added. `work` runs while connected. */
  olt<Options>(
    usage: string,
    describe: (command: Command) => Command,
    access: (options: Options) => 'read-only' | 'write',
    work: (
      olt: Olt,
      args: readonly string[],
      options: Options & CommonOptions,
      context: CommandContext,
    ) => Promise<void>,
  ): void;
  /** A command that reaches none. */
  local<Options>(
    usage: string,
    describe: (command: Command) => Command,
    work: (
      args: readonly string[],
      options: Options & CommonOptions,
      context: CommandContext,
    ) => Promise<void>,
  ): void;
}
