import type { TerminalIo } from '../contract/vendor-simulator.ts';

/** Where a socket listens, and how to stop it. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Plays one terminal; never throws into the socket that serves it. */
export type TerminalProgram = (terminal: TerminalIo) => void;
