import { isFieldError } from '@field/core';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStorage } from '../index.ts';
import { createLoginThrottle } from './login-throttle.ts';

const attempt = { tenantId: 'norte', username: 'ana', address: '192.0.2.1' };

async function setUp() {
  const clock = { now: Date.parse('2026-03-02T12:00:00Z') };
  const storage = await openSqliteStorage({ path: ':memory:' });
  onTestFinished(storage.close);
  const throttle = createLoginThrottle(storage.loginAttempts, () => clock.now);
  /** Seconds to wait, 0 where the attempt may go on. */
  const tryOnce = async (changes: Partial<typeof attempt> = {}): Promise<number> => {
    try {
      await throttle.begin({ ...attempt, ...changes });
      return 0;
    } catch (error) {
      if (!isFieldError(error, 'server.login_throttled')) throw error;
      return Number(error.details.retryAfterSeconds);
    }
  };
  const tryTimes = async (
    times: number,
    changes: (index: number) => Partial<typeof attempt> = () => ({}),
  ) => {
    const waits: number[] = [];
    for (let index = 0; index < times; index += 1) waits.push(await tryOnce(changes(index)));
    return waits;
  };
  return { clock, throttle, tryOnce, tryTimes };
}

const free = [0, 0, 0, 0, 0];

test('after five attempts waits begin, and double with each further one up to 15 minutes', async () => {
  const { clock, tryOnce, tryTimes } = await setUp();
  expect(await tryTimes(5)).toEqual(free);
  const waits: number[] = [];
  for (let further = 0; further < 8; further += 1) {
    const wait = await tryOnce();
    waits.push(wait);
    clock.now += wait * 1000 - 1;
    expect(await tryOnce()).toBe(1);
    clock.now += 1;
    expect(await tryOnce()).toBe(0);
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
  clock.now += 60 * 60_000 + 1;
  expect(await tryTimes(5)).toEqual(free);
});

test('many attempts at once are counted one by one', async () => {
  const { tryOnce } = await setUp();
  const waits = await Promise.all(Array.from({ length: 20 }, () => tryOnce()));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
});

test('the account stays open from elsewhere, other accounts and tenants from here', async () => {
  const { tryOnce, tryTimes } = await setUp();
  await tryTimes(5);
  expect(await tryOnce({ username: ' ANA ' })).toBeGreaterThan(0);
  expect(await tryOnce({ address: '192.0.2.2' })).toBe(0);
  expect(await tryOnce({ username: 'beto' })).toBe(0);
  expect(await tryOnce({ tenantId: 'sul' })).toBe(0);
});

test('one user name, however it is written, is one account', async () => {
  const { tryOnce, tryTimes } = await setUp();
  await tryTimes(5, () => ({ username: 'ant\u00f4nia' }));
  expect(await tryOnce({ username: 'Anto\u0302nia' })).toBeGreaterThan(0);
});

test('an account guessed at from many addresses, and an address guessing many accounts, are held too', async () => {
  const account = await setUp();
  const spread = await account.tryTimes(51, (index) => ({ address: `192.0.2.${index}` }));
  expect(spread.findIndex((wait) => wait > 0)).toBe(50);
  const address = await setUp();
  const sprayed = await address.tryTimes(101, (index) => ({ username: `user-${index}` }));
  expect(sprayed.findIndex((wait) => wait > 0)).toBe(100);
});

test('a right password forgives what came before', async () => {
  const { throttle, tryOnce } = await setUp();
  for (let day = 0; day < 200; day += 1) {
    expect(await tryOnce()).toBe(0);
    await throttle.succeeded(attempt);
  }
});
