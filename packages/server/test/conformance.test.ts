import { expect, test } from 'vitest';
import { formatReport, protocolPromises } from '../src/conformance/index.ts';
import { testConformance } from './support/conformance.ts';

test('our server keeps every promise', async () => {
  const report = await testConformance((handler) => handler);
  expect(report.promises.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
  expect(report.promises).toHaveLength(protocolPromises.length);
  expect(report.conforms).toBe(true);
  const sum = `${protocolPromises.length} kept, 0 broken, 0 untested: the server conforms.`;
  expect(formatReport(report)).toContain(sum);
});
