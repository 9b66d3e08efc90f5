import { expect, test } from 'vitest';
import { formatReport, protocolPromises } from '../src/conformance/index.ts';
import { mutations } from './conformance/mutations.ts';
import { testConformance } from './support/conformance.ts';

const all = protocolPromises.map(({ id }) => id);
/** What costs most is asked only of the servers that break it: password hashes, and a body of many megabytes. */
const costly = ['access.guessing-slowed', 'problems.oversized'];

test.each(Object.entries(mutations))('%s fails exactly there', async (_, { how, breaks }) => {
  const only = all.filter((id) => !costly.includes(id) || breaks.includes(id));
  const report = await testConformance(how, only);
  const broken = report.promises.filter(({ outcome }) => outcome === 'broken').map(({ id }) => id);
  expect(broken.sort()).toEqual([...breaks].sort());
  expect(report.conforms).toBe(false);
  expect(formatReport(report)).toContain('does not conform');
});

test('every promise is broken by some server', () => {
  const caught = new Set(Object.values(mutations).flatMap(({ breaks }) => breaks));
  expect(all.filter((id) => !caught.has(id))).toEqual([]);
});
