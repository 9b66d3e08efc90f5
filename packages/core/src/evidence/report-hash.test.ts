import { createHash, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closing } from '../../test/samples.ts';
import { isValidationError } from '../index.ts';
import { canonicalJson } from './canonical-json.ts';
import { encodeUtf8, hashReport, type SignedReport } from './report-hash.ts';
import { makeSignature, signatureToSvg } from './signature.ts';

test('keys are sorted by UTF-16 code units and numbers written as ECMAScript does', () => {
  const numbers = [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
  expect(
    canonicalJson({ numbers, string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }),
  ).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(Object.values(JSON.parse(canonicalJson(keys)))).toHaveLength(7);
  expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

test.each([
  [0, '0'],
  [-0, '0'],
  [5e-324, '5e-324'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [9007199254740992, '9007199254740992'],
  [295147905179352830000, '295147905179352830000'],
  [999999999999999700000000, '9.999999999999997e+23'],
  [1e21, '1e+21'],
  [333333333.3333332, '333333333.3333332'],
  [0.000001, '0.000001'],
  [1e-7, '1e-7'],
])('%d is written %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('the order in which fields were filled in does not matter, the order of lists does', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { maxKeys: 8 }), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 8 },
  );
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

const circle: Record<string, unknown> = {};
circle.inner = circle;
test.each<[string, unknown, string]>([
  ['NaN', { a: [1, Number.NaN] }, 'a.1'],
  ['infinity', { a: Number.POSITIVE_INFINITY }, 'a'],
  ['half a surrogate pair', { a: '\ud800' }, 'a'],
  ['half a pair in a key', { 'x\udc00': 1 }, 'x\udc00'],
  ['a date', { at: new Date(0) }, 'at'],
  ['a hole in a list', { a: [undefined] }, 'a.0'],
  ['a big integer', { a: 1n }, 'a'],
  ['a map', new Map(), ''],
])('%s has no canonical form and is named', (_, value, path) => {
  try {
    canonicalJson(value);
    expect.unreachable();
  } catch (error) {
    if (!isValidationError(error)) throw error;
    expect(error.issues.map((issue) => [issue.path.join('.'), issue.code])).toEqual([[path, 'not_json']]);
  }
});

test('a circle is refused, not followed', () => {
  expect(() => canonicalJson(circle)).toThrow(/not valid/);
});

const { customerSignature: _, technicianSignature: __, ...signed } = closing();
const report: SignedReport = {
  ticketId: 'ticket-1',
  protocol: '00202601310001',
  closing: signed,
  photos: [{ id: 'evidence-1', sha256: 'a'.repeat(64), takenAt: '2026-01-31T14:28:00Z', location: null }],
};

test('the hash of a report is the same by WebCrypto and by Node, and changes with any field', async () => {
  const node = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const web = (bytes: Uint8Array) => webcrypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  const hash = await hashReport(report, node);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashReport(report, web)).toBe(hash);
  expect(await hashReport(JSON.parse(JSON.stringify(report)), node)).toBe(hash);
  expect(await hashReport({ ...report, protocol: '202601310001' }, node)).not.toBe(hash);
});

test('UTF-8 is written without help of the runtime', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      if (/\p{Cs}/u.test(text)) return;
      expect(Buffer.from(encodeUtf8(text)).toString('hex')).toBe(Buffer.from(text).toString('hex'));
    }),
    { seed: 2 },
  );
});

const strokes = [
  [
    { x: 10, y: 20, timeMs: 0, pressure: 0.4 },
    { x: 60, y: 45, timeMs: 16, pressure: 0.9 },
  ],
  [{ x: 30, y: 20, timeMs: 90, pressure: 0.5 }],
];
const facts = {
  signerName: 'José da Conceição',
  relation: 'holder',
  consentVersion: 'termo-3',
  reportSha256: 'a'.repeat(64),
  signedAt: '2026-01-31T15:40:00-03:00',
  location: null,
} as const;

test('a signature keeps its shape, not its speed or pressure, and claims no more than it is', () => {
  const signature = makeSignature({ ...facts, strokes });
  expect(signature).toEqual({ ...facts, level: 'simple', path: 'M0 0L1000 500M400 0', dynamics: null });
  expect(makeSignature({ ...facts, strokes, keepDynamics: true })?.dynamics).toEqual(strokes);
  expect(signature && signatureToSvg(signature)).toContain('d="M0 0L1000 500M400 0"');
});

test('a dot, an empty screen or nonsense is no signature; a very long one is bounded', () => {
  expect(makeSignature({ ...facts, strokes: [] })).toBeUndefined();
  expect(makeSignature({ ...facts, strokes: [[{ x: 5, y: 5 }]] })).toBeUndefined();
  expect(makeSignature({ ...facts, strokes: [[{ x: Number.NaN, y: 5 }]] })).toBeUndefined();
  const long = Array.from({ length: 200_000 }, (_value, index) => ({ x: index % 500, y: index % 300 }));
  expect(makeSignature({ ...facts, strokes: [long] })?.path.length).toBeLessThan(60_000);
  expect(signatureToSvg({ path: 'M0 0"/><script>' })).not.toContain('script');
});
