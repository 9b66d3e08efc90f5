import { expect, test } from 'vitest';
import { type ReadingContext, SharedReadings } from './shared-readings.ts';

/** Work that ends when the test says so. */
function controlled() {
  const calls: { context: ReadingContext; end(value: string): void }[] = [];
  const work = (context: ReadingContext) =>
    new Promise<string>((resolve, reject) => {
      context.signal.addEventListener('abort', () => reject(context.signal.reason));
      calls.push({ context, end: resolve });
    });
  return { calls, work };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const anyAge = { maxAgeMs: 60_000 };

test('identical readings that have not begun are one; one that has begun serves only who bears its age', async () => {
  const readings = new SharedReadings();
  const { calls, work } = controlled();
  const first = readings.read('onus', {}, work);
  const second = readings.read('onus', {}, work);
  await turn();
  expect(calls).toHaveLength(1);
  calls[0]?.context.begin();
  await new Promise((resolve) => setTimeout(resolve, 2));
  const third = readings.read('onus', {}, work);
  const fourth = readings.read('onus', anyAge, work);
  const other = readings.read('ports', {}, work);
  await turn();
  expect(calls).toHaveLength(3);
  calls[0]?.end('old');
  calls[1]?.end('new');
  calls[2]?.end('ports');
  expect(await Promise.all([first, second, third, fourth, other])).toEqual([
    'old',
    'old',
    'new',
    'new',
    'ports',
  ]);
});

test('a recent reading serves who says how old it may be, until the device was changed', async () => {
  const readings = new SharedReadings();
  let times = 0;
  const work = async ({ begin }: ReadingContext) => {
    begin();
    times += 1;
    return times;
  };
  expect(await readings.read('onus', anyAge, work)).toBe(1);
  expect(await readings.read('onus', anyAge, work)).toBe(1);
  expect(await readings.read('onus', {}, work)).toBe(2);
  expect(await readings.read('onus', anyAge, work)).toBe(1);
  readings.forget();
  expect(await readings.read('onus', anyAge, work)).toBe(3);
});

test('who gives up leaves the others waiting; the last one gives the reading up', async () => {
  const readings = new SharedReadings();
  const { calls, work } = controlled();
  const [one, two] = [new AbortController(), new AbortController()];
  const first = readings.read('onus', { signal: one.signal }, work);
  const second = readings.read('onus', { signal: two.signal }, work);
  await turn();
  one.abort();
  await expect(first).rejects.toMatchObject({ code: 'olt.aborted' });
  expect(calls[0]?.context.signal.aborted).toBe(false);
  two.abort();
  expect(calls[0]?.context.signal.aborted).toBe(true);
  await expect(second).rejects.toBeDefined();
});

test('progress reaches everybody who waits', async () => {
  const readings = new SharedReadings();
  const { calls, work } = controlled();
  const heard: string[] = [];
  const options = (who: string) => ({ onProgress: (done: number) => heard.push(`${who} ${done}`) });
  const both = [readings.read('onus', options('a'), work), readings.read('onus', options('b'), work)];
  await turn();
  calls[0]?.context.progress(3, 16, 'ports');
  calls[0]?.end('done');
  await Promise.all(both);
  expect(heard).toEqual(['a 3', 'b 3']);
});

test('a reading that failed is not kept, and fails for all who waited', async () => {
  const readings = new SharedReadings();
  const fail = async () => {
    throw new TypeError('cut');
  };
  const both = [readings.read('onus', anyAge, fail), readings.read('onus', anyAge, fail)];
  for (const one of both) await expect(one).rejects.toThrow('cut');
  expect(await readings.read('onus', anyAge, async () => 'fine')).toBe('fine');
});
