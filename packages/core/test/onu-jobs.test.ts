import { expect, test } from 'vitest';
import { check, isValidationError } from '../src/index.ts';
import { toJsonSchema } from '../src/json-schema/index.ts';
import { OnuJob, parseStartOnuJob, StartOnuJob } from '../src/onu-jobs/index.ts';

const at = { shelf: 0, slot: 1, port: 3 };
const authorize = { kind: 'authorize', oltId: 'olt-1', at, serialNumber: 'hwtc-5a3f90c4', planTag: 'x' };

function faults(input: unknown): string[] {
  try {
    parseStartOnuJob(input);
    return [];
  } catch (error) {
    if (!isValidationError(error)) throw error;
    return error.issues.map(({ path, code }) => `${path.join('/')} ${code}`);
  }
}

test('each kind of job is read in its own shape, and by the union of all', () => {
  expect(parseStartOnuJob(authorize)).toEqual({ ...authorize, serialNumber: 'HWTC5A3F90C4' });
  expect(parseStartOnuJob({ kind: 'verifySignal', more: 1 })).toEqual({ kind: 'verifySignal' });
  expect(check(StartOnuJob, { kind: 'replace', oltId: 'olt-1', serialNumber: 'HWTC5A3F90C4' }).ok).toBe(true);
  expect(check(StartOnuJob, { kind: 'reboot' }).ok).toBe(false);
});

test('what is wrong is named in the shape of its kind', () => {
  expect(faults({ kind: 'reboot' })).toEqual(['kind unknown_value']);
  expect(faults(null)).toEqual([' wrong_type']);
  expect(faults({ ...authorize, at: { ...at, slot: -1 }, planOnly: 'yes' })).toEqual([
    'at/slot too_small',
    'planOnly wrong_type',
  ]);
  expect(faults({ kind: 'replace', oltId: 'olt-1', serialNumber: '??' })).toEqual([
    'serialNumber not_a_serial_number',
  ]);
});

test('a job and what starts it have a JSON Schema', () => {
  expect(toJsonSchema(StartOnuJob)).toHaveProperty('anyOf');
  expect(toJsonSchema(OnuJob, 'output')).toHaveProperty('properties.state.enum');
});
