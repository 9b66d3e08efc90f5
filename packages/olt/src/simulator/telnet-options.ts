/** Telnet commands and options (RFC 854, 857, 858, 1073). */
const IAC = 255;
const DONT = 254;
const DO = 253;
const WONT = 252;
const WILL = 251;
const SB = 250;
const SE = 240;
const ECHO = 1;
const SGA = 3;
const NAWS = 31;

/** The longest subnegotiation that is kept; NAWS needs 5 bytes. */
const maxSubnegotiation = 64;

type State = 'data' | 'command' | 'option' | 'sub' | 'subCommand';

/** The server's side of Telnet option negotiation; takes bytes in pieces of any size. */
export class TelnetOptions {
  readonly #reply: (bytes: Uint8Array) => void;
  #state: State = 'data';
  #verb = 0;
  #sub: number[] = [];
  #afterReturn = false;
  /** Window size the client told, once it did. */
  window: { columns: number; rows: number } | null = null;

  constructor(reply: (bytes: Uint8Array) => void) {
    this.#reply = reply;
  }

  /** What the server says first: it echoes, suppresses go-ahead, and wants to know the window's size. */
  start(): void {
    this.#reply(Uint8Array.of(IAC, WILL, ECHO, IAC, WILL, SGA, IAC, DO, NAWS));
  }

  /** The data bytes of a chunk. `CR NUL` is one CR (RFC 854); `CR LF` stays two bytes, which the device takes as two Enters. */
  data(chunk: Uint8Array): Uint8Array {
    const out: number[] = [];
    for (const byte of chunk) {
      switch (this.#state) {
        case 'data':
          if (byte === IAC) this.#state = 'command';
          else {
            if (!(byte === 0 && this.#afterReturn)) out.push(byte);
            this.#afterReturn = byte === 13;
          }
          break;
        case 'command':
          this.#command(byte, out);
          break;
        case 'option':
          this.#option(this.#verb, byte);
          this.#state = 'data';
          break;
        case 'sub':
          if (byte === IAC) this.#state = 'subCommand';
          else this.#keep(byte);
          break;
        case 'subCommand':
          if (byte === IAC) {
            this.#keep(IAC);
            this.#state = 'sub';
          } else {
            if (byte === SE) this.#subnegotiated();
            this.#sub = [];
            this.#state = 'data';
          }
          break;
      }
    }
    return Uint8Array.from(out);
  }

  /** Bytes as they go out: a 255 in the data is doubled. */
  static escape(bytes: Uint8Array): Uint8Array {
    return bytes.includes(IAC)
      ? Uint8Array.from([...bytes].flatMap((byte) => (byte === IAC ? [IAC, IAC] : [byte])))
      : bytes;
  }

  #command(byte: number, out: number[]): void {
    if (byte === IAC) {
      out.push(IAC);
      this.#state = 'data';
    } else if (byte >= WILL) {
      this.#verb = byte;
      this.#state = 'option';
    } else {
      this.#state = byte === SB ? 'sub' : 'data';
    }
  }

  /** Answers what changes nothing with nothing, so that two ends can never keep each other talking (RFC 1143). */
  #option(verb: number, option: number): void {
    if (verb === DO && option !== ECHO && option !== SGA) this.#reply(Uint8Array.of(IAC, WONT, option));
    if (verb === WILL && option !== NAWS) this.#reply(Uint8Array.of(IAC, DONT, option));
  }

  #keep(byte: number): void {
    if (this.#sub.length < maxSubnegotiation) this.#sub.push(byte);
  }

  #subnegotiated(): void {
    const [option, highColumns = 0, lowColumns = 0, highRows = 0, lowRows = 0] = this.#sub;
    if (option !== NAWS || this.#sub.length !== 5) return;
    this.window = { columns: highColumns * 256 + lowColumns, rows: highRows * 256 + lowRows };
  }
}
