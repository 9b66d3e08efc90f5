import type { SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import { type Command, type Reply, type Session, withOnuHere } from '../command.ts';
import type { Dialect } from '../dialect.ts';
import type { Values } from '../grammar.ts';
import { removeLines, setLine } from '../onu-lines.ts';

type Only = (dialect: Dialect) => boolean;

/** What commands of a mode that is about one ONU are made of; `place` is where that ONU keeps their lines. */
export function onuMode(mode: 'onu' | 'management', place: 'interface' | 'management') {
  const here = (
    syntax: string,
    run: (session: Session, onu: SimulatedOnu, values: Values) => Reply | Promise<Reply>,
    only?: Only,
  ): Command => ({
    syntax,
    modes: [mode],
    run: (session, values) => withOnuHere(session, (onu) => run(session, onu, values)),
    ...(only && { only }),
  });
  return {
    here,
    /** Keeps a line, in the place of the one that begins with the same words. */
    keep({ olt }: Session, onu: SimulatedOnu, begins: string, line: string): undefined {
      setLine(olt, onu, place, { line, begins });
    },
    removed: (syntax: string, begins: (values: Values) => string, only?: Only) =>
      here(
        syntax,
        ({ olt }, onu, values) => {
          removeLines(olt, onu, place, begins(values));
          return undefined;
        },
        only,
      ),
  };
}
