import { performance } from 'node:perf_hooks';
import { type ClosingPolicy, type ClosingRule, defaultClosingPolicy, evaluateClosing } from '../src/index.ts';
import { closing } from '../test/samples.ts';

/** Sixty rules of every kind, conditions included, as a large provider has them. */
const kinds: readonly ClosingRule[] = [
  ...defaultClosingPolicy.closing,
  { require: 'diagnosis' },
  { require: 'cto' },
  { require: 'photos', min: 2, subject: 'powerMeter' },
  { require: 'loans', item: 'onu' },
  { require: 'location', maxAccuracyMetres: 50, maxAgeMinutes: 10 },
  { require: 'signal', bands: ['critical'], end: 'olt', overridable: true },
  { require: 'answer', item: 'wifi', allowed: ['true'] },
  { require: 'photos', min: 4, when: { item: 'pole', is: ['true'] } },
];
const policy: ClosingPolicy = {
  ...defaultClosingPolicy,
  closing: Array.from({ length: 60 }, (_, index) => kinds[index % kinds.length] as ClosingRule),
};
const draft = {
  ...closing(),
  photos: ['a', 'b', 'c'],
  answers: Array.from({ length: 20 }, (_, index) => ({ item: `item-${index}`, value: index % 2 === 0 })),
};
const context = {
  policy,
  evidence: ['a', 'b', 'c'].map((id) => ({ id, subject: 'powerMeter' })),
  uses: [{ productId: 'onu', mode: 'loan' as const }],
};

export default function bench() {
  const microseconds: number[] = [];
  for (let run = 0; run < 3000; run += 1) {
    const started = performance.now();
    evaluateClosing(draft, context);
    microseconds.push((performance.now() - started) * 1000);
  }
  microseconds.sort((a, b) => a - b);
  return [
    {
      name: 'evaluate a policy of 60 rules, median',
      value: microseconds[1500] ?? Number.NaN,
      unit: 'µs',
      limit: 50,
    },
    {
      name: 'evaluate a policy of 60 rules, 99th of 100',
      value: microseconds[2970] ?? Number.NaN,
      unit: 'µs',
    },
  ];
}
