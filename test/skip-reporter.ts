import type { Reporter, TestModule } from 'vitest/node';

/** Says at the end of a run why tests were skipped, so that a green run never hides what it did not look at. */
export function createSkipReporter(print: (line: string) => void = console.log): Reporter {
  return {
    onTestRunEnd(modules) {
      const counts = countReasons(modules);
      if (counts.size === 0) return;
      print('\nSkipped, and why:');
      for (const [reason, count] of counts) print(`  ${String(count).padStart(4)}  ${reason}`);
    },
  };
}

function countReasons(modules: readonly TestModule[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const module of modules) {
    for (const test of module.children.allTests('skipped')) {
      const result = test.result();
      const note = result.state === 'skipped' ? result.note : undefined;
      // What follows a failed set-up is skipped for that failure, which is already shown.
      if (note === undefined && !module.ok()) continue;
      const reason = note ?? `no reason given: ${test.fullName}`;
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return counts;
}
