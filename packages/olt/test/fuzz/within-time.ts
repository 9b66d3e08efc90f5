import { runInThisContext } from 'node:vm';

const slot = Symbol.for('field.fuzz.run');

/**
 * Runs synchronous work that may hang, a regular expression included.
 * @throws what the work throws, or an error with the code `ERR_SCRIPT_EXECUTION_TIMEOUT`
 */
export function withinTime(ms: number, work: () => void): void {
  (globalThis as Record<symbol, unknown>)[slot] = work;
  runInThisContext(`globalThis[Symbol.for('field.fuzz.run')]()`, { timeout: ms });
}
