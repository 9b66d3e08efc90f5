import { Telnet } from 'telnet-client';
import type { Transport } from '../contract/transport.ts';
import { type ChunkQueue, createChunkQueue } from './chunk-queue.ts';
import { closeSocket } from './close-socket.ts';
import { connectSocket, formatAddress } from './connect-socket.ts';
import { TelnetSocket } from './telnet-socket.ts';
import { defaultTerminalWindow, type TerminalEncoding, type TerminalWindow } from './terminal.ts';
import { createTerminalTransport } from './terminal-transport.ts';

/** A device reached by Telnet. User and password are asked for by the device's own dialogue, so they are not part of it. */
export interface TelnetTarget {
  readonly host: string;
  /** 23 unless told. */
  readonly port?: number;
  /** `utf8` unless told; bytes that are no UTF-8 become U+FFFD. */
  readonly encoding?: TerminalEncoding;
  /** Told to the device when it asks (RFC 1073). */
  readonly window?: TerminalWindow;
  /** For the TCP connection; 15,000 unless told. */
  readonly connectTimeoutMs?: number;
}

/**
 * A terminal over Telnet. Nothing is encrypted and nothing proves who the device is: only for a path you trust.
 *
 * `telnet-client` reads the connection; the protocol below it is ours, because the library answers only a negotiation that stands
 * at the start of a chunk.
 */
export function createTelnetTransport(options: TelnetTarget): Transport {
  const { host, port = 23, encoding = 'utf8', window = defaultTerminalWindow } = options;
  const target = formatAddress({ host, port });
  return createTerminalTransport({
    kind: 'telnet',
    target,
    encoding,
    connectTimeoutMs: options.connectTimeoutMs,
    facts: { authenticated: false, banner: '' },

    async connect(signal) {
      const socket = await connectSocket({ host, port }, signal);
      const terminal = new TelnetSocket(socket, window);
      // As strings: the library would take a chunk of bytes that begins with 0xFF for a negotiation and answer it.
      terminal.setEncoding(encoding);
      const output = createChunkQueue({ target, source: terminal });
      const client = new Telnet();
      await client.connect({ sock: terminal, timeout: 0, negotiationMandatory: false });
      void readAll(client, output);
      return { input: terminal, output, end: () => closeSocket(socket) };
    },
  });
}

async function readAll(client: Telnet, output: ChunkQueue): Promise<void> {
  for (;;) {
    const chunk = await client.nextData();
    if (chunk === null) return output.end();
    output.push(chunk);
  }
}
