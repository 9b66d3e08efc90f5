import type { SnmpValue } from '../contract/snmp.ts';

/** One variable of an answer, as it was decoded. */
export interface Varbind {
  readonly oid: string;
  readonly type?: number;
  readonly value?: unknown;
}

/** Tags of RFC 2578 and RFC 3416. */
export const snmpType = {
  integer: 2,
  octets: 4,
  empty: 5,
  oid: 6,
  address: 64,
  counter: 65,
  gauge: 66,
  ticks: 67,
  opaque: 68,
  counter64: 70,
  noSuchObject: 128,
  noSuchInstance: 129,
  endOfMib: 130,
} as const;

const numeric: ReadonlySet<number | undefined> = new Set([
  snmpType.integer,
  snmpType.counter,
  snmpType.gauge,
  snmpType.ticks,
]);

/** Whether the agent says that it has nothing there. */
export function isAbsent({ type }: Varbind): boolean {
  return type === snmpType.noSuchObject || type === snmpType.noSuchInstance || type === snmpType.empty;
}

/** The value, or undefined when it could not be decoded: a cut-off packet, or a type SNMPv2 does not have. */
export function decodeValue({ type, value }: Varbind): SnmpValue | undefined {
  if (numeric.has(type)) return typeof value === 'number' ? value : undefined;
  if (type === snmpType.oid || type === snmpType.address)
    return typeof value === 'string' ? value : undefined;
  if (!(value instanceof Uint8Array)) return undefined;
  // A copy: the packet's memory is shared by all values in it.
  if (type === snmpType.octets || type === snmpType.opaque) return new Uint8Array(value);
  if (type === snmpType.counter64) return value.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return undefined;
}
