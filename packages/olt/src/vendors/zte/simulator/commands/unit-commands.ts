import type { SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import { type Command, c3xxOnly, c6xxOnly, type Reply, refuse, type Session } from '../command.ts';
import type { Dialect } from '../dialect.ts';
import type { Values } from '../grammar.ts';
import { gemPortsOf, linesOf, removeLines } from '../onu-lines.ts';
import { onuMode } from './onu-mode.ts';

const { here, keep, removed } = onuMode('onu', 'interface');
const first = ({ generation }: Dialect) => generation === 1;
const later = ({ generation }: Dialect) => generation > 1;

function named(profiles: Iterable<{ readonly name: string }>, name: string | undefined): boolean {
  return [...profiles].some((profile) => profile.name === name);
}

function setGemPort(session: Session, onu: SimulatedOnu, { gemPort, tcont, name }: Values): Reply {
  const lines = linesOf(onu, 'interface');
  if (!lines.some((line) => line.startsWith(`tcont ${tcont} `))) return refuse(session, 'no-profile');
  const label = name === undefined ? '' : ` name ${name}`;
  const line =
    session.dialect.generation === 1
      ? `gemport ${gemPort}${label} unicast tcont ${tcont} dir both`
      : `gemport ${gemPort}${label} tcont ${tcont}`;
  // Beside it may stand the line of its limit.
  const old = lines.find((one) => one.startsWith(`gemport ${gemPort} `) && !one.includes('traffic-limit'));
  return keep(session, onu, old ?? `gemport ${gemPort} tcont`, line);
}

function setFlow(session: Session, onu: SimulatedOnu, { index, vport, ...vlans }: Values): Reply {
  if (!gemPortsOf(onu).includes(Number(vport))) return refuse(session, 'no-interface');
  const svlan = vlans.svlan === undefined ? '' : ` svlan ${vlans.svlan}`;
  const line = `service-port ${index} vport ${vport} user-vlan ${vlans.userVlan} vlan ${vlans.vlan}${svlan}`;
  return keep(session, onu, `service-port ${index}`, line);
}

const setAdmin = (syntax: string, admin: SimulatedOnu['admin'], only: (dialect: Dialect) => boolean) =>
  here(
    syntax,
    ({ olt }, { address }) => {
      olt.setOnuAdmin(address, admin);
      return undefined;
    },
    only,
  );

/** What is done in the interface of an ONU. */
export const unitCommands: readonly Command[] = [
  here('name <text>', (session, onu, { text }) => keep(session, onu, 'name', `name ${text}`)),
  removed('no name', () => 'name'),
  here('description <text>', ({ olt }, { address }, { text = '' }) => {
    olt.changeOnu(address, { description: text });
    return undefined;
  }),
  here('no description', ({ olt }, { address }) => {
    olt.changeOnu(address, { description: '' });
    return undefined;
  }),
  here('sn-bind enable sn', (session, onu) => keep(session, onu, 'sn-bind', 'sn-bind enable sn')),
  here('fec <state:enable|disable>', (session, onu, { state }) => keep(session, onu, 'fec', `fec ${state}`)),
  here('tcont <index> [name <name>] profile <profile:name>', (session, onu, { index, name, profile }) => {
    if (!named(session.olt.lineProfiles.values(), profile)) return refuse(session, 'no-profile');
    const label = name === undefined ? '' : ` name ${name}`;
    return keep(session, onu, `tcont ${index}`, `tcont ${index}${label} profile ${profile}`);
  }),
  removed('no tcont <index>', ({ index }) => `tcont ${index}`),
  here('gemport <gemPort> [name <name>] tcont <tcont:index>', setGemPort, later),
  here('gemport <gemPort> name <name> unicast tcont <tcont:index> dir both', setGemPort, first),
  here(
    'gemport <gemPort> traffic-limit upstream <up:name> downstream <down:name>',
    (session, onu, { gemPort, up, down }) => {
      const profiles = [...session.olt.trafficTables.values()];
      if (!named(profiles, up) || !named(profiles, down)) return refuse(session, 'no-profile');
      const begins = `gemport ${gemPort} traffic-limit`;
      // The profile that is always there limits nothing: such a GEM port is listed as one without a limit.
      if (up === 'default' && down === 'default') {
        removeLines(session.olt, onu, 'interface', begins);
        return undefined;
      }
      return keep(session, onu, begins, `${begins} upstream ${up} downstream ${down}`);
    },
    c3xxOnly,
  ),
  here('no gemport <gemPort>', ({ olt }, onu, { gemPort }) => {
    removeLines(olt, onu, 'interface', `gemport ${gemPort}`);
    onu.lines.delete(`vport-${gemPort}`);
    return undefined;
  }),
  here(
    'switchport mode hybrid vport <index>',
    (session, onu, { index }) => {
      const line = `switchport mode hybrid vport ${index}`;
      return keep(session, onu, line, line);
    },
    first,
  ),
  here(
    'service-port <index> vport <vport:index> user-vlan <userVlan:vlan> vlan <vlan> [svlan <svlan:vlan>]',
    setFlow,
    c3xxOnly,
  ),
  removed('no service-port <index>', ({ index }) => `service-port ${index}`, c3xxOnly),
  here(
    'registration-method sn <serial>',
    (session, onu, { serial = '' }) => {
      const serialNumber = serial.toUpperCase();
      const other = session.olt.findOnu(serialNumber);
      if (other && other !== onu) return refuse(session, 'serial-exists');
      session.olt.registerOnu(onu.address, serialNumber);
      return undefined;
    },
    c3xxOnly,
  ),
  setAdmin('admin enable', 'active', c6xxOnly),
  setAdmin('admin disable', 'deactivated', c6xxOnly),
  setAdmin('no shutdown', 'active', c3xxOnly),
  setAdmin('shutdown', 'deactivated', c3xxOnly),
];
