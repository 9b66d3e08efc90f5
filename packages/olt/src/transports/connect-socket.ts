import { connect, type Socket } from 'node:net';
import { ValidationError } from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { unreachableReasons } from '../contract/phrases.ts';

/** A place on the network. */
export interface SocketAddress {
  readonly host: string;
  readonly port: number;
}

/** `host:port` as errors name it; an IPv6 address in brackets. */
export function formatAddress({ host, port }: SocketAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const reasons: Readonly<Record<string, keyof typeof unreachableReasons>> = {
  ECONNREFUSED: 'connection refused ({errno})',
  ECONNRESET: 'connection reset ({errno})',
  EHOSTUNREACH: 'no route to the host ({errno})',
  ENETUNREACH: 'no route to the network ({errno})',
  ENOTFOUND: 'the name is not known ({errno})',
  EAI_AGAIN: 'the name cannot be resolved now ({errno})',
  ETIMEDOUT: 'no answer in time ({errno})',
};

/** Why a connection failed, for an error's details: a phrase for Node's error code where there is one, else the code. */
export function socketFailure(error: unknown): { readonly reason: string; readonly errno: string } {
  const errno = error instanceof Error && 'code' in error ? String(error.code) : 'unknown failure';
  return { reason: reasons[errno] ?? errno, errno };
}

/**
 * Opens a TCP connection.
 * @param signal aborts it; its reason is thrown as it is
 * @throws FieldError `olt.unreachable` with the reason; ValidationError when host or port is none
 */
export async function connectSocket(address: SocketAddress, signal: AbortSignal): Promise<Socket> {
  const { host, port } = address;
  if (host.trim() === '') throw new ValidationError([{ path: ['host'], code: 'required', params: {} }]);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ValidationError([{ path: ['port'], code: 'invalid', params: {} }]);
  signal.throwIfAborted();
  // TCP's own keepalive finds a peer that is gone; it is answered by the kernel, not by the device's SSH or Telnet server.
  const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 });
  return new Promise((resolve, reject) => {
    const settle = () => {
      signal.removeEventListener('abort', onAbort);
      socket.removeListener('connect', onConnect).removeListener('error', onError);
    };
    const onConnect = () => {
      settle();
      resolve(socket);
    };
    const onError = (cause: Error) => {
      settle();
      socket.destroy();
      const target = formatAddress(address);
      reject(oltError('olt.unreachable', { target, ...socketFailure(cause) }, { cause }));
    };
    const onAbort = () => {
      settle();
      // A late error of a destroyed socket has no reader any more.
      socket.once('error', () => undefined).destroy();
      reject(signal.reason);
    };
    socket.once('connect', onConnect).once('error', onError);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
