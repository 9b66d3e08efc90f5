import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Timetable } from './timetable.ts';

/** Passes a TCP connection on, each byte half a round trip later in either direction. */
export interface TcpDelay {
  readonly port: number;
  close(): Promise<void>;
}

export async function startTcpDelay(port: number, roundTripMs: number): Promise<TcpDelay> {
  const sockets = new Set<Socket>();
  const way = new Timetable();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      const later = (act: () => void) => way.add(performance.now() + roundTripMs / 2, act);
      from.on('data', (chunk) => later(() => to.write(chunk)));
      from.on('end', () => later(() => to.end()));
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    port: address.port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
