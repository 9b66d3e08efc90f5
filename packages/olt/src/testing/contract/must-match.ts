import { must } from './contract-errors.ts';

/**
 * Holds what a driver gave against what a case says: objects may have more fields than expected, lists have the same length, all
 * else is the same.
 * @throws FieldError `testing.contract_broken` naming the field
 */
export function mustMatch(actual: unknown, expected: unknown, where = 'result'): void {
  if (Array.isArray(expected)) {
    must(Array.isArray(actual), `${where} is ${show(actual)}, not a list`);
    must(actual.length === expected.length, `${where} has ${actual.length} rows, not ${expected.length}`);
    for (const [index, one] of expected.entries()) mustMatch(actual[index], one, `${where}[${index}]`);
  } else if (typeof expected === 'object' && expected !== null) {
    must(typeof actual === 'object' && actual !== null, `${where} is ${show(actual)}, not an object`);
    for (const [key, one] of Object.entries(expected))
      mustMatch((actual as Record<string, unknown>)[key], one, `${where}.${key}`);
  } else must(Object.is(actual, expected), `${where} is ${show(actual)}, not ${show(expected)}`);
}

/** Two values that must say the same, down to the last field. */
export function mustEqual(actual: unknown, expected: unknown, where: string): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  must(one === other, `${where}: ${show(actual)}, not ${show(expected)}`);
}

function show(value: unknown): string {
  const text = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  return (text ?? String(value)).slice(0, 300);
}
