import type { OnuAddress } from '@field/core';
import type { SimulatedOlt, SimulatedOnu } from '../../../contract/simulated-olt.ts';
import type { Dialect, Refusal } from './dialect.ts';
import type { Values } from './grammar.ts';
import type { Mode, View } from './modes.ts';
import type { Pages } from './pages.ts';

/** What a command may do to the session it runs in. */
export interface Session {
  readonly olt: SimulatedOlt;
  readonly dialect: Dialect;
  readonly view: View;
  readonly pages: Pages;
  /** Goes to another mode. */
  go(view: View): void;
  /** Asks for `yes` or `no`; true for yes. */
  confirm(question: string): Promise<boolean>;
  /** Ends the session after this command. */
  hangUp(): void;
}

/** A command's reply as lines, or nothing for silence. */
export type Reply = readonly string[] | undefined;

export interface Command {
  /** As `readSyntax` of grammar.ts reads it. */
  readonly syntax: string;
  readonly modes: readonly Mode[];
  /** The releases that have it; all unless told. */
  readonly only?: (dialect: Dialect) => boolean;
  readonly run: (session: Session, values: Values) => Reply | Promise<Reply>;
}

export const c3xxOnly = ({ family }: Dialect) => family === 'c3xx';
export const c6xxOnly = ({ family }: Dialect) => family === 'c6xx';

export function refuse({ dialect }: Session, refusal: Refusal): Reply {
  return [dialect.refusals[refusal]];
}

/** Runs a command about an ONU; the device's answer where there is none. */
export function withOnu(
  session: Session,
  address: OnuAddress | null | undefined,
  run: (onu: SimulatedOnu) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const onu = address ? session.olt.onu(address) : null;
  return onu ? run(onu) : [session.dialect.nothing];
}

/** Runs a command in the mode of an ONU, which may have been removed meanwhile. */
export function withOnuHere(
  session: Session,
  run: (onu: SimulatedOnu) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const { onu: address } = session.view;
  const onu = address ? session.olt.onu(address) : null;
  return onu ? run(onu) : refuse(session, 'no-interface');
}
