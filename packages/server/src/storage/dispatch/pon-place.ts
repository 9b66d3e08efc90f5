import { type ContractOnu, type PonPortAddress, samePonPort } from '@field/core';
import { fromJsonOrNull } from '../json-column.ts';

/** What a contract tells of where it hangs, as its columns. */
export interface ContractPlace {
  readonly onu: string | null;
  readonly cto: string | null;
  readonly olt_id: string | null;
}

/** A CTO that hangs on an OLT, as its columns. */
export interface CtoPlace {
  readonly name: string;
  readonly olt_id: string | null;
  readonly pon: string | null;
}

/**
 * Whether a contract hangs on a PON port: by its ONU where that is known, otherwise by the CTO it names. Customers brought in
 * from a sheet have no ONU here until somebody works on it.
 */
export function hangsOn(
  { onu, cto, olt_id }: ContractPlace,
  port: { readonly oltId: string; readonly pon: PonPortAddress },
  ctos: readonly CtoPlace[],
): boolean {
  const known = fromJsonOrNull<ContractOnu>(onu);
  if (known) return known.oltId === port.oltId && samePonPort(known.address, port.pon);
  if (cto === null || (olt_id !== null && olt_id !== port.oltId)) return false;
  return ctos.some((each) => each.name === cto && each.olt_id === port.oltId && isPort(each.pon, port.pon));
}

/** The numbers of a port in its OLT's spelling (`0/1/3`, `gpon-olt_1/2/3`, `0/3`); levels an OLT does not have are 0. */
function isPort(spelled: string | null, pon: PonPortAddress): boolean {
  const numbers = (spelled?.match(/\d+/g) ?? []).map(Number);
  if (numbers.length === 0 || numbers.length > 3) return false;
  const [shelf = 0, slot = 0, port = 0] = [0, 0, ...numbers].slice(-3);
  return samePonPort({ shelf, slot, port }, pon);
}
