import { expect, test } from 'vitest';
import { shareNext } from './share-next.ts';
import { together } from './together.ts';

/** What is found is how often was asked before; each run ends when it is told to. */
function open() {
  const ends: (() => void)[] = [];
  let runs = 0;
  const ask = shareNext(async () => {
    runs += 1;
    const found = runs;
    await new Promise<void>((resolve) => ends.push(resolve));
    return found;
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { ask, ends, turn, runs: () => runs };
}

test('who is alone asks at once; who comes meanwhile shares the next run, which begins behind them', async () => {
  const { ask, ends, turn, runs } = open();
  const alone = ask();
  expect(runs()).toBe(1);
  const shared = [ask(), ask(), ask()];
  expect(runs()).toBe(1);
  await turn();
  await turn();
  expect(runs()).toBe(2);
  // The second run has begun: what it finds may be older than this call.
  const later = ask();
  await turn();
  await turn();
  expect(runs()).toBe(3);
  for (const end of ends) end();
  expect(await together([alone, ...shared, later])).toEqual([1, 2, 2, 2, 3]);
});

test('a run that fails fails for those who share it, and nobody else', async () => {
  let fails = true;
  const ask = shareNext(async () => {
    await Promise.resolve();
    if (fails) throw new RangeError('no database');
    return 'there';
  });
  const alone = ask();
  const shared = ask();
  await expect(alone).rejects.toThrow('no database');
  await expect(shared).rejects.toThrow('no database');
  fails = false;
  expect(await ask()).toBe('there');
});
