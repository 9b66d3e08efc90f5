import { describe, expect, test } from 'vitest';
import { TelnetOptions } from './telnet-options.ts';

const IAC = 255;
const [WILL, WONT, DO, DONT, SB, SE] = [251, 252, 253, 254, 250, 240];

/** Feeds the pieces, and gives back the data, the answers and the window. */
function feed(pieces: readonly Uint8Array[]) {
  const answers: number[] = [];
  const negotiation = new TelnetOptions((bytes) => answers.push(...bytes));
  const data = pieces.flatMap((piece) => [...negotiation.data(piece)]);
  return { data, answers, window: negotiation.window };
}

const text = (value: string) => [...new TextEncoder().encode(value)];

/** A client that agrees to all the server wants, tells a window of 256 x 255, asks for what the server lacks, and types. */
const conversation = Uint8Array.of(
  ...[IAC, DO, 1, IAC, DO, 3, IAC, WILL, 31],
  ...[IAC, SB, 31, 1, 0, 0, IAC, IAC, IAC, SE],
  ...text('ad'),
  ...[IAC, DO, 24, IAC, WILL, 32],
  ...text('min'),
  ...[IAC, IAC, 13, 0],
  ...text('x'),
  ...[13, 10, IAC, 241],
  ...text('y'),
);

test('the same data, answers and window whichever way the bytes are cut', () => {
  const whole = feed([conversation]);
  expect(whole.data).toEqual([...text('admin'), 255, 13, ...text('x'), 13, 10, ...text('y')]);
  expect(whole.answers).toEqual([IAC, WONT, 24, IAC, DONT, 32]);
  expect(whole.window).toEqual({ columns: 256, rows: 255 });
  for (let first = 0; first <= conversation.length; first++) {
    for (let second = first; second <= conversation.length; second++) {
      const pieces = [
        conversation.subarray(0, first),
        conversation.subarray(first, second),
        conversation.subarray(second),
      ];
      expect(feed(pieces)).toEqual(whole);
    }
  }
  expect(feed([...conversation].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
});

describe('the server', () => {
  test('says first what it does and wants', () => {
    const said: number[] = [];
    new TelnetOptions((bytes) => said.push(...bytes)).start();
    expect(said).toEqual([IAC, WILL, 1, IAC, WILL, 3, IAC, DO, 31]);
  });

  test('answers nothing that changes nothing, so that two ends cannot keep each other talking', () => {
    expect(
      feed([Uint8Array.of(IAC, DO, 1, IAC, DO, 3, IAC, WILL, 31, IAC, DONT, 1, IAC, WONT, 31)]).answers,
    ).toEqual([]);
  });

  test('keeps no more of a subnegotiation than it needs', () => {
    const endless = Uint8Array.from(
      { length: 100_000 },
      (_, index) => (index < 3 ? [IAC, SB, 31][index] : 1) ?? 1,
    );
    const { data, window } = feed([endless, Uint8Array.of(IAC, SE, 65)]);
    expect(data).toEqual([65]);
    expect(window).toBeNull();
  });

  test('doubles a 255 in what it sends', () => {
    expect([...TelnetOptions.escape(Uint8Array.of(1, 255, 2))]).toEqual([1, 255, 255, 2]);
  });
});
