import { expect, test } from 'vitest';
import { answerAgain, fingerprintOf } from './idempotency.ts';

const now = '2026-03-02T12:00:00.000Z';
const running = { fingerprint: 'f', answer: null, leaseUntil: '2026-03-02T12:03:00.000Z' };

test('a running operation is waited for until its lease is over, then taken over', () => {
  expect(() => answerAgain(running, 'f', now)).toThrowError(
    expect.objectContaining({ code: 'server.operation_running', retryable: true }),
  );
  expect(answerAgain(running, 'f', running.leaseUntil)).toBe(null);
  expect(() => answerAgain(running, 'other', running.leaseUntil)).toThrowError(
    expect.objectContaining({ code: 'server.idempotency_mismatch' }),
  );
});

test('two requests are the same by method, address and value, not by spelling', () => {
  const print = (body: unknown, url = 'http://x/v1/a?b=1', method = 'POST') =>
    fingerprintOf(new Request(url, { method }), body);
  const same = print({ a: 1, b: [{ c: 2, d: null }] });
  expect(print({ b: [{ d: null, c: 2 }], a: 1 })).toBe(same);
  expect(
    fingerprintOf(new Request('http://other-host/v1/a?b=1', { method: 'POST' }), {
      a: 1,
      b: [{ c: 2, d: null }],
    }),
  ).toBe(same);
  for (const other of [
    print({ a: 1, b: [{ c: 2, d: 0 }] }),
    print({ a: '1', b: [{ c: 2, d: null }] }),
    print({ a: 1, b: [{ c: 2, d: null }, {}] }),
    print({ a: 1, b: [{ c: 2, d: null }] }, 'http://x/v1/a?b=2'),
    print({ a: 1, b: [{ c: 2, d: null }] }, 'http://x/v1/a?b=1', 'PUT'),
    print(undefined),
  ]) {
    expect(other).not.toBe(same);
  }
});
