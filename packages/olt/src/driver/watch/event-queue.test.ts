import { expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const read: Item[] = [];
  for await (const item of items) read.push(item);
  return read;
}

test('what was put is handed out before the end, or the error', async () => {
  const queue = new EventQueue<number>();
  await queue.put([1, 2]);
  queue.end();
  await queue.put([3]);
  expect(await all(queue)).toEqual([1, 2]);
  const failing = new EventQueue<number>();
  await failing.put([1]);
  failing.end(new RangeError('no'));
  const seen: number[] = [];
  const reading = (async () => {
    for await (const item of failing) seen.push(item);
  })();
  await expect(reading).rejects.toThrow('no');
  expect(seen).toEqual([1]);
});

test('who makes more than is read waits', async () => {
  const queue = new EventQueue<number>(2);
  let through = false;
  const put = queue.put([1, 2, 3]).then(() => {
    through = true;
  });
  await Promise.resolve();
  expect(through).toBe(false);
  await queue[Symbol.asyncIterator]().next();
  await put;
  expect(through).toBe(true);
});
