import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { joinSignals } from './join-signals.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('a deadline that nobody else holds comes, whatever is collected meanwhile', async () => {
  const { signal } = joinSignals(AbortSignal.timeout(50), new AbortController().signal, undefined);
  const fired = once(signal, 'abort');
  const collecting = setInterval(collectGarbage, 5);
  await fired;
  clearInterval(collecting);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('one that has fired already, and none after it was left', () => {
  expect(joinSignals(AbortSignal.abort('gone'), undefined).signal.reason).toBe('gone');
  const caller = new AbortController();
  const { leave, signal } = joinSignals(caller.signal);
  leave();
  caller.abort();
  expect(signal.aborted).toBe(false);
});
