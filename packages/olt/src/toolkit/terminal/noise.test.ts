import { expect, test } from 'vitest';
import { NoiseFilter } from './noise.ts';

const prompts = {
  match: (line: string) => (/^OLT01#\s*$/.test(line) ? { text: line, modes: [] } : null),
  starts: (line: string) => line.startsWith('OLT01#'),
};
const noise = [{ from: /! RUNNING/, to: /--- END/ }, { line: /The percentage of saved data/ }];

function filter(lines: readonly string[]): string[] {
  const filtering = new NoiseFilter(noise, prompts);
  return [...lines.flatMap((line) => filtering.push(line)), ...filtering.release()];
}

const block = ['! RUNNING MAJOR', ' ALARM NAME : x', ' --- END'];

test.each<[string, readonly string[], readonly string[]]>([
  ['a line', ['a', 'The percentage of saved data is 27%', 'b'], ['a', 'b']],
  ['a block', ['a', ...block, 'b'], ['a', 'b']],
  ['a block in one line', ['a', '! RUNNING x --- END', 'b'], ['a', 'b']],
  ['a block in the middle of a row', ['one two ! RUNNING', ' x', '--- END', 'three'], ['one two three']],
  [
    'two in the middle of a row',
    ['one ! RUNNING --- END', 'two ! RUNNING --- END', 'three'],
    ['one two three'],
  ],
  ['a block behind a prompt', ['OLT01#! RUNNING', '--- END', 'OLT01#'], ['OLT01#', 'OLT01#']],
  [
    'a block that a prompt ends',
    ['a', '! RUNNING', 'b', 'OLT01#display'],
    ['a', '! RUNNING', 'b', 'OLT01#display'],
  ],
  ['a block without end', ['a', '! RUNNING', 'b'], ['a', '! RUNNING', 'b']],
  ['a row that noise cut and nothing follows', ['one ! RUNNING --- END'], ['one ']],
])('%s', (_what, lines, kept) => {
  expect(filter(lines)).toEqual(kept);
});

test('a block that goes on too long was none: nothing is lost', () => {
  const rows = Array.from({ length: 500 }, (_, index) => `row ${index}`);
  expect(filter(['! RUNNING', ...rows])).toEqual(['! RUNNING', ...rows]);
});
