import { beforeEach, expect, test } from 'vitest';
import { missingRecording } from '../rigs/recordings.ts';
import { findInvented } from './find-invented.ts';
import { fuzzParsers } from './fuzz-parsers.ts';
import { withinTime } from './within-time.ts';

const missing = missingRecording('zte') ?? missingRecording('huawei');
const never = () => false;

test('mutated replies give rows that stand in them, or a typed error', async (context) => {
  context.skip(missing !== null, missing ?? '');
  const seed = Number(process.env.FIELD_FUZZ_SEED ?? 20_261_126);
  const { rows, errors, wrong } = await fuzzParsers(seed, 4_000);
  expect(wrong, `FIELD_FUZZ_SEED=${seed}`).toEqual([]);
  // Mutations that leave nothing to read, or change nothing, would show nothing.
  expect(rows).toBeGreaterThan(400);
  expect(errors).toBeGreaterThan(400);
});

beforeEach(() => expect.hasAssertions());

test.each([
  [{ serialNumber: 'HWTC12345678' }, 'Ont SN : 48575443-12345678', null],
  [{ serialNumber: 'HWTC12345679' }, 'Ont SN : 48575443-12345678', 'serialNumber "HWTC12345679"'],
  [{ rxAtOnuDbm: -18.2 }, 'Rx power : -18.20', null],
  [{ rxAtOnuDbm: -18.3 }, 'Rx power : -18.20', 'rxAtOnuDbm -18.3'],
  [{ lastUpAt: '2026-01-31T10:00:00' }, '31-01-2026 10:00', null],
  [{ lastUpAt: '2026-01-30T10:00:00' }, '31-01-2026 10:00', 'lastUpAt "2026-01-30T10:00:00"'],
  [{ description: 'Ana Maria' }, 'desc Ana Ma\nria', null],
  [{ description: 'Bia' }, 'desc Ana Ma\nria', 'description "Bia"'],
  [{ address: { slot: 7 } }, 'slot 8', 'slot 7'],
])('the judge: %o in %j: %s', (row, text, invented) => {
  expect(findInvented([row], text, '', never)).toBe(invented);
});

test('what hangs is stopped, a regular expression too', () => {
  const endless = () => /^(?:a|a)+$/.test(`${'a'.repeat(60)}!`);
  expect(() => withinTime(50, endless)).toThrow(
    expect.objectContaining({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }),
  );
});
