import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A TCP server on loopback that plays a device byte by byte. */
export interface TcpServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** The device's end of the first connection. */
  readonly connection: Promise<Socket>;
  stop(): Promise<void>;
}

export async function startTcpServer(play: (socket: Socket) => void = () => undefined): Promise<TcpServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    play(socket);
  }).listen(0, '127.0.0.1');
  const connection = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    host: '127.0.0.1',
    port: address.port,
    connection,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
