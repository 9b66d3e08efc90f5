import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../errors/parse.ts';
import { isValidationError } from '../errors/validation-error.ts';
import {
  parseSerialNumber,
  readDeviceSerialNumber,
  sameSerialNumber,
  serialNumberEndsWith,
  serialNumberOctets,
  serialNumberToHex,
  tryParseSerialNumber,
} from './serial-number.ts';
import { SerialNumber } from './serial-number-schema.ts';

const octets = Uint8Array.of(0x48, 0x57, 0x54, 0x43, 0x12, 0xab, 0x56, 0x78);

test.each<[string | Uint8Array]>([
  ['HWTC12AB5678'],
  ['hwtc12ab5678'],
  ['  HWTC12AB5678\r\n'],
  ['HWTC-12AB5678'],
  ['HWTC:12AB5678'],
  ['4857544312AB5678'],
  ['4857544312ab5678'],
  ['6877746312ab5678'],
  ['0x4857544312AB5678'],
  ['4857544312AB5678 (HWTC-12AB5678)'],
  ['4857544312AB5678(HWTC12AB5678)'],
  ['48 57 54 43 12 AB 56 78'],
  ['48:57:54:43:12:ab:56:78'],
  [octets],
])('%s is HWTC12AB5678', (spelling) => {
  const parsed = parseSerialNumber(spelling);
  expect(parsed.serialNumber).toBe('HWTC12AB5678');
  expect(parsed.vendorId).toBe('HWTC');
  if (typeof spelling === 'string') {
    expect(parsed.raw).toBe(spelling);
    expect(check(SerialNumber, spelling)).toEqual({ ok: true, value: 'HWTC12AB5678' });
  }
});

test('vendor ids are an open set', () => {
  expect(parseSerialNumber('44433830BE46B648 (DC80-BE46B648)').vendorId).toBe('DC80');
  expect(parseSerialNumber('XP7G00000001').vendorId).toBe('XP7G');
});

test.each<[string, string | Uint8Array]>([
  ['empty', ''],
  ['a dash', '-'],
  ['too short', 'HWTC1234567'],
  ['too long', 'HWTC123456789'],
  ['a tail that is not hexadecimal', 'FISAMDOTESeO'],
  ['16 characters that are not hexadecimal', '8XN7J0FFL8NL6I3W'],
  ['brackets that contradict the digits', '4857544312AB5678 (HWTC-00000000)'],
  ['octets that print no vendor', '0000000000000000'],
  ['half of a hexadecimal form', '485754431234'],
  ['a hexadecimal form cut short', '0x4857544312'],
  ['7 octets', octets.slice(1)],
  ['an equipment serial', '2150083684LDK5074184'],
  ['a serial hidden behind a wall of spaces', `HWTC12345678${' '.repeat(200)}x`],
])('%s is refused', (_, spelling) => {
  expect(tryParseSerialNumber(spelling)).toBeUndefined();
  try {
    parseSerialNumber(spelling);
    expect.unreachable();
  } catch (error) {
    if (!isValidationError(error)) throw error;
    expect(error.issues).toEqual([{ path: ['serialNumber'], code: 'not_a_serial_number', params: {} }]);
    expect(error.text('pt-BR').message).toContain('serialNumber: deve ser um número de série de ONU');
  }
  if (typeof spelling === 'string') expect(check(SerialNumber, spelling).ok).toBe(false);
});

test('a device serial that is none is kept as spelled and marked', () => {
  expect(readDeviceSerialNumber(' 8XN7J0FFL8NL6I3W ')).toEqual({
    serialNumber: '8XN7J0FFL8NL6I3W',
    valid: false,
    raw: ' 8XN7J0FFL8NL6I3W ',
  });
  expect(readDeviceSerialNumber('FISAMDOTESeO').serialNumber).toBe('FISAMDOTESeO');
  expect(readDeviceSerialNumber('4857544312AB5678')).toEqual({
    serialNumber: 'HWTC12AB5678',
    valid: true,
    raw: '4857544312AB5678',
  });
});

test('the last digits on the sticker find the unit', () => {
  for (const digits of ['5678', '12ab5678', 'HWTC-12AB5678', 'ab 56 78', '']) {
    expect(serialNumberEndsWith('HWTC12AB5678', digits)).toBe(true);
  }
  expect(serialNumberEndsWith('HWTC12AB5678', '5679')).toBe(false);
  expect(serialNumberEndsWith('4857544312AB5678', 'C12AB5678')).toBe(true);
  expect(serialNumberEndsWith('FISAMDOTESeO', 'eseo')).toBe(true);
});

test('two spellings of one unit are the same', () => {
  expect(sameSerialNumber('4857544312AB5678', 'hwtc-12ab5678')).toBe(true);
  expect(sameSerialNumber('HWTC12AB5678', 'HWTC12AB5679')).toBe(false);
  expect(sameSerialNumber('FISAMDOTESeO', 'fisamdoteseo')).toBe(true);
});

const serial = fc
  .tuple(
    fc.stringMatching(/^[A-Z]{4}$/),
    fc.integer({ min: 0, max: 0xffffffff }).map((n) => n.toString(16).padStart(8, '0').toUpperCase()),
  )
  .map(([vendor, tail]) => ({ vendor, tail, serialNumber: vendor + tail }));

test('every spelling of every serial number comes back to one form', () => {
  fc.assert(
    fc.property(serial, ({ vendor, tail, serialNumber }) => {
      const hex = serialNumberToHex(serialNumber);
      const spellings = [
        serialNumber,
        serialNumber.toLowerCase(),
        `${vendor}-${tail}`,
        `${vendor}:${tail}`,
        hex,
        `0x${hex.toLowerCase()}`,
        `${hex} (${vendor}-${tail})`,
        serialNumberOctets(serialNumber),
      ];
      for (const spelling of spellings) {
        expect(parseSerialNumber(spelling)).toMatchObject({ serialNumber, vendorId: vendor });
      }
      expect(serialNumberOctets(serialNumber)).toHaveLength(8);
    }),
    { seed: 1984, numRuns: 500 },
  );
});

test('whatever a device prints is a value, and reading it twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-Fa-f:() -]{0,40}$/)),
      (printed) => {
        const first = readDeviceSerialNumber(printed);
        const second = readDeviceSerialNumber(first.serialNumber);
        expect(second.serialNumber).toBe(first.serialNumber);
        expect(second.valid).toBe(first.valid);
      },
    ),
    { seed: 4, numRuns: 1000 },
  );
});
