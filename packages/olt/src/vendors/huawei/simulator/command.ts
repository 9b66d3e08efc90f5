import type { SimulatedOlt } from '../../../contract/simulated-olt.ts';
import type { Arguments } from './arguments.ts';
import type { Mode, View } from './modes.ts';
import type { Pages } from './pages.ts';

/** What a command may do to the session it runs in. */
export interface Session {
  readonly olt: SimulatedOlt;
  readonly user: string;
  readonly view: View;
  enter(view: View): void;
  leave(): void;
  /** Back to `#`. */
  returnToPrivilege(): void;
  /** Asks for y or n; true for yes, and true at once where questions are off. */
  confirm(question: string, options?: { readonly always?: boolean }): Promise<boolean>;
  /** Prints lines now, before the command is over. */
  print(lines: readonly string[]): Promise<void>;
  /** Ends the session after this command. */
  hangUp(): void;
  readonly settings: SessionSettings;
}

export interface SessionSettings {
  smart: boolean;
  interactive: boolean;
  alarms: boolean;
  machine: boolean;
  /** Minutes without a key after which the device hangs up; null for never. */
  idleMinutes: number | null;
  readonly pages: Pages;
}

/** A command's reply as lines, or nothing for silence. */
export type Reply = readonly string[] | undefined;

/** Runs a command that was understood. */
export type Action = () => Reply | Promise<Reply>;

export interface Command {
  /** The keywords it begins with. */
  readonly words: string;
  readonly modes: readonly Mode[];
  /** What the completion prompt offers in smart mode; null for commands that ask nothing. */
  readonly completion?: string | null | ((line: string) => string | null);
  /** Reads the rest of the line and says what to do; `args.fault` decides whether it is done. */
  readonly read: (args: Arguments, session: Session) => Action;
}

const width = 60;

/** A refusal as the device prints it: its words go on in a second line when they reach the device's margin. */
export function failure(text: string): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of `Failure: ${text}`.split(' ')) {
    if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
