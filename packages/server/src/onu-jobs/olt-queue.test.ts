import { expect, test } from 'vitest';
import { createOltQueue } from './olt-queue.ts';

const olt = { target: 'ssh://admin@127.0.0.1:22', name: 'Centro' };
const never = () => new AbortController().signal;

/** A job that runs until it is told to end. */
function job() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const run = async () => {
    start();
    await ended;
  };
  return { run, started, end };
}

test('jobs on one OLT run one after another in their order, jobs on two at once', async () => {
  const queue = createOltQueue();
  const order: string[] = [];
  const [first, elsewhere] = [job(), job()];
  const done = [
    queue.run(olt, never(), () => first.run().then(() => void order.push('first'))),
    queue.run(olt, never(), async () => void order.push('second')),
    queue.run(olt, never(), async () => void order.push('third')),
    queue.run({ ...olt, target: 'ssh://admin@127.0.0.2:22' }, never(), () => elsewhere.run()),
  ];
  await Promise.all([first.started, elsewhere.started]);
  expect(order).toEqual([]);
  first.end();
  elsewhere.end();
  await Promise.all(done);
  expect(order).toEqual(['first', 'second', 'third']);
});

test('a job that fails or gives up waiting lets nobody overtake the one that runs', async () => {
  const queue = createOltQueue();
  const running = job();
  const first = queue.run(olt, never(), () => running.run());
  const impatient = new AbortController();
  const second = queue.run(olt, impatient.signal, async () => 'second');
  let third: string | undefined;
  const last = queue.run(olt, never(), async () => {
    third = 'ran';
  });
  impatient.abort();
  await expect(second).rejects.toMatchObject({ code: 'olt.aborted' });
  await running.started;
  expect(third).toBe(undefined);
  running.end();
  await Promise.all([first, last]);
  expect(third).toBe('ran');

  await expect(queue.run(olt, never(), () => Promise.reject(new RangeError('broken')))).rejects.toThrow(
    'broken',
  );
  expect(await queue.run(olt, never(), async () => 'after')).toBe('after');
  await expect(queue.run(olt, AbortSignal.abort(), async () => 'too late')).rejects.toMatchObject({
    code: 'olt.aborted',
  });
});

test('a line that is too long is refused at once', async () => {
  const queue = createOltQueue();
  const running = job();
  const line = [queue.run(olt, never(), () => running.run())];
  for (let waiting = 0; waiting < 32; waiting += 1) line.push(queue.run(olt, never(), async () => {}));
  await expect(queue.run(olt, never(), async () => {})).rejects.toMatchObject({
    code: 'server.olt_queue_full',
    retryable: true,
  });
  running.end();
  await Promise.all(line);
});
