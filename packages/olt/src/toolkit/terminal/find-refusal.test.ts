import { expect, test } from 'vitest';
import type { CliRefusal } from '../../contract/cli.ts';
import { findRefusal } from './find-refusal.ts';

const refusals: readonly CliRefusal[] = [
  {
    pattern: /Failure: This configured object has some service virtual ports/,
    outcome: 'olt.onu_has_services',
  },
  { pattern: /Failure: System is busy/, outcome: 'olt.busy' },
  { pattern: /Failure: Make configuration repeatedly/, outcome: 'already_done' },
  { pattern: /Failure: There is no ONT available/, outcome: 'empty' },
];
const platform = { refusals, refusalShapes: [/Failure:/, /%/] };

test.each<[string, string[], string | undefined]>([
  ['a line', ['  Failure: System is busy, please retry after a while'], 'olt.busy'],
  [
    'a line that wraps',
    ['  Failure: This configured object has some service virtual', '  ports'],
    'olt.onu_has_services',
  ],
  ['a refusal nobody listed', ['  Failure: The moon is full'], 'olt.command_refused'],
  ['words inside a row', ['  0/1/0  Failure: System is busy'], undefined],
  ['a value that wrapped', ['  Description : my', '                Failure: System is busy'], undefined],
  ['nothing', [], undefined],
  ['an empty list', ['', '  Failure: There is no ONT available', '  -----'], 'empty'],
  ['an empty part of a list', ['  Failure: There is no ONT available', '  0/1/1  3'], undefined],
  [
    'a failure after "already so"',
    ['  Failure: Make configuration repeatedly', '  Failure: System is busy'],
    'olt.busy',
  ],
  ['"already so" beside other lines', ['  one', '  Failure: Make configuration repeatedly'], 'already_done'],
])('%s', (_what, lines, outcome) => {
  expect(findRefusal(lines, platform)?.outcome).toBe(outcome);
});

test("the device's own words come in one line of bearable length", () => {
  expect(findRefusal(['  Failure: The moon', '  is full'], platform)?.text).toBe('Failure: The moon is full');
  expect(findRefusal([`Failure: ${'x'.repeat(500)}`], platform)?.text).toHaveLength(201);
});
