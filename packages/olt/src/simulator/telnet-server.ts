import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Listening, TerminalProgram } from './listening.ts';
import { TelnetOptions } from './telnet-options.ts';
import { type LineInterceptor, Terminal } from './terminal.ts';

/** Listens for Telnet; the terminal program asks for user and password itself. */
export async function startTelnetServer(options: {
  readonly host: string;
  readonly port: number;
  readonly program: TerminalProgram;
  readonly onLine: LineInterceptor | undefined;
}): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, options.program, options.onLine);
  });
  await listen(server, options.host, options.port);
  return {
    host: options.host,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(socket: Socket, program: TerminalProgram, onLine: LineInterceptor | undefined): void {
  socket.setNoDelay(true);
  const negotiation = new TelnetOptions((bytes) => {
    socket.write(bytes);
  });
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const terminal = new Terminal(
    {
      access: 'Telnet',
      remoteAddress: plainAddress(socket.remoteAddress),
      user: null,
      send: (text, sent) => socket.write(TelnetOptions.escape(encoder.encode(text)), () => sent()),
      end: () => socket.end(),
    },
    onLine,
  );
  socket.on('data', (chunk) => terminal.receive(decoder.decode(negotiation.data(chunk), { stream: true })));
  // A client that resets the connection has hung up; 'close' follows.
  socket.on('error', () => terminal.hangUp());
  socket.on('close', () => terminal.hangUp());
  negotiation.start();
  program(terminal);
}

/** `127.0.0.1` also where the socket listens on both families. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
