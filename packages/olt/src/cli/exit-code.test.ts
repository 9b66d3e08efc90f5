import { expect, test } from 'vitest';
import { oltError } from '../contract/errors.ts';
import type { WriteResult } from '../contract/plan.ts';
import { cliError } from './cli-error.ts';
import { exitCodeOf, exitCodeOfConflict, exitCodeOfResult } from './exit-code.ts';

const result = (outcome: WriteResult['outcome'], code: string | null = null): WriteResult => ({
  ...{ outcome, address: null, applied: [], undone: [], remains: [], saved: false },
  error: code === null ? null : { code, message: '', details: {} },
});

test.each([
  [result('created'), 0],
  [result('unchanged'), 0],
  [result('removed'), 0],
  [result('created', 'olt.busy'), 9],
  [result('undone', 'olt.busy'), 1],
  [result('undone', 'olt.aborted'), 130],
  [result('unknown', 'olt.aborted'), 6],
  [result('conflict', 'olt.serial_exists'), 5],
  [result('conflict', 'olt.onu_not_found'), 8],
])('%j ends with %i', (written, code) => {
  expect(exitCodeOfResult(written)).toBe(code);
});

test.each([
  [oltError('olt.auth_refused'), 4],
  [oltError('olt.timeout'), 3],
  [oltError('olt.aborted'), 130],
  [oltError('olt.parse_failed'), 7],
  [oltError('olt.board_missing'), 8],
  [oltError('olt.command_refused'), 1],
  [cliError('cli.usage'), 2],
  [cliError('cli.declined'), 1],
  [new TypeError('a defect'), 1],
])('%s ends with %i', (error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});

test('a conflict about something that is not there is not found', () => {
  expect(exitCodeOfConflict('olt.onu_not_found')).toBe(8);
  expect(exitCodeOfConflict('olt.gem_port_missing')).toBe(5);
});
