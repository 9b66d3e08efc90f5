import { expect, test } from 'vitest';
import { createInProcessLock } from './write-lock.ts';

test('holders of one key come one after the other, in the order they asked', async () => {
  const lock = createInProcessLock();
  const order: string[] = [];
  const first = await lock.acquire('olt');
  const second = lock.acquire('olt').then((release) => {
    order.push('second');
    release();
  });
  const third = lock.acquire('olt').then((release) => {
    order.push('third');
    release();
  });
  order.push('first');
  first();
  await Promise.all([second, third]);
  expect(order).toEqual(['first', 'second', 'third']);
});

test('another key does not wait', async () => {
  const lock = createInProcessLock();
  await lock.acquire('one');
  const release = await lock.acquire('two');
  release();
});

test('who gives up waiting holds nobody up', async () => {
  const lock = createInProcessLock();
  const release = await lock.acquire('olt');
  const impatient = new AbortController();
  const waiting = lock.acquire('olt', impatient.signal);
  const next = lock.acquire('olt');
  impatient.abort(new DOMException('gone', 'AbortError'));
  await expect(waiting).rejects.toThrow('gone');
  release();
  (await next)();
});
