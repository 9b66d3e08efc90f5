import type { TrapReceiver } from '../snmp/listen-for-traps.ts';
import type { SnmpCredentials } from '../snmp/snmp-credentials.ts';
import { cliError } from './cli-error.ts';

interface SharedReceiver {
  readonly opening: Promise<TrapReceiver>;
  users: number;
}

/** By where they listen: several OLTs send to one port. */
const receivers = new Map<string, SharedReceiver>();

/** Where traps arrive: a port of all addresses, or `host:port`. @throws FieldError `cli.bad_argument` */
export function trapAddress(value: string): { readonly host?: string; readonly port: number } {
  const [, host, digits = ''] = /^(?:\[?(.+?)\]?:)?(\d{1,5})$/.exec(value) ?? [];
  const port = Number(digits);
  if (digits === '' || port > 65_535)
    throw cliError('cli.bad_argument', { argument: '--traps', reason: 'a port, or host:port' });
  return { port, ...(host === undefined ? {} : { host }) };
}

async function listenAt(address: ReturnType<typeof trapAddress>): Promise<TrapReceiver> {
  const { listenForTraps } = await import('../snmp/listen-for-traps.ts');
  return listenForTraps({ ...address, credentials: [] });
}

/** The receiver of that address, which believes these credentials too, and what gives it back. */
export async function trapReceiver(
  address: ReturnType<typeof trapAddress>,
  credentials: SnmpCredentials,
): Promise<{ readonly receiver: TrapReceiver; release(): Promise<void> }> {
  const key = JSON.stringify(address);
  const shared = receivers.get(key) ?? { opening: listenAt(address), users: 0 };
  receivers.set(key, shared);
  shared.users += 1;
  const receiver = await shared.opening;
  receiver.believe(credentials);
  return {
    receiver,
    async release() {
      shared.users -= 1;
      if (shared.users > 0) return;
      receivers.delete(key);
      await receiver.close();
    },
  };
}
