import type { OnuAddress } from '@field/core';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import {
  type ConfigurationSection,
  type ConfiguredFlow,
  flowsIn,
  parseConfiguration,
} from '../parsers/running-config.ts';
import { askInTurn } from './ask.ts';

/** What is configured for one ONU, in the device's words and order. */
export interface OnuConfiguration {
  /** Lines of the ONU's own interface. */
  readonly unit: readonly string[];
  /** Lines of its virtual ports by their number; a C3xx has them in `unit`. */
  readonly vports: ReadonlyMap<number, readonly string[]>;
  /** Lines of its inside. */
  readonly management: readonly string[];
  readonly flows: readonly ConfiguredFlow[];
}

/** The lines of one section. What the device does not have, it says that there is none of, or prints nothing of. */
async function askForSection(
  sessions: OltSessions,
  kind: ConfigurationSection['kind'],
  name: string,
  commands: readonly string[],
): Promise<ConfigurationSection> {
  const { command, reply } = await askInTurn(sessions, commands);
  const sections = holdsNothing(reply ?? '') ? [] : parseConfiguration(reply ?? '', command);
  // A C6xx keeps what is one section to us in several places.
  const lines = sections.filter((one) => one.kind === kind && one.name === name).flatMap((one) => one.lines);
  return { kind, name, lines };
}

/** Nothing but the frame of an empty configuration. */
function holdsNothing(reply: string): boolean {
  return /^(?:\s|!|\$|Building configuration\W*|end)*$/i.test(reply);
}

/** The interface of an ONU or of one of its virtual ports. */
function askForInterface(sessions: OltSessions, family: Family, name: string): Promise<ConfigurationSection> {
  const commands =
    family.name === 'c3xx'
      ? [`show running-config interface ${name}`]
      : // Some releases know only the first, some only the second.
        [`show running-config-interface ${name}`, `show running-config xpon | begin interface ${name}`];
  return askForSection(sessions, 'interface', name, commands);
}

function askForManagement(sessions: OltSessions, family: Family, address: OnuAddress) {
  const name = family.onuName(address);
  const command =
    family.name === 'c3xx'
      ? `show onu running config ${name}`
      : `show running-config xpon | begin pon-onu-mng ${name}`;
  return askForSection(sessions, 'pon-onu-mng', name, [command]);
}

/** GEM ports of an ONU by the lines of its interface. */
export function gemPortsIn(unit: readonly string[]): number[] {
  const ports = unit.flatMap((line) => /^gemport (\d{1,3}) (?:.* )?tcont \d/.exec(line)?.[1] ?? []);
  return [...new Set(ports.map(Number))];
}

/** The flows of an ONU: its interface, and on a C6xx one virtual port for each GEM port. */
export async function askForFlows(
  sessions: OltSessions,
  family: Family,
  address: OnuAddress,
): Promise<Omit<OnuConfiguration, 'management'>> {
  const unit = await askForInterface(sessions, family, family.onuName(address));
  if (family.name === 'c3xx') {
    return { unit: unit.lines, vports: new Map(), flows: flowsIn(unit, unit.name) };
  }
  const vports = new Map<number, readonly string[]>();
  const flows: ConfiguredFlow[] = [];
  for (const gemPort of gemPortsIn(unit.lines)) {
    const section = await askForInterface(sessions, family, family.vportName(address, gemPort));
    vports.set(gemPort, section.lines);
    flows.push(...flowsIn(section, section.name));
  }
  return { unit: unit.lines, vports, flows };
}

/** All the configuration of an ONU that is there. No mode is entered for it: on a C6xx entering an ONU can create it. */
export async function askForConfiguration(
  sessions: OltSessions,
  family: Family,
  address: OnuAddress,
): Promise<OnuConfiguration> {
  const flows = await askForFlows(sessions, family, address);
  return { ...flows, management: (await askForManagement(sessions, family, address)).lines };
}
