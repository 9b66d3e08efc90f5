import type { ConformanceReport } from './run-conformance.ts';

const marks = { kept: 'ok    ', broken: 'BROKEN', untested: 'skip  ' } as const;

/** The report as lines for a terminal: one a promise, what was seen below those that are not kept, and a sum. */
export function formatReport({ promises, conforms }: ConformanceReport): string {
  const lines = promises.flatMap(({ id, says, outcome, reason }) => [
    `${marks[outcome]}  ${id.padEnd(28)}${says}`,
    ...(reason === null ? [] : [`${' '.repeat(36)}${reason}`]),
  ]);
  const count = (outcome: string) => promises.filter((promise) => promise.outcome === outcome).length;
  const sum = `${count('kept')} kept, ${count('broken')} broken, ${count('untested')} untested`;
  return [...lines, '', `${sum}: the server ${conforms ? 'conforms' : 'does not conform'}.`, ''].join('\n');
}
