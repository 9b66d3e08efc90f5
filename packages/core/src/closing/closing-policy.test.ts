import { expect, test } from 'vitest';
import { closing } from '../../test/samples.ts';
import { check, parse } from '../errors/parse.ts';
import { formatFinding } from '../texts/finding-texts.ts';
import { ClosingDraft } from './closing.ts';
import {
  ClosingPolicy,
  type ClosingRule,
  defaultClosingPolicy,
  selectClosingPolicy,
} from './closing-policy.ts';
import { type ClosingContext, canClose, evaluateClosing, evaluateStart } from './evaluate-closing.ts';

const policy = (...rules: ClosingRule[]): ClosingPolicy => ({ ...defaultClosingPolicy, closing: rules });

/** What a single rule finds in a complete closing with these changes. */
function judge(rule: ClosingRule, changes: Partial<ClosingDraft> = {}, context: ClosingContext = {}) {
  const draft = parse(ClosingDraft, { ...closing(), ...changes });
  const findings = evaluateClosing(draft, { ...context, policy: parse(ClosingPolicy, policy(rule)) });
  return findings.map(({ severity, path, code }) => `${severity} ${path.join('.')} ${code}`);
}

const readings = (changes: object) => ({ readings: { ...closing().readings, ...changes } });
const location = {
  latitude: -22,
  longitude: -45,
  accuracyMetres: 12,
  measuredAt: '2026-01-31T15:30:00-03:00',
};
const evidence = [
  { id: 'evidence-1', subject: 'powerMeter' },
  { id: 'evidence-8', subject: 'router' },
];
const loan = { productId: 'router', mode: 'loan' } as const;

test.each<[ClosingRule, Partial<ClosingDraft>, ClosingContext, string[]]>([
  [{ require: 'cause' }, { cause: null }, {}, ['error cause closing.cause_required']],
  [{ require: 'diagnosis' }, {}, {}, ['error diagnosis closing.diagnosis_required']],
  [{ require: 'diagnosis' }, { diagnosis: { code: 'd' } }, {}, []],
  [{ require: 'details', min: 40 }, {}, {}, ['error details closing.details_required']],
  [{ require: 'cto' }, readings({ cto: ' ' }), {}, ['error readings.cto closing.cto_required']],
  [{ require: 'seal' }, readings({ seal: null }), {}, ['error readings.seal closing.seal_required']],
  [
    { require: 'ctoPort' },
    readings({ ctoPort: null }),
    {},
    ['error readings.ctoPort closing.cto_port_required'],
  ],
  [{ require: 'photos', min: 3 }, {}, {}, ['error photos closing.photos_required']],
  [{ require: 'photos', subject: 'powerMeter' }, {}, { evidence }, []],
  [
    { require: 'photos', subject: 'router' },
    {},
    { evidence },
    ['error photos closing.subject_photos_required'],
  ],
  [{ require: 'products' }, {}, { uses: [loan] }, ['error  closing.products_required']],
  [{ require: 'loans' }, {}, { uses: [loan] }, []],
  [{ require: 'loans', item: 'onu' }, {}, { uses: [loan] }, ['error  closing.loans_required']],
  [{ require: 'loans', min: 2 }, {}, { uses: [loan] }, ['error  closing.loans_required']],
  [{ require: 'location' }, {}, {}, ['error location closing.location_required']],
  [{ require: 'location' }, { location }, {}, []],
  [
    { require: 'location', maxAccuracyMetres: 10 },
    { location },
    {},
    ['error location closing.location_inaccurate'],
  ],
  [{ require: 'location', maxAgeMinutes: 10 }, { location }, {}, []],
  [{ require: 'location', maxAgeMinutes: 9 }, { location }, {}, ['error location closing.location_stale']],
  [
    { require: 'location', maxAgeMinutes: 10 },
    { location: { ...location, measuredAt: null } },
    {},
    ['error location closing.location_stale'],
  ],
  [{ require: 'answer', item: 'wifi' }, {}, {}, ['error answers.wifi closing.answer_required']],
  [{ require: 'answer', item: 'wifi' }, { answers: [{ item: 'wifi', value: false }] }, {}, []],
  [
    { require: 'answer', item: 'wifi', allowed: ['true'] },
    { answers: [{ item: 'wifi', value: false }] },
    {},
    ['error answers.wifi closing.answer_refused'],
  ],
  [
    { require: 'photos', min: 9, when: { item: 'wifi', is: ['true'] } },
    { answers: [{ item: 'wifi', value: true }] },
    {},
    ['error photos closing.photos_required'],
  ],
  [{ require: 'photos', min: 9, when: { item: 'wifi', is: ['true'] } }, {}, {}, []],
  [{ require: 'team', min: 2 }, { team: ['a'] }, {}, ['error team closing.team_required']],
  [{ require: 'delayReason' }, {}, {}, []],
  [{ require: 'delayReason' }, {}, { overdue: true }, ['error delayReason closing.delay_reason_required']],
  [
    { require: 'customerSignature' },
    { customerSignature: null },
    {},
    ['error customerSignature closing.customer_signature_required'],
  ],
  [
    { require: 'customerSignature', refusalPhotos: 2 },
    { customerSignature: null, refusal: { reason: 'refused', photos: ['p'] } },
    {},
    ['error refusal.photos closing.refusal_photos_required'],
  ],
  [
    { require: 'customerSignature', refusalPhotos: 1 },
    { customerSignature: null, refusal: { reason: 'refused', photos: ['p'] } },
    {},
    [],
  ],
  [
    { require: 'customerSignature' },
    { customerSignature: null, refusal: { reason: 'refused', photos: ['p'] } },
    {},
    ['error customerSignature closing.customer_signature_required'],
  ],
  [
    { require: 'technicianSignature' },
    {},
    {},
    ['error technicianSignature closing.technician_signature_required'],
  ],
  [{ require: 'cause', outcomes: ['unresolved'] }, { cause: null }, {}, []],
  [
    { require: 'signal', bands: ['attention'] },
    readings({ rxAtOnuDbm: -26 }),
    {},
    ['error readings.rxAtOnuDbm closing.signal_attention'],
  ],
  [
    { require: 'signal', bands: ['critical'], end: 'olt' },
    readings({ rxAtOltDbm: -29 }),
    {},
    ['error readings.rxAtOltDbm closing.signal_critical'],
  ],
  [
    { require: 'signal', bands: ['overload'], severity: 'warning' },
    readings({ rxAtOnuDbm: -7 }),
    {},
    ['warning readings.rxAtOnuDbm closing.signal_overload'],
  ],
  [
    { require: 'signal', bands: ['unknown'] },
    readings({ rxAtOnuDbm: null }),
    {},
    ['error readings.rxAtOnuDbm closing.signal_not_measured'],
  ],
])('%j with %j and %j gives %j', (rule, changes, context, expected) => {
  expect(judge(rule, changes, context)).toEqual(expected);
});

test('a bad signal may be allowed with a reason, and only where the rule says so', () => {
  const bad = readings({ rxAtOnuDbm: -29 });
  const overrides = [{ code: 'closing.signal_critical', reason: 'CTO em manutenção, OS aberta.' }];
  const rule: ClosingRule = { require: 'signal', bands: ['critical'], overridable: true };
  expect(judge(rule, bad)[0]).toContain('error');
  expect(judge(rule, { ...bad, overrides })[0]).toContain('warning');
  expect(judge(rule, { ...bad, overrides: [{ code: 'closing.signal_critical', reason: ' ' }] })[0]).toContain(
    'error',
  );
  expect(judge({ ...rule, overridable: false }, { ...bad, overrides })[0]).toContain('error');
});

test("the provider's own limits and optical class decide the band", () => {
  const strict = { overload: -8, good: -18, attention: -20 };
  const rule: ClosingRule = { require: 'signal', bands: ['critical'] };
  const own: ClosingPolicy = { ...policy(rule), signalLimits: { rxAtOnu: strict, rxAtOlt: null } };
  expect(evaluateClosing(closing(), { policy: own }).map(({ code }) => code)).toEqual([
    'closing.signal_critical',
  ]);
  const weak = { ...closing(), ...readings({ rxAtOnuDbm: -28 }) };
  expect(evaluateClosing(weak, { policy: policy(rule) })).toHaveLength(1);
  expect(evaluateClosing(weak, { policy: { ...policy(rule), opticalClass: 'gpon/C+' } })).toEqual([]);
});

test('the safety form stops a visit before it starts', () => {
  const safety: ClosingPolicy = {
    ...defaultClosingPolicy,
    start: [
      { require: 'answer', item: 'harness', allowed: ['true'] },
      { require: 'location', maxAccuracyMetres: 50 },
    ],
  };
  const unsafe = evaluateStart(
    { location, answers: [{ item: 'harness', value: false }] },
    { policy: safety },
  );
  expect(unsafe.map(({ code }) => code)).toEqual(['visit.answer_refused']);
  expect(unsafe[0] && formatFinding(unsafe[0], 'pt-BR')).toBe(
    'A resposta a harness não permite continuar; aceitas: true.',
  );
  expect(canClose(unsafe)).toBe(false);
  expect(
    evaluateStart({ location, answers: [{ item: 'harness', value: true }] }, { policy: safety }),
  ).toEqual([]);
  expect(evaluateStart({ location: null }, {})).toEqual([]);
});

test('the policy of a problem code is the newest that names it, then the newest for all', () => {
  const make = (id: string, revision: number, ...serviceTypes: string[]) => ({
    ...defaultClosingPolicy,
    id,
    revision,
    serviceTypes,
  });
  const policies = [make('all', 1), make('all', 3), make('all', 2), make('fibre', 1, 'no-signal', 'slow')];
  expect(selectClosingPolicy(policies, 'slow').id).toBe('fibre');
  expect(selectClosingPolicy(policies, 'swap')).toMatchObject({ id: 'all', revision: 3 });
  expect(selectClosingPolicy([], 'swap')).toBe(defaultClosingPolicy);
});

test('a rule that lacks what it compares with is refused, by name', () => {
  const result = check(
    ClosingPolicy,
    policy({ require: 'answer' }, { require: 'signal' }, { require: 'cause' }),
  );
  if (result.ok) expect.unreachable();
  expect(result.issues.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
    'closing.0.item required',
    'closing.1.bands required',
  ]);
});

test('a policy is plain JSON', () => {
  expect(parse(ClosingPolicy, JSON.parse(JSON.stringify(defaultClosingPolicy)))).toEqual(
    defaultClosingPolicy,
  );
});
