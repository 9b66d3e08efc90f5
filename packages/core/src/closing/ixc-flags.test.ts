import { expect, test } from 'vitest';
import { closing } from '../../test/samples.ts';
import { check } from '../errors/parse.ts';
import type { ClosingDraft } from './closing.ts';
import { ClosingPolicy, type ClosingRule, defaultClosingPolicy } from './closing-policy.ts';
import { type ClosingContext, evaluateClosing, evaluateStart } from './evaluate-closing.ts';

/**
 * Every flag of an IXC subject (`su_oss_assunto`) that decides what a technician must do, and what it becomes: a rule, or
 * a section of the screen. `S` is yes, `M` is shown, `E` is hidden.
 */
const flags: Readonly<Record<string, (row: Readonly<Record<string, string>>) => Partial<ClosingPolicy>>> = {
  exige_fotos_finalizacao_os: (row) =>
    demand({ require: 'photos', min: Number(row.quantidade_fotos_finalizacao_os) }),
  exige_comodato_finalizar_os: (row) =>
    demand({ require: 'loans', min: Number(row.quantidade_equipamentos) }),
  exige_produto_finalizar_os: (row) => demand({ require: 'products', min: Number(row.quantidade_produtos) }),
  diagnostico_obrigatorio_finalizacao_os: () => demand({ require: 'diagnosis' }),
  localizacao_obrigatoria_cliente_finalizacao_os: () => demand({ require: 'location' }),
  localizacao_obrigatoria_login_finalizacao_os: () => demand({ require: 'location' }),
  equipe_obrigatoria_finalizacao_os: () => demand({ require: 'team' }),
  wiz_assinatura_obrig: () => demand({ require: 'customerSignature' }),
  id_checklist: (row) => demand({ require: 'answer', item: `checklist-${row.id_checklist}` }),
  justificativa_sla_atrasado: () => demand({ require: 'delayReason' }),
  mostrar_checklist_analise_risco: (row) => ({
    start: [{ require: 'answer', item: `risk-${row.id_questionario_analise_risco}` }],
  }),
  wiz_service_mobile_adicionais: () => ({ steps: ['extras'] }),
  wiz_service_mobile_onu: () => ({ steps: ['onu'] }),
  wiz_service_mobile_config_dispositivo: () => ({ steps: ['deviceConfig'] }),
  wiz_service_mobile_loc: () => ({ steps: ['location'] }),
  wiz_service_mobile_anexos: () => ({ steps: ['attachments'] }),
  wiz_service_mobile_checklist: () => ({ steps: ['checklist'] }),
  wiz_service_mobile_enviar_sms_deslocamento: () => ({ steps: ['onMyWayMessage'] }),
  wiz_comodato: () => ({ steps: ['loans'] }),
  wiz_produtos: () => ({ steps: ['products'] }),
  wiz_mensalidade: () => ({ steps: ['monthlyFee'] }),
  wiz_autorizar_ONU: () => ({ steps: ['authorizeOnu'] }),
  wiz_arquivos: () => ({ steps: ['files'] }),
  wiz_resumo_os: () => ({ steps: ['summary'] }),
  wiz_assinatura: () => ({ steps: ['signature'] }),
};

function demand(rule: ClosingRule): Partial<ClosingPolicy> {
  return { closing: [rule] };
}

function policyOf(row: Readonly<Record<string, string>>): ClosingPolicy {
  const parts = Object.entries(row).flatMap(([flag, value]) =>
    value === 'N' || value === 'E' || value === '' ? [] : (flags[flag]?.(row) ?? []),
  );
  return {
    ...defaultClosingPolicy,
    id: 'ixc',
    closing: parts.flatMap((part) => part.closing ?? []),
    start: parts.flatMap((part) => part.start ?? []),
    steps: parts.flatMap((part) => part.steps ?? []),
  };
}

type Case = [
  row: Record<string, string>,
  lacking: string[],
  draft?: Partial<ClosingDraft>,
  context?: ClosingContext,
];

test.each<Case>([
  [
    { exige_fotos_finalizacao_os: 'S', quantidade_fotos_finalizacao_os: '2' },
    ['closing.photos_required'],
    { photos: ['a', 'b'] },
  ],
  [
    { exige_comodato_finalizar_os: 'S', quantidade_equipamentos: '1' },
    ['closing.loans_required'],
    {},
    { uses: [{ productId: 'onu', mode: 'loan' }] },
  ],
  [
    { exige_produto_finalizar_os: 'S', quantidade_produtos: '1' },
    ['closing.products_required'],
    {},
    { uses: [{ productId: 'drop', mode: 'sale' }] },
  ],
  [
    { diagnostico_obrigatorio_finalizacao_os: 'S' },
    ['closing.diagnosis_required'],
    { diagnosis: { code: '7' } },
  ],
  [
    { localizacao_obrigatoria_cliente_finalizacao_os: 'S' },
    ['closing.location_required'],
    { location: { latitude: 1, longitude: 1, accuracyMetres: null, measuredAt: null } },
  ],
  [
    { localizacao_obrigatoria_login_finalizacao_os: 'S' },
    ['closing.location_required'],
    { location: { latitude: 1, longitude: 1, accuracyMetres: null, measuredAt: null } },
  ],
  [{ equipe_obrigatoria_finalizacao_os: 'S' }, ['closing.team_required'], { team: ['t1'] }],
  [{ wiz_assinatura_obrig: 'S' }, ['closing.customer_signature_required'], { customerSignature: 's' }],
  [{ id_checklist: '4' }, ['closing.answer_required'], { answers: [{ item: 'checklist-4', value: 'ok' }] }],
])('%j demands %j', (row, lacking, draft = {}, context = {}) => {
  const policy = policyOf(row);
  expect(check(ClosingPolicy, policy)).toEqual({ ok: true, value: policy });
  const bare: ClosingDraft = { ...closing(), photos: [], customerSignature: null };
  expect(evaluateClosing(bare, { policy }).map(({ code }) => code)).toEqual(lacking);
  expect(evaluateClosing({ ...bare, ...draft }, { ...context, policy })).toEqual([]);
  expect(policyOf(Object.fromEntries(Object.keys(row).map((flag) => [flag, 'N']))).closing).toEqual([]);
});

test('a late closing needs its justification, and a risk form is answered before the start', () => {
  const late = policyOf({ justificativa_sla_atrasado: 'S' });
  expect(evaluateClosing(closing(), { policy: late, overdue: true }).map(({ code }) => code)).toEqual([
    'closing.delay_reason_required',
  ]);
  const risk = policyOf({ mostrar_checklist_analise_risco: 'S', id_questionario_analise_risco: '9' });
  expect(
    evaluateStart({ location: null }, { policy: risk }).map(({ code, path }) => [code, path[1]]),
  ).toEqual([['visit.answer_required', 'risk-9']]);
});

test('the sections of the wizard are shown or hidden', () => {
  const shown = Object.keys(flags).filter((flag) => flags[flag]?.({}).steps);
  expect(shown).toHaveLength(14);
  expect(policyOf(Object.fromEntries(shown.map((flag) => [flag, 'M']))).steps).toHaveLength(14);
  expect(policyOf(Object.fromEntries(shown.map((flag) => [flag, 'E']))).steps).toEqual([]);
});
