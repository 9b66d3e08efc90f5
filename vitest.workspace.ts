import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';
import { createSkipReporter } from './test/skip-reporter.ts';

const conditions = ['@field/source'];

/**
 * The waits are for a laptop that does other things too: a test that hangs fails, a test that is slow passes.
 * Nothing is measured against the clock.
 */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, teardownTimeout: 20_000 };

/** Files of core share a worker's modules, which halves what they cost: nothing there is global, and nothing is replaced by a mock. */
const sharesModules = (name: string) => name === 'core';

/** One project a package; `npm test -- --project olt` runs one of them. */
const project = (name: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name,
    root: `packages/${name}`,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    environment: 'node' as const,
    isolate: !sharesModules(name),
    ...patience,
  },
});

/** The tests of the repository's own tooling. */
const house = {
  test: { name: 'house', include: ['test/**/*.test.ts'], environment: 'node' as const, ...patience },
};

/** `FIELD_TEST_REPORT` names a file that gets the run as JSON. */
const outputFile = process.env.FIELD_TEST_REPORT;
const reports: ['json', { outputFile: string }][] = outputFile ? [['json', { outputFile }]] : [];

export default defineConfig({
  test: {
    reporters: ['default', createSkipReporter(), ...reports],
    projects: [...['core', 'client', 'olt', 'server'].map(project), house],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
