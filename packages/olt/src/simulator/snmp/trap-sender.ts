import {
  AuthProtocols,
  createSession,
  createV3Session,
  ObjectType,
  PrivProtocols,
  SecurityLevel,
  type Session,
  Version2c,
} from 'net-snmp';
import type { SimulatedTrap } from '../../contract/vendor-simulator.ts';
import type { V3User } from './usm-keys.ts';

/** Where a simulated OLT sends its traps, and how. */
export interface TrapTarget {
  readonly host: string;
  readonly port: number;
  /** `2c` (default) with the OLT's community, or `3` with its user. */
  readonly version?: '2c' | '3';
  /** Informs, which are sent again until somebody confirms them, instead of traps. */
  readonly inform?: boolean;
}

/** Sends what happens on a simulated OLT as traps. */
export interface TrapSender {
  send(trap: SimulatedTrap): void;
  close(): void;
}

/** The library that receives them is of no use against mistakes of its own: net-snmp's `snmptrap` is the other sender of the tests. */
export function createTrapSender(
  target: TrapTarget,
  agent: { readonly community: string; readonly v3: V3User; readonly engineId: Uint8Array },
): TrapSender {
  const session =
    target.version === '3' ? v3Session(target, agent.v3, agent.engineId) : v2Session(target, agent.community);
  // A receiver that is gone shows as an error of the socket; the OLT goes on.
  session.on('error', () => undefined);
  return {
    send({ oid, values }) {
      const varbinds = values.map(([name, syntax, value]) => ({
        oid: name,
        type: syntax === 'integer' ? ObjectType.Integer : ObjectType.OctetString,
        value: typeof value === 'number' ? value : Buffer.from(value),
      }));
      if (target.inform) session.inform(oid, varbinds, () => undefined);
      else session.trap(oid, varbinds, () => undefined);
    },
    close: () => session.close(),
  };
}

function v2Session({ host, port }: TrapTarget, community: string): Session {
  return createSession(host, community, { version: Version2c, trapPort: port });
}

function v3Session({ host, port }: TrapTarget, user: V3User, engineId: Uint8Array): Session {
  return createV3Session(
    host,
    {
      name: user.user,
      level: SecurityLevel.authPriv,
      authProtocol: AuthProtocols[user.authProtocol],
      authKey: user.authKey,
      privProtocol: PrivProtocols[user.privProtocol],
      privKey: user.privKey,
    },
    { trapPort: port, engineID: Buffer.from(engineId).toString('hex') },
  );
}
