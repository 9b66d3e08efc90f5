import { createServer, type Socket } from 'node:net';
import { type Listening, listen, plainAddress, type TerminalProgram } from './listening.ts';
import { TelnetOptions } from './telnet-options.ts';
import { Terminal, type TerminalSettings } from './terminal.ts';

/** Listens for Telnet; the terminal program asks for user and password itself. */
export async function startTelnetServer(options: {
  readonly host: string;
  readonly port: number;
  readonly program: TerminalProgram;
  readonly terminal: TerminalSettings;
}): Promise<Listening> {
  const server = createServer({ noDelay: true }, (socket) =>
    serve(socket, options.program, options.terminal),
  );
  return listen(server, options.host, options.port);
}

function serve(socket: Socket, program: TerminalProgram, settings: TerminalSettings): void {
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
    settings,
  );
  socket.on('data', (chunk) => terminal.receive(decoder.decode(negotiation.data(chunk), { stream: true })));
  // A client that resets the connection has hung up; 'close' follows.
  socket.on('error', () => terminal.hangUp());
  socket.on('close', () => terminal.hangUp());
  negotiation.start();
  program(terminal);
}
