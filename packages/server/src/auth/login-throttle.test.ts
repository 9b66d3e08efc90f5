import { isFieldError } from '@field/core';
import { expect, test } from 'vitest';
import { createLoginThrottle } from './login-throttle.ts';

const attempt = { tenantId: 'norte', username: 'ana', address: '192.0.2.1' };

function setUp() {
  const clock = { now: 0 };
  const throttle = createLoginThrottle(() => clock.now);
  /** Seconds to wait, 0 where the attempt may go on. */
  const tryOnce = (changes: Partial<typeof attempt> = {}): number => {
    try {
      throttle.begin({ ...attempt, ...changes });
      return 0;
    } catch (error) {
      if (!isFieldError(error, 'server.login_throttled')) throw error;
      return Number(error.details.retryAfterSeconds);
    }
  };
  const exhaust = () => {
    for (let attempts = 0; attempts < 5; attempts += 1) tryOnce();
  };
  return { clock, throttle, tryOnce, exhaust };
}

test('after five attempts waits begin, and double with each further one up to 15 minutes', () => {
  const { clock, tryOnce } = setUp();
  expect([1, 2, 3, 4, 5].map(() => tryOnce())).toEqual([0, 0, 0, 0, 0]);
  const waits: number[] = [];
  for (let further = 0; further < 8; further += 1) {
    const wait = tryOnce();
    waits.push(wait);
    clock.now += wait * 1000 - 1;
    expect(tryOnce()).toBe(1);
    clock.now += 1;
    expect(tryOnce()).toBe(0);
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
  clock.now += 60 * 60_000;
  expect([1, 2, 3, 4, 5].map(() => tryOnce())).toEqual([0, 0, 0, 0, 0]);
});

test('the account stays open from elsewhere, other accounts and tenants from here', () => {
  const { tryOnce, exhaust } = setUp();
  exhaust();
  expect(tryOnce({ username: ' ANA ' })).toBeGreaterThan(0);
  expect(tryOnce({ address: '192.0.2.2' })).toBe(0);
  expect(tryOnce({ username: 'beto' })).toBe(0);
  expect(tryOnce({ tenantId: 'sul' })).toBe(0);
});

test('an account guessed at from many addresses, and an address guessing many accounts, are held too', () => {
  const account = setUp();
  const spread = Array.from({ length: 51 }, (_, index) => account.tryOnce({ address: `192.0.2.${index}` }));
  expect(spread.findIndex((wait) => wait > 0)).toBe(50);
  const address = setUp();
  const sprayed = Array.from({ length: 101 }, (_, index) => address.tryOnce({ username: `user-${index}` }));
  expect(sprayed.findIndex((wait) => wait > 0)).toBe(100);
});

test('a right password forgives what came before', () => {
  const { throttle, tryOnce } = setUp();
  for (let day = 0; day < 200; day += 1) {
    expect(tryOnce()).toBe(0);
    throttle.succeeded(attempt);
  }
});
