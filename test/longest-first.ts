import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files that take longest. Where no earlier run is known, large files start first, and one of these would end alone. */
const longest = ['postgres', 'broken-servers', 'client-faults', 'crash', 'onu-job-silence'].map(
  (name) => `${name}.test.ts`,
);

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    const rank = ({ moduleId }: TestSpecification) => (longest.includes(basename(moduleId)) ? 0 : 1);
    return sorted.sort(
      (a, b) => projects.indexOf(a.project) - projects.indexOf(b.project) || rank(a) - rank(b),
    );
  }
}
