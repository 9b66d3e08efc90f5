import type { Command } from 'commander';
import type { Olt } from '../driver/olt.ts';
import type { KnownCommand } from './completion-scripts.ts';
import type { OltReach } from './connect.ts';
import type { Output } from './output.ts';

/** Options of every command. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly lang?: string;
}

/** What a command's code gets. */
export interface CommandContext<Options> {
  readonly options: Options;
  readonly output: Output;
  /** Fires when the person, or the system, stops the command. */
  readonly signal: AbortSignal;
}

/** How a command is called. */
export interface CommandDescription {
  /** Name and arguments: `onu <onu>`. The target of a command that reaches an OLT is added. */
  readonly usage: string;
  readonly summary: string;
  /** Paragraphs that `--help` shows below the options. */
  readonly details?: string;
  /** Command lines that `--help` shows. */
  readonly examples: readonly string[];
  readonly options?: (command: Command) => Command;
}

/** A command that reaches an OLT. */
export interface OltCommand<Options, Request> extends CommandDescription {
  /** True for a command that takes several OLTs at once: `north,south`, or `all` of an inventory. */
  readonly several?: boolean;
  /** True for a command that changes the OLT, unless it is called with `--dry-run`. */
  readonly writes?: boolean;
  /** What was typed, checked before anything is connected. */
  request(args: readonly (string | undefined)[], options: Options): Request;
  run(olt: Olt, request: Request, context: CommandContext<Options>): Promise<void>;
}

/** A command that connects by itself, in a way of its own. */
export interface ReachCommand<Options> extends CommandDescription {
  /** True for some at a time; `together` for all at once, because the command does not end by itself. */
  readonly several?: boolean | 'together';
  run(
    reach: OltReach,
    args: readonly (string | undefined)[],
    context: CommandContext<Options>,
  ): Promise<void>;
}

/** A command that reaches none. */
export interface LocalCommand<Options> extends CommandDescription {
  run(args: readonly (string | undefined)[], context: CommandContext<Options>): Promise<void>;
}

/** Adds commands to a program. */
export interface CommandBuilder {
  olt<Options, Request>(command: OltCommand<Options, Request>): void;
  reach<Options>(command: ReachCommand<Options>): void;
  local<Options>(command: LocalCommand<Options>): void;
  /** All that were added. */
  commands(): readonly KnownCommand[];
}
