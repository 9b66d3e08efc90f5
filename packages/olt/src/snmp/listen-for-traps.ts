import { createSocket, type RemoteInfo, type Socket, type SocketType } from 'node:dgram';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { createReceiver, type User } from 'net-snmp';
import { oltError } from '../contract/errors.ts';
import type { SnmpTrap } from '../contract/snmp-trap.ts';
import { userOf } from './net-snmp-user.ts';
import { type ReceivedPdu, readTrap } from './read-trap.ts';
import { checkSnmpCredentials, type SnmpCredentials } from './snmp-credentials.ts';

/** Where traps are received, and whose are believed. */
export interface TrapListenerOptions {
  /** 162 unless told, which only a privileged process may take; 0 takes a free one. */
  readonly port?: number;
  /** The address to listen on; `0.0.0.0` unless told. */
  readonly host?: string;
  /** Communities and users that are believed. Everything else is dropped. */
  readonly credentials: readonly SnmpCredentials[];
  /** Ends the listening. */
  readonly signal?: AbortSignal;
  /** Told of messages that were dropped, with the sender's address: a wrong community or user, or no SNMP. */
  readonly onDropped?: (from: string, reason: 'not_authentic' | 'unreadable') => void;
}

/** Receives SNMP v2c and v3 traps and informs; informs are confirmed, and one that was sent again is told once. */
export interface TrapReceiver {
  readonly host: string;
  readonly port: number;
  /** Believes messages of this community or user as well. @throws ValidationError for credentials that cannot be right */
  believe(credentials: SnmpCredentials): void;
  /** Hears the traps of one sender, or of all for null. @returns what ends it */
  subscribe(from: string | null, listener: (trap: SnmpTrap) => void): () => void;
  close(): Promise<void>;
}

/** Informs that are remembered, to know one that is sent again because its confirmation got lost. */
const mostRemembered = 1_000;

/**
 * Listens for traps.
 * @throws FieldError `olt.unreachable` where the port cannot be taken; ValidationError for credentials that cannot be right
 */
export async function listenForTraps(options: TrapListenerOptions): Promise<TrapReceiver> {
  const { port = 162, host = '0.0.0.0', credentials, signal, onDropped } = options;
  for (const one of credentials) checkSnmpCredentials(one);
  const listeners = new Set<{ from: string | null; listener: (trap: SnmpTrap) => void }>();
  const confirmed = new Set<string>();
  const socket = createSocket({ type: isIP(host) === 6 ? 'udp6' : 'udp4', recvBufferSize: 1_048_576 });

  const wanted = (from: string) => [...listeners].some((one) => one.from === null || one.from === from);
  const tell = (trap: SnmpTrap) => {
    for (const { from, listener } of listeners) if (from === null || from === trap.from) listener(trap);
  };
  const isRepeated = (trap: SnmpTrap, id: number) => {
    if (trap.kind === 'trap') return false;
    const key = `${trap.from} ${id} ${trap.oid}`;
    if (confirmed.has(key)) return true;
    confirmed.add(key);
    const [oldest] = confirmed;
    if (confirmed.size > mostRemembered && oldest !== undefined) confirmed.delete(oldest);
    return false;
  };

  await bound(socket, port, host);
  // Nobody's message may cost the work of a signature unless somebody wants to hear its sender.
  const gated = gatedSocket(socket, (from) => wanted(from.address));
  const receiver = createReceiver(
    {
      ...{ transport: isIP(host) === 6 ? 'udp6' : 'udp4', port, address: host, includeAuthentication: false },
      dgramModule: { createSocket: (_type: SocketType) => gated },
    },
    (error: (Error & { readonly rinfo?: RemoteInfo }) | null, received: ReceivedPdu | undefined) => {
      if (error || !received) {
        if (!error?.rinfo) return;
        const unreadable = error.name === 'ProcessingError';
        onDropped?.(addressOf(error.rinfo), unreadable ? 'unreadable' : 'not_authentic');
        return;
      }
      const trap = readTrap(received, addressOf(received.rinfo));
      if (!trap) onDropped?.(addressOf(received.rinfo), 'unreadable');
      else if (!isRepeated(trap, received.pdu.id)) tell(trap);
    },
  ) as { getAuthorizer(): { addCommunity(name: string): void; addUser(user: User): void } };
  const authorizer = receiver.getAuthorizer();
  const believe = (one: SnmpCredentials) => {
    checkSnmpCredentials(one);
    if (one.version === '2c') authorizer.addCommunity(one.community);
    else authorizer.addUser(userOf(one));
  };
  for (const one of credentials) believe(one);
  // What the network says of a confirmation that could not be delivered is nobody's concern here.
  socket.on('error', () => undefined);

  let closing: Promise<void> | null = null;
  const close = () => {
    listeners.clear();
    signal?.removeEventListener('abort', stop);
    closing ??= new Promise((resolve) => socket.close(() => resolve()));
    return closing;
  };
  const stop = () => void close();
  const { port: taken } = socket.address();
  if (signal?.aborted) {
    await close();
    throw oltError('olt.aborted', { doing: 'waiting for the SNMP agent' });
  }
  signal?.addEventListener('abort', stop, { once: true });
  return {
    host,
    port: taken,
    believe,
    subscribe(from, listener) {
      const one = { from: from === null ? null : plainAddress(from), listener };
      listeners.add(one);
      return () => listeners.delete(one);
    },
    close,
  };
}

async function bound(socket: Socket, port: number, host: string): Promise<void> {
  try {
    const ready = once(socket, 'listening');
    socket.bind(port, host);
    await ready;
  } catch (cause) {
    socket.close();
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'the socket failed';
    throw oltError('olt.unreachable', { target: `${host}:${port}`, reason }, { cause });
  }
}

/** The socket as the library gets it: bound already, and deaf for those nobody wants to hear. */
function gatedSocket(socket: Socket, wanted: (from: RemoteInfo) => boolean): Socket {
  return new Proxy(socket, {
    get(target, name) {
      if (name === 'bind') return () => undefined;
      if (name !== 'on') {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (event: string, listener: (...args: unknown[]) => void) => {
        if (event !== 'message') return target.on(event, listener);
        return target.on('message', (message, from) => {
          if (wanted({ ...from, address: addressOf(from) })) listener(message, from);
        });
      };
    },
  });
}

const addressOf = ({ address }: RemoteInfo) => plainAddress(address);

/** An IPv4 sender at an IPv6 socket is still the same sender. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
