import { randomBytes } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import type { VendorSimulator } from '../contract/vendor-simulator.ts';
import { readOptions, type SimulatorOptions } from './options.ts';
import { buildOlt, type SimulatedOltHandle } from './simulated-olt-handle.ts';
import { Terminal } from './terminal.ts';
import { voices } from './voices.ts';

/** Any pair of streams; a TTY is put into raw mode while the terminal runs. */
export interface TerminalStreams {
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  readonly output: Writable;
}

/**
 * Plays the OLT's terminal on two streams, so that it can be the login program of a Telnet or SSH server. With a password in
 * the options it asks for user and password first; without one, whoever holds the streams is logged in as `username`.
 * Resolves when the session is over. `prepared` gets the OLT before the first byte is written.
 * @throws ValidationError (`core.invalid_input`) naming the option that is wrong
 */
export async function serveTerminal(
  options: SimulatorOptions,
  { input, output }: TerminalStreams,
  prepared?: (olt: SimulatedOltHandle) => void,
): Promise<void> {
  const settings = readOptions(options);
  const voice = voices[settings.vendor] as VendorSimulator;
  const { username } = settings;
  const password = settings.password ?? randomBytes(12).toString('hex');
  const olt = buildOlt(voice, settings, { username, password });
  prepared?.(olt);
  const raw = input.isTTY === true && input.setRawMode !== undefined;
  let over = false;
  const terminal = new Terminal(
    {
      access: 'Console',
      remoteAddress: '127.0.0.1',
      user: settings.password === undefined ? username : null,
      // Node's raw mode leaves the terminal driver adding a CR to every LF.
      send: (text, sent) => output.write(raw ? text.replaceAll('\r\n', '\n') : text, () => sent()),
      end: () => {
        over = true;
      },
    },
    { onLine: settings.onLine },
  );
  const decoder = new TextDecoder();
  const receive = (chunk: Uint8Array) => terminal.receive(decoder.decode(chunk, { stream: true }));
  const hangUp = () => {
    if (!over) terminal.hangUp();
  };
  if (raw) input.setRawMode?.(true);
  input.on('data', receive);
  input.on('end', hangUp);
  input.on('close', hangUp);
  output.on('error', hangUp);
  try {
    await voice.terminal(olt.state, terminal);
  } finally {
    input.off('data', receive);
    input.off('end', hangUp);
    input.off('close', hangUp);
    output.off('error', hangUp);
    if (raw) input.setRawMode?.(false);
    input.pause();
    olt.state.close();
  }
}
