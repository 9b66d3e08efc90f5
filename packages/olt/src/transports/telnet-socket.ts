import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createTelnetDecoder, telnet } from './telnet-decoder.ts';
import { createTelnetOptions } from './telnet-options.ts';
import type { TerminalWindow } from './terminal.ts';

const CR = 13;
const LF = 10;
const NUL = 0;

/**
 * Terminal bytes as Telnet carries them: 0xFF doubled, and a CR without LF sent as `CR NUL` (RFC 854). That is what the Telnet
 * programs people use send for Enter; a server takes it as one Enter, while `CR LF` is two to a device that counts both.
 */
export function escapeTelnet(bytes: Uint8Array): Buffer {
  const escaped: number[] = [];
  bytes.forEach((byte, at) => {
    escaped.push(byte);
    if (byte === telnet.IAC) escaped.push(telnet.IAC);
    else if (byte === CR && bytes[at + 1] !== LF) escaped.push(NUL);
  });
  return Buffer.from(escaped);
}

/** A TCP socket seen through Telnet: what is read and written is what the terminal shows and types. */
export class TelnetSocket extends Duplex {
  readonly #socket: Socket;
  #full = false;
  #draining = false;

  constructor(socket: Socket, window: TerminalWindow) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    const options = createTelnetOptions(window);
    const decode = createTelnetDecoder({
      text: (bytes) => {
        this.#full = !this.push(bytes) || this.#full;
      },
      negotiate: (verb, option) => this.#answer(options.negotiate(verb, option)),
      subnegotiate: (option, data) => this.#answer(options.subnegotiate(option, data)),
    });
    socket
      .on('data', (chunk: Buffer) => {
        decode(chunk);
        this.#flow();
      })
      .on('drain', () => {
        this.#draining = false;
        this.#flow();
      })
      // A broken connection ends the text like a closed one, so that what arrived before can still be read.
      .on('end', () => this.push(null))
      .on('error', () => this.push(null))
      .on('close', () => this.push(null));
  }

  /** Called by `telnet-client`; deadlines are kept by the transport. */
  setTimeout(): this {
    return this;
  }

  /** A peer that asks without end and never reads must not pile up answers here: nothing is read until they are out. */
  #answer(reply: Buffer | null): void {
    if (reply && this.#socket.writable) this.#draining = !this.#socket.write(reply);
  }

  #flow(): void {
    if (this.#full || this.#draining) this.#socket.pause();
    else this.#socket.resume();
  }

  override _read(): void {
    this.#full = false;
    this.#flow();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // A failed write closes the TCP socket, which ends the text; an error here would throw away the text not read yet.
    this.#socket.write(escapeTelnet(chunk), () => done());
  }

  override _final(done: () => void): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
