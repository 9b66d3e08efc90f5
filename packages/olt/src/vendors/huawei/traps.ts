import type { SnmpValue } from '../../contract/snmp.ts';
import type { SnmpTrap, TrapNews, TrapReader } from '../../contract/snmp-trap.ts';
import { toInteger } from '../../toolkit/snmp-values.ts';
import { decodeIfIndex } from './address.ts';

/** HUAWEI-XPON-TRAP-MIB. */
const trapTree = '1.3.6.1.4.1.2011.6.128.1.1.12';
const highestOnuId = 255;

const integersOf = ({ values }: SnmpTrap) => values.map(([, value]) => integer(value));

function integer(value: SnmpValue): number | null {
  return typeof value === 'number' ? toInteger(value) : null;
}

/** The first value that is the ifIndex of a PON port; some releases send it as a negative number. */
function portIn(numbers: readonly (number | null)[]) {
  for (const [position, number] of numbers.entries()) {
    const found = number === null ? null : decodeIfIndex(number);
    if (found) return { at: { shelf: found.shelf, slot: found.slot, port: found.port }, position };
  }
  return null;
}

/** {reserved, operation type, ifIndex, ontIndex, run state}: 1 up, 2 down. */
function readRunState(trap: SnmpTrap): TrapNews {
  const numbers = integersOf(trap);
  const found = portIn(numbers);
  if (!found) return { kind: 'somewhere' };
  const [onuId, state] = numbers.slice(found.position + 1);
  const known = onuId != null && onuId >= 0 && onuId <= highestOnuId && (state === 1 || state === 2);
  if (!known) return { kind: 'port', at: found.at };
  return { kind: 'onu', address: { ...found.at, onuId }, runState: state === 1 ? 'online' : 'offline' };
}

/** {frame, slot, port, serial number or MAC, ...}. */
function readAutofind(trap: SnmpTrap): TrapNews {
  const [shelf, slot, port] = integersOf(trap);
  const places = [shelf, slot, port].every((number) => number != null && number >= 0 && number < 64);
  if (!places || shelf == null || slot == null || port == null) return { kind: 'somewhere' };
  return { kind: 'unauthorized', at: { shelf, slot, port } };
}

function readPort(trap: SnmpTrap): TrapNews {
  const found = portIn(integersOf(trap));
  return found ? { kind: 'port', at: found.at } : { kind: 'somewhere' };
}

const trap = (suffix: string, name: string, read: TrapReader['read']): TrapReader => ({
  oid: `${trapTree}.${suffix}`,
  name,
  read,
});

/**
 * Numbers and names are those of the MIB; autofind is confirmed by a second source. What the alarms carry no source tells beyond the
 * port, so that one says where to look and nothing else.
 */
export const traps: readonly TrapReader[] = [
  trap('3.0.100', 'hwXponProfOntRunStateChangeTrap', readRunState),
  trap('3.0.2', 'hwGponProfOntAutoFindTrap', readAutofind),
  trap('3.0.50', 'hwEponProfOntAutoFindTrap', readAutofind),
  trap('2.2.0.2', 'ONT discovered', readPort),
  trap('2.2.0.12', 'ONT LOS', readPort),
  trap('2.2.0.13', 'ONT LOS recovered', readPort),
  trap('2.2.0.10', 'ONT LOF', readPort),
  trap('2.2.0.11', 'ONT LOF recovered', readPort),
  trap('2.2.0.18', 'ONT dying gasp', readPort),
  trap('2.2.0.19', 'ONT dying gasp recovered', readPort),
  trap('2.2.0.45', 'mass power-off', readPort),
  trap('2.1.0.1', 'PON port LOS', readPort),
  trap('2.1.0.2', 'PON port LOS recovered', readPort),
];
