import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

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

  /** Due answers in the order in which they were due; one timer serves all. */
  const due: { readonly at: number; readonly send: () => void }[] = [];
  let timer: NodeJS.Timeout | NodeJS.Immediate | null = null;
  function deliver() {
    timer = null;
    const now = performance.now();
    while (due[0] && due[0].at <= now) due.shift()?.send();
    const next = due[0];
    if (!next) return;
    // Timers are exact to a millisecond; what is due sooner is waited for between events.
    timer = next.at - now < 1 ? setImmediate(deliver) : setTimeout(deliver, next.at - now - 0.5);
  }

  function answer(message: Buffer, client: RemoteInfo) {
    const now = performance.now();
    freeAt = Math.max(freeAt, now) + ownMs;
    due.push({
      at: freeAt + relay.roundTripMs,
      send: () => outside.send(message, client.port, client.address),
    });
    if (timer === null) deliver();
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
