import { expect, test } from 'vitest';
import { decodeDownCause, readDownCause } from './down-causes.ts';

test.each([
  ['dying-gasp', 'powerLoss'],
  ['ONT dying-gasp', 'powerLoss'],
  ['PowerFail', 'powerLoss'],
  ['LOSi/LOBi', 'fibreLoss'],
  ['ONT LOSi/LOBi alarm', 'fibreLoss'],
  ['LOFi', 'frameLoss'],
  ['SFi', 'degraded'],
  ['LOAMi', 'managementLoss'],
  // Cut by the column of the summary.
  ['ONT is reset by ONT comma', 'reset'],
  ['ONT Re-register', 'activationFailed'],
  ['deactive', 'administrative'],
  ['something new', 'other'],
])('%s is %s', (words, cause) => {
  expect(readDownCause(words)).toBe(cause);
});

test.each([null, '', '-', '--'])('%j is no cause', (words) => {
  expect(readDownCause(words)).toBeNull();
});

test('numbers of the MIB, with a word for people', () => {
  expect(decodeDownCause(2)).toEqual({ cause: 'fibreLoss', text: 'LOSi/LOBi' });
  expect(decodeDownCause(13)).toEqual({ cause: 'powerLoss', text: 'dying-gasp' });
  expect(decodeDownCause(0)).toEqual({ cause: 'administrative', text: 'deleted' });
  expect(decodeDownCause(99)).toEqual({ cause: 'other', text: '99' });
  expect(decodeDownCause(-1)).toBeNull();
  expect(decodeDownCause(255)).toBeNull();
  expect(decodeDownCause(null)).toBeNull();
});
