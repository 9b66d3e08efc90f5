import type { RemoteInfo } from 'node:dgram';
import type { SnmpTrap } from '../contract/snmp-trap.ts';
import { decodeValue, snmpType, type Varbind } from './snmp-value.ts';

/** What the library hands over for a trap or an inform. */
export interface ReceivedPdu {
  readonly pdu: {
    readonly id: number;
    readonly type: number;
    readonly varbinds: readonly Varbind[];
    /** Of a v3 message only. */
    readonly contextEngineID?: string;
  };
  readonly rinfo: RemoteInfo;
}

const informRequest = 0xa6;
const trapV2 = 0xa7;
const sysUpTime = '1.3.6.1.2.1.1.3.0';
const snmpTrapOid = '1.3.6.1.6.3.1.1.4.1.0';

/** A trap as it came; null for one that does not say which it is, or holds a value that cannot be decoded. */
export function readTrap({ pdu }: ReceivedPdu, from: string): SnmpTrap | null {
  if (pdu.type !== informRequest && pdu.type !== trapV2) return null;
  const values: SnmpTrap['values'][number][] = [];
  let oid: string | null = null;
  let upTimeSeconds: number | null = null;
  for (const varbind of pdu.varbinds) {
    const value = decodeValue(varbind);
    if (varbind.oid === sysUpTime) upTimeSeconds = typeof value === 'number' ? Math.floor(value / 100) : null;
    else if (varbind.oid === snmpTrapOid) oid = typeof value === 'string' ? value : null;
    else if (value !== undefined) values.push([varbind.oid, value]);
    else if (varbind.type !== snmpType.empty) return null;
  }
  if (oid === null) return null;
  return {
    receivedAt: new Date().toISOString(),
    from,
    version: pdu.contextEngineID === undefined ? '2c' : '3',
    kind: pdu.type === informRequest ? 'inform' : 'trap',
    oid,
    upTimeSeconds,
    values,
  };
}
