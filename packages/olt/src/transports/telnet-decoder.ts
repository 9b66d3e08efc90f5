/** Bytes of RFC 854 and RFC 855 that steer a connection. */
export const telnet = {
  SE: 240,
  SB: 250,
  WILL: 251,
  WONT: 252,
  DO: 253,
  DONT: 254,
  IAC: 255,
} as const;

/** A request or an answer about an option. */
export type TelnetVerb = 251 | 252 | 253 | 254;

/** What a stream of Telnet bytes says. */
export interface TelnetListener {
  /** Bytes meant for the terminal, never empty. */
  text(bytes: Buffer): void;
  negotiate(verb: TelnetVerb, option: number): void;
  subnegotiate(option: number, data: Buffer): void;
}

/** Longest subnegotiation that is kept; a longer one is read to its end and dropped. The longest we answer has one byte. */
const longestSubnegotiation = 512;

type State = 'text' | 'iac' | 'option' | 'sb' | 'sb-data' | 'sb-iac';

/**
 * Takes Telnet apart byte by byte, so that it does not matter where chunks end: negotiation and subnegotiation, `IAC IAC` as one
 * 0xFF, the NUL of a `CR NUL` dropped (RFC 854), other commands (NOP, GA, data mark) ignored.
 */
export function createTelnetDecoder(listener: TelnetListener): (chunk: Uint8Array) => void {
  let state: State = 'text';
  let afterCr = false;
  let verb: TelnetVerb = telnet.WILL;
  let option = 0;
  let data: number[] = [];

  const command = (byte: number) => {
    state = 'text';
    if (byte === telnet.SB) state = 'sb';
    else if (byte >= telnet.WILL && byte <= telnet.DONT) {
      verb = byte as TelnetVerb;
      state = 'option';
    }
  };

  return (chunk) => {
    const text = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    const put = (byte: number) => {
      if (!(byte === 0 && afterCr)) text[length++] = byte;
      afterCr = byte === 13;
    };
    for (const byte of chunk) {
      switch (state) {
        case 'text':
          if (byte === telnet.IAC) state = 'iac';
          else put(byte);
          break;
        case 'iac':
          if (byte === telnet.IAC) {
            state = 'text';
            put(byte);
          } else command(byte);
          break;
        case 'option':
          state = 'text';
          listener.negotiate(verb, byte);
          break;
        case 'sb':
          option = byte;
          data = [];
          state = 'sb-data';
          break;
        case 'sb-data':
          if (byte === telnet.IAC) state = 'sb-iac';
          else if (data.length <= longestSubnegotiation) data.push(byte);
          break;
        case 'sb-iac':
          if (byte === telnet.IAC) {
            state = 'sb-data';
            if (data.length <= longestSubnegotiation) data.push(byte);
          } else if (byte === telnet.SE) {
            state = 'text';
            if (data.length <= longestSubnegotiation) listener.subnegotiate(option, Buffer.from(data));
          } else {
            // Anything else breaks the subnegotiation off; taking it as a command keeps the rest of the stream readable.
            command(byte);
          }
          break;
      }
    }
    if (length > 0) listener.text(text.subarray(0, length));
  };
}
