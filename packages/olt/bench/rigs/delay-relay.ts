import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { Timetable } from './timetable.ts';

/** Passes datagrams to an agent and back as a distant, single-threaded one would: its own time for each request, then the way. */
export interface DelayRelay {
  readonly port: number;
  /** Milliseconds that a request and its answer travel together. */
  roundTripMs: number;
  close(): void;
}

/** Milliseconds an agent needs for a request beside what ours computes. */
const ownMs = 0.2;

export async function startDelayRelay(agentPort: number): Promise<DelayRelay> {
  const outside = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
  const clients = new Map<string, ReturnType<typeof createSocket>>();
  const way = new Timetable();
  /** When the agent is through with what it was asked so far. */
  let freeAt = 0;
  const relay: DelayRelay = {
    roundTripMs: 0,
    get port() {
      return outside.address().port;
    },
    close() {
      outside.close();
      for (const inside of clients.values()) inside.close();
    },
  };

  function answer(message: Buffer, client: RemoteInfo) {
    const now = performance.now();
    freeAt = Math.max(freeAt, now) + ownMs;
    way.add(freeAt + relay.roundTripMs, () => outside.send(message, client.port, client.address));
  }

  outside.on('message', (request, client) => {
    const name = `${client.address}:${client.port}`;
    let inside = clients.get(name);
    if (!inside) {
      inside = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
      inside.on('message', (message) => answer(message, client));
      clients.set(name, inside);
    }
    inside.send(request, agentPort, '127.0.0.1');
  });
  outside.bind(0, '127.0.0.1');
  await once(outside, 'listening');
  return relay;
}
