import { expect, test } from 'vitest';
import { progressBar } from './progress-bar.ts';

test.each([
  [0, 20, '[--------------------]  0/20 0/1/2'],
  [7, 20, '[#######-------------]  7/20 0/1/2'],
  [20, 20, '[####################] 20/20 0/1/2'],
  [21, 20, '[####################] 21/20 0/1/2'],
  [7, null, '0/1/2 7'],
  [0, 0, '0/1/2 0'],
])('%i of %s', (done, total, line) => {
  expect(progressBar(done, total, '0/1/2')).toBe(line);
});
