import type { SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import { type Command, c3xxOnly, c6xxOnly, type Reply, refuse, type Session } from '../command.ts';
import type { Dialect } from '../dialect.ts';
import type { Values } from '../grammar.ts';
import { linesOf } from '../onu-lines.ts';
import { vlanProfile } from '../screens/profile-screens.ts';
import { onuMode } from './onu-mode.ts';

const { here, keep, removed } = onuMode('management', 'management');

function setPortVlan(session: Session, onu: SimulatedOnu, { uni = '', vlan, priority }: Values): Reply {
  // A unit that never answered can be prepared; one that did has the ports it has.
  if (onu.unit && Number(uni.slice('eth_0/'.length)) > onu.unit.ethPorts) return refuse(session, 'no-uni');
  const begins = `vlan port ${uni} mode`;
  if (linesOf(onu, 'management').includes(`${begins} hybrid`)) return refuse(session, 'uni-mode');
  const suffix = priority === undefined ? '' : ` priority ${priority}`;
  return keep(session, onu, begins, `${begins} tag vlan ${vlan}${suffix}`);
}

function setWan(session: Session, onu: SimulatedOnu, values: Values): Reply {
  const { olt, dialect } = session;
  const { wan, user, password, profile, host } = values;
  if (![...olt.vlans.keys()].some((vlan) => vlanProfile(vlan) === profile))
    return refuse(session, 'no-profile');
  const words = dialect.family === 'c6xx' ? `wan-ip ${wan} ipv4 mode` : `wan-ip ${wan} mode`;
  const account = `pppoe username ${user} password ${password}`;
  return keep(session, onu, words, `${words} ${account} vlan-profile ${profile} host ${host}`);
}

const pppoe =
  'mode pppoe username <user:name> password <password:name> vlan-profile <profile:name> host <host:index>';
const later = (dialect: Dialect) => dialect.generation > 1;
const responses = 'ping-response <ping:enable|disable> traceroute-response <trace:enable|disable>';

async function reboot(session: Session, { address }: SimulatedOnu): Promise<Reply> {
  const { olt, dialect } = session;
  if (dialect.asks && !(await session.confirm('Confirm to reboot? [yes/no]:'))) return undefined;
  if (olt.onu(address)?.run !== 'online') return refuse(session, 'offline');
  olt.resetOnu(address);
  return undefined;
}

/** What is done inside an ONU. */
export const managementCommands: readonly Command[] = [
  here(
    'service <name> [type <type:name>] gemport <gemPort> [cos <cos:priority>] vlan <vlan>',
    (session, onu, values) => {
      const { name, type, gemPort, cos, vlan } = values;
      const words = [
        `service ${name}`,
        ...(type === undefined ? [] : [`type ${type}`]),
        `gemport ${gemPort}`,
        ...(cos === undefined ? [] : [`cos ${cos}`]),
        `vlan ${vlan}`,
      ];
      return keep(session, onu, `service ${name}`, words.join(' '));
    },
  ),
  removed('no service <name>', ({ name }) => `service ${name}`),
  here('vlan port <uni> mode tag vlan <vlan> [priority <priority>]', setPortVlan),
  here('vlan port <uni> mode hybrid', (session, onu, { uni }) =>
    keep(session, onu, `vlan port ${uni} mode`, `vlan port ${uni} mode hybrid`),
  ),
  removed('no vlan port <uni> mode', ({ uni }) => `vlan port ${uni} mode`),
  here(`wan-ip <wan:index> ${pppoe}`, setWan, (dialect) => c3xxOnly(dialect) && later(dialect)),
  here(`wan-ip <wan:index> ipv4 ${pppoe}`, setWan, c6xxOnly),
  here(
    `wan-ip <wan:index> ${responses}`,
    () => undefined,
    (dialect) => c3xxOnly(dialect) && later(dialect),
  ),
  here(`wan-ip <wan:index> ipv4 ${responses}`, () => undefined, c6xxOnly),
  removed('no wan-ip <wan:index>', ({ wan }) => `wan-ip ${wan}`, later),
  here(
    'wan <wan:index> [ethuni <uni:name>] [ssid <ssid:name>] service <service:name> host <host:index>',
    (session, onu, { wan, uni, ssid, service, host }) => {
      const ports = uni === undefined ? '' : ` ethuni ${uni}`;
      const radio = ssid === undefined ? '' : ` ssid ${ssid}`;
      const line = `wan ${wan}${ports}${radio} service ${service} host ${host}`;
      return keep(session, onu, `wan ${wan}`, line);
    },
    later,
  ),
  removed('no wan <wan:index>', ({ wan }) => `wan ${wan}`, later),
  here('reboot', reboot),
  here('restore factory', () => undefined),
  here('interface eth <uni> state <state:lock|unlock>', () => undefined),
];
