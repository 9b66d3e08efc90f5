import type { EventEmitter } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { oltError } from '../contract/errors.ts';
import type { TerminalIo } from '../contract/vendor-simulator.ts';

/** Where a socket listens, and how to stop it. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Plays one terminal; never throws into the socket that serves it. */
export type TerminalProgram = (terminal: TerminalIo) => void;

/** Starts to listen; closing cuts every connection, so that no client can hold the port. */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await started(server, `${host}:${port}`, (ready) => server.listen(port, host, ready));
  return {
    host,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** @throws FieldError (`olt.unreachable`) when the address cannot be listened on */
export function started(
  socket: EventEmitter,
  target: string,
  start: (ready: () => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(oltError('olt.unreachable', { target, reason: error.code ?? 'error' }, { cause: error }));
    socket.once('error', refuse);
    start(() => {
      socket.off('error', refuse);
      resolve();
    });
  });
}

/** `127.0.0.1` also where the socket listens on both families. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
