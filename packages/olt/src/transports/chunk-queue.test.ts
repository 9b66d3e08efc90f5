import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createChunkQueue } from './chunk-queue.ts';

const queueOf = (limit?: number) => {
  const source = { pause: vi.fn(), resume: vi.fn() };
  const queue = createChunkQueue({ target: 'olt:23', source, ...(limit !== undefined && { limit }) });
  return { queue, source };
};

test('hands out what was pushed, in order, whether it was waited for or not', async () => {
  const { queue } = queueOf();
  const [first, second] = [queue.take(), queue.take()];
  for (const chunk of ['a', '', 'b', 'c', 'd']) queue.push(chunk);
  expect(await Promise.all([first, second, queue.take(), queue.take()])).toEqual(['a', 'b', 'c', 'd']);
});

test('what came before the end can still be read; after it every read is refused', async () => {
  const { queue } = queueOf();
  queue.push('last');
  queue.end(new Error('reset'));
  queue.push('too late');
  expect(await queue.take()).toBe('last');
  await expect(queue.take()).rejects.toMatchObject({
    code: 'olt.session_closed',
    details: { target: 'olt:23' },
    cause: { message: 'reset' },
  });
});

test('the end wakes whoever waits', async () => {
  const { queue } = queueOf();
  const waiting = queue.take();
  queue.end();
  await expect(waiting).rejects.toMatchObject({ code: 'olt.session_closed' });
});

test('an aborted read takes nothing away and leaves no listener behind', async () => {
  const { queue } = queueOf();
  const controller = new AbortController();
  const aborted = queue.take(controller.signal);
  const next = queue.take();
  controller.abort();
  await expect(aborted).rejects.toMatchObject({ code: 'olt.aborted' });
  queue.push('for the next');
  expect(await next).toBe('for the next');
  await expect(queue.take(controller.signal)).rejects.toMatchObject({ code: 'olt.aborted' });
});

test('a signal used for many reads collects no listeners', async () => {
  const { queue } = queueOf();
  const { signal } = new AbortController();
  for (let read = 0; read < 100; read += 1) {
    const waiting = queue.take(signal);
    queue.push('x');
    await waiting;
  }
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('holds the source back above the limit and lets it go once half is read', async () => {
  const { queue, source } = queueOf(10);
  for (const chunk of ['12345', '67890', '1', '2']) queue.push(chunk);
  expect(source.pause).toHaveBeenCalledTimes(1);
  await queue.take();
  expect(source.resume).not.toHaveBeenCalled();
  await queue.take();
  expect(source.resume).toHaveBeenCalledTimes(1);
});
