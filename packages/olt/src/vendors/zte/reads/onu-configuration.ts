import type { OnuAddress } from '@field/core';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import type { Family } from '../family.ts';
import {
  type ConfigurationSection,
  type ConfiguredFlow,
  flowsIn,
  gemPortsIn,
  type OnuConfiguration,
  parseConfiguration,
} from '../parsers/running-config.ts';
import { askInTurn } from './ask.ts';

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
  return /^(?:\s|!|\$|Building configuration\.{0,5}|end)*$/i.test(reply);
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
