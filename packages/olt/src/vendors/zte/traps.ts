import type { PonPortAddress } from '@field/core';
import type { SnmpTrap, TrapNews, TrapReader } from '../../contract/snmp-trap.ts';
import { decodePonIndex } from './address.ts';

/** ZXGPON-SERVICE-MIB, of C3xx. For C6xx no source tells any. */
const trapTree = '1.3.6.1.4.1.3902.1012.3.45';

/** The port of the first value, or else of the first instance, that is a PON index of this MIB. */
function portIn({ values }: SnmpTrap): PonPortAddress | null {
  const numbers = [
    ...values.flatMap(([, value]) => (typeof value === 'number' ? [value] : [])),
    ...values.flatMap(([oid]) => oid.split('.').slice(-3).map(Number)),
  ];
  for (const number of numbers) {
    const at = decodePonIndex(number, 'service');
    if (at) return at;
  }
  return null;
}

const look = (trap: SnmpTrap): TrapNews => {
  const at = portIn(trap);
  return at ? { kind: 'port', at } : { kind: 'somewhere' };
};

const unauthorized = (trap: SnmpTrap): TrapNews => {
  const at = portIn(trap);
  return at ? { kind: 'unauthorized', at } : { kind: 'somewhere' };
};

/** The MIB alone tells of these, and not what each carries: they say where to look. */
export const c3xxTraps: readonly TrapReader[] = (
  [
    [101, 'LOSi', look],
    [102, 'LOSi', look],
    [123, 'DGi', look],
    [124, 'DGi', look],
    [161, 'PON LOS', look],
    [162, 'PON LOS', look],
    [165, 'ONT register', look],
    [166, 'ONT unregister', look],
    [167, 'ONT authentication passed', look],
    [168, 'ONT authentication failed', look],
    [173, 'link ONT dying gasp', look],
    [174, 'link ONT dying gasp', look],
    [191, 'zxGponUnauthOnuOnline', unauthorized],
  ] as const
).map(([number, name, read]) => ({ oid: `${trapTree}.${number}`, name, read }));
