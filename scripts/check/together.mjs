import { CommandFailed } from '../run-command.mjs';

/**
 * Does the same to every item at once and waits for all, so that one run shows every failure.
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<unknown>} work
 * @param {(item: T) => string} nameOf
 */
export async function together(items, work, nameOf) {
  const outcomes = await Promise.allSettled(items.map(work));
  const failures = outcomes.flatMap((outcome, index) => {
    const item = items[index];
    return outcome.status === 'rejected' && item !== undefined
      ? [{ name: nameOf(item), error: outcome.reason }]
      : [];
  });
  if (failures.length === 0) return;
  const outputs = failures.map(({ name, error }) => {
    return `--- ${name}\n${error instanceof CommandFailed && error.output ? error.output.trimEnd() : error}`;
  });
  throw new CommandFailed(failures.map((one) => one.name).join(', '), outputs.join('\n'));
}
