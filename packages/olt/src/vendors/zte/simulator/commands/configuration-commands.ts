import { type Command, c3xxOnly, c6xxOnly, type Reply, refuse, type Session, withOnu } from '../command.ts';
import type { Dialect } from '../dialect.ts';
import type { Values } from '../grammar.ts';
import { reading } from '../modes.ts';
import { gemPortsOf } from '../onu-lines.ts';
import {
  framed,
  managementSection,
  portSection,
  unitSection,
  vportSection,
  wholeConfiguration,
  xponConfiguration,
} from '../screens/configuration-screens.ts';
import { readOnu, readPon, readVport } from '../shapes.ts';

const show = (
  syntax: string,
  run: (session: Session, values: Values) => ReturnType<Command['run']>,
  only?: (dialect: Dialect) => boolean,
): Command => ({ syntax: `show ${syntax}`, modes: reading, run, ...(only && { only }) });

/** The lines of one interface, whichever kind it is; null where there is none of the name. */
function interfaceLines({ olt, dialect }: Session, { pon, onu, vport }: Values): readonly string[] | null {
  if (pon !== undefined) {
    const at = readPon(dialect, pon);
    return at && olt.port(at) ? portSection(olt, at, dialect) : null;
  }
  const place = vport === undefined ? null : readVport(vport);
  const address = place?.onu ?? readOnu(dialect, onu ?? '');
  const found = address && olt.onu(address);
  if (!found) return null;
  if (!place) return unitSection(found, dialect);
  return gemPortsOf(found).includes(place.gemPort) ? vportSection(found, place.gemPort, dialect) : null;
}

const showInterface =
  (frame: (lines: readonly string[]) => readonly string[]) =>
  (session: Session, values: Values): Reply => {
    const lines = interfaceLines(session, values);
    return lines ? frame(lines) : refuse(session, 'no-interface');
  };
const alone = showInterface((lines) => lines);
const inFrame = showInterface(framed);

/** The configuration as it is. */
export const configurationCommands: readonly Command[] = [
  show('running-config', ({ olt, dialect }) => wholeConfiguration(olt, dialect)),
  show('running-config interface <pon>', inFrame, c3xxOnly),
  show('running-config interface <onu>', inFrame, c3xxOnly),
  show('running-config-interface <pon>', alone, c6xxOnly),
  show('running-config-interface <onu>', alone, c6xxOnly),
  show('running-config-interface <vport>', alone, c6xxOnly),
  show('running-config xpon', ({ olt, dialect }) => xponConfiguration(olt, dialect), c6xxOnly),
  show(
    'onu running config <onu>',
    (session, { onu = '' }) =>
      withOnu(session, readOnu(session.dialect, onu), (one) => managementSection(one, session.dialect)),
    c3xxOnly,
  ),
];
