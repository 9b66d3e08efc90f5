import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { giveUpAfter } from './give-up-after.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('the time comes, whatever is collected meanwhile', async () => {
  const signal = giveUpAfter(50, new AbortController().signal);
  const fired = once(signal, 'abort');
  const collecting = setInterval(collectGarbage, 5);
  await fired;
  clearInterval(collecting);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('or one of the signals does', () => {
  const caller = new AbortController();
  const signal = giveUpAfter(60_000, caller.signal);
  caller.abort('gone');
  expect(signal.reason).toBe('gone');
});
