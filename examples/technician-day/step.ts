import { strict as assert } from 'node:assert';

let number = 0;

/** Runs one step of the day, prints what came of it, and lets a failed check end the day. */
export async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  number += 1;
  process.stdout.write(`\n${String(number).padStart(2)}. ${title}\n`);
  return work();
}

/** Prints a line below the step's title. */
export function show(...lines: readonly string[]): void {
  for (const line of lines.flatMap((text) => text.split('\n'))) process.stdout.write(`    ${line}\n`);
}

export { assert };
