import { describe, expect, test } from 'vitest';
import { createTelnetDecoder, telnet } from './telnet-decoder.ts';
import { createTelnetOptions } from './telnet-options.ts';

const { IAC, SB, SE, WILL, WONT, DO, DONT } = telnet;
const [ECHO, SGA, TTYPE, NAWS, LINEMODE] = [1, 3, 24, 31, 34];

/** Feeds chunks to one side of a connection; gives back its text and all it answered. */
function feed(chunks: readonly Uint8Array[], window = { columns: 500, rows: 200 }) {
  const options = createTelnetOptions(window);
  const text: Buffer[] = [];
  const replies: Buffer[] = [];
  const decode = createTelnetDecoder({
    text: (bytes) => text.push(Buffer.from(bytes)),
    negotiate: (verb, option) => replies.push(options.negotiate(verb, option) ?? Buffer.alloc(0)),
    subnegotiate: (option, data) => replies.push(options.subnegotiate(option, data) ?? Buffer.alloc(0)),
  });
  for (const chunk of chunks) decode(chunk);
  return { text: Buffer.concat(text).toString('latin1'), replies: [...Buffer.concat(replies)] };
}

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

const greeting = bytes(
  [IAC, WILL, ECHO, IAC, WILL, SGA, IAC, DO, NAWS],
  '>>User ',
  [IAC, DO, TTYPE],
  'name:',
  [IAC, SB, TTYPE, 1, IAC, SE],
  'a',
  [IAC, IAC],
  'b\r\0c\r\nd',
  [IAC, 249, IAC, SB, LINEMODE, 3, SE, IAC, IAC, 9, IAC, SE, IAC, DO, LINEMODE],
  '\xe9!',
);
const understood = {
  text: '>>User name:a\xffb\rc\r\nd\xe9!',
  replies: [
    ...[IAC, DO, ECHO, IAC, DO, SGA],
    ...[IAC, WILL, NAWS, IAC, SB, NAWS, 1, 244, 0, 200, IAC, SE],
    ...[IAC, WILL, TTYPE, IAC, SB, TTYPE, 0, ...Buffer.from('VT100'), IAC, SE],
    ...[IAC, WONT, LINEMODE],
  ],
};

describe('where chunks end does not matter', () => {
  test('whole, and byte by byte', () => {
    expect(feed([greeting])).toEqual(understood);
    expect(feed([...greeting].map((byte) => Uint8Array.of(byte)))).toEqual(understood);
  });

  test('split at every pair of positions', () => {
    for (let first = 0; first <= greeting.length; first += 1) {
      for (let second = first; second <= greeting.length; second += 1) {
        const chunks = [
          greeting.subarray(0, first),
          greeting.subarray(first, second),
          greeting.subarray(second),
        ];
        expect(feed(chunks), `split at ${first} and ${second}`).toEqual(understood);
      }
    }
  });
});

describe('negotiation', () => {
  test('answers a request once: asking again changes nothing and is not answered', () => {
    const ask = [IAC, WILL, ECHO, IAC, DO, NAWS];
    const once = feed([bytes(ask)]).replies;
    expect(feed([bytes(ask, ask, ask)]).replies).toEqual(once);
  });

  test('follows a server that switches echo off and on', () => {
    const { replies } = feed([bytes([IAC, WILL, ECHO, IAC, WONT, ECHO, IAC, WONT, ECHO, IAC, WILL, ECHO])]);
    expect(replies).toEqual([IAC, DO, ECHO, IAC, DONT, ECHO, IAC, DO, ECHO]);
  });

  test('says nothing to a DONT or WONT of what is off', () => {
    expect(feed([bytes([IAC, DONT, NAWS, IAC, WONT, SGA, IAC, DONT, 77])]).replies).toEqual([]);
  });

  test('refuses every other option, in both directions', () => {
    for (let option = 0; option < 256; option += 1) {
      const { replies } = feed([bytes([IAC, WILL, option, IAC, DO, option])]);
      const theirs = [ECHO, SGA].includes(option) ? DO : DONT;
      const ours = [SGA, TTYPE, NAWS].includes(option) ? WILL : WONT;
      expect(replies.slice(0, 6)).toEqual([IAC, theirs, option, IAC, ours, option]);
    }
  });

  test('falls silent towards a peer that never stops asking for what was refused', () => {
    const { replies, text } = feed([
      bytes(...Array.from({ length: 1_000 }, () => [IAC, DO, LINEMODE]), 'ok'),
    ]);
    expect(replies).toHaveLength(8 * 3);
    expect(text).toBe('ok');
  });

  test('tells neither window nor terminal type before it was asked to', () => {
    expect(feed([bytes([IAC, SB, TTYPE, 1, IAC, SE])]).replies).toEqual([]);
    expect(feed([bytes([IAC, SB, NAWS, 1, IAC, SE])]).replies).toEqual([]);
  });

  test('doubles 255 in the window size', () => {
    const { replies } = feed([bytes([IAC, DO, NAWS])], { columns: 255, rows: 65_535 });
    expect(replies.slice(3)).toEqual([IAC, SB, NAWS, 0, IAC, IAC, IAC, IAC, IAC, IAC, IAC, SE]);
  });
});

describe('bad streams', () => {
  test('a subnegotiation without end keeps no more than its bound, and what follows is read', () => {
    const endless = Buffer.alloc(1_000_000, 120);
    const { text, replies } = feed([
      bytes([IAC, DO, TTYPE, IAC, SB, TTYPE, 1]),
      endless,
      bytes([IAC, SE], 'after'),
    ]);
    expect(text).toBe('after');
    expect(replies).toEqual([IAC, WILL, TTYPE]);
  });

  test('a subnegotiation broken off by another command does not swallow the text after it', () => {
    const { text, replies } = feed([bytes([IAC, SB, TTYPE, 1, IAC, WILL, ECHO], 'login:')]);
    expect(text).toBe('login:');
    expect(replies).toEqual([IAC, DO, ECHO]);
  });

  test('drops the NUL after a CR alone, also when a command stands between them', () => {
    expect(feed([bytes('a\0b\r', [IAC, 241], '\0c\r\0\0')]).text).toBe('a\0b\rc\r\0');
  });
});
