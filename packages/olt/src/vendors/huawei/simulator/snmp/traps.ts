import type {
  SimulatedOlt,
  SimulatedOltEvent,
  SimulatedOnu,
  SimulatedUnit,
} from '../../../../contract/simulated-olt.ts';
import type { SimulatedTrap } from '../../../../contract/vendor-simulator.ts';
import { gponIfIndex } from './if-index.ts';
import { xpon } from './interface-tables.ts';
import { serialOctets } from './values.ts';

const profileTraps = `${xpon}.12.3.0`;
const up = 1;
const down = 2;

/** The traps of HUAWEI-XPON-TRAP-MIB that tell of ONUs in profile mode. */
export function trapOf(_olt: SimulatedOlt, event: SimulatedOltEvent): SimulatedTrap | null {
  if (event.kind === 'onu-online') return runStateTrap(event.onu, up);
  if (event.kind === 'onu-offline') return runStateTrap(event.onu, down);
  return event.kind === 'unauthorized-appeared' ? autofindTrap(event.unit) : null;
}

/** The interface goes out as some releases send it: as the negative number of the same 32 bits. */
function runStateTrap({ address }: SimulatedOnu, state: number): SimulatedTrap {
  const ifIndex = gponIfIndex(address);
  const row = `${ifIndex}.${address.onuId}`;
  return {
    oid: `${profileTraps}.100`,
    values: [
      [`${xpon}.12.1.1.0`, 'integer', 0],
      [`${xpon}.12.1.2.0`, 'integer', 1],
      [`${xpon}.2.21.1.1.${ifIndex}`, 'integer', ifIndex | 0],
      [`${xpon}.2.43.1.1.${row}`, 'integer', address.onuId],
      [`${xpon}.2.46.1.15.${row}`, 'integer', state],
    ],
  };
}

function autofindTrap({ at, serialNumber, password }: SimulatedUnit): SimulatedTrap {
  return {
    oid: `${profileTraps}.2`,
    values: [
      [`${xpon}.12.1.3.0`, 'integer', at.shelf],
      [`${xpon}.12.1.4.0`, 'integer', at.slot],
      [`${xpon}.12.1.5.0`, 'integer', at.port],
      [`${xpon}.12.1.6.0`, 'octets', serialOctets(serialNumber)],
      [`${xpon}.12.1.7.0`, 'octets', new TextEncoder().encode(password)],
    ],
  };
}
