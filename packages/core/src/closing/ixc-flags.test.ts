import { expect, test } from 'vitest';
import { closing, ticket } from '../../test/samples.ts';
import { check } from '../errors/parse.ts';
import { businessDays, findClashes, readSla, type SlaTerms } from '../sla/index.ts';
import type { Ticket } from '../ticket/ticket.ts';
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
  wiz_servico: () => ({ steps: ['service'] }),
  wiz_dados_tecnicos: () => ({ steps: ['technicalData'] }),
  wiz_service_mobile_prod_imobilizados: () => ({ steps: ['fixedAssets'] }),
  wiz_service_mobile_prod_outros: () => ({ steps: ['otherProducts'] }),
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
  expect(shown).toHaveLength(18);
  expect(policyOf(Object.fromEntries(shown.map((flag) => [flag, 'M']))).steps).toHaveLength(18);
  expect(policyOf(Object.fromEntries(shown.map((flag) => [flag, 'E']))).steps).toEqual([]);
});

/** The flags that are about time: the agreement they make of a ticket. */
function termsOf(row: Readonly<Record<string, string>>, ticket: Ticket): SlaTerms {
  const byAppointment = row.considerar_sla === 'AG';
  return {
    startsAt: byAppointment ? (ticket.schedule?.startsAt ?? ticket.openedAt) : ticket.openedAt,
    targetMinutes: 60 * Number(byAppointment ? row.meta_horas_agendamento : row.meta_horas_abertura),
    ...(row.sla_apenas_dias_uteis === 'S' && { calendar: businessDays }),
  };
}

test('the agreed hours run from the opening or the appointment, on working days alone where it says so', () => {
  const hours = { meta_horas_abertura: '72.0', meta_horas_agendamento: '4.0' };
  const due = (row: Record<string, string>) =>
    readSla(termsOf({ ...hours, ...row }, ticket()), ticket().openedAt)?.dueAt;
  expect(due({ considerar_sla: 'AB', sla_apenas_dias_uteis: 'N' })).toBe('2026-02-02T12:12:00.000Z');
  expect(due({ considerar_sla: 'AB', sla_apenas_dias_uteis: 'S' })).toBe('2026-02-04T12:12:00.000Z');
  expect(due({ considerar_sla: 'AG', sla_apenas_dias_uteis: 'N' })).toBe('2026-01-31T21:00:00.000Z');
});

test('clashing appointments are found where they are checked', () => {
  const at = (startsAt: string, endsAt: string) => ({
    schedule: { startsAt: `2026-01-31T${startsAt}:00-03:00`, endsAt: `2026-01-31T${endsAt}:00-03:00` },
  });
  const others = [at('12:00', '14:00'), at('15:59', '17:00'), { schedule: null }, at('14:30', '15:00')];
  const clashes = (row: Record<string, string>) =>
    row.validar_choque_horarios_agendamento_os === 'S'
      ? findClashes(at('14:00', '16:00').schedule, others)
      : [];
  expect(clashes({ validar_choque_horarios_agendamento_os: 'S' })).toEqual([others[1], others[3]]);
  expect(clashes({ validar_choque_horarios_agendamento_os: 'N' })).toEqual([]);
  expect(findClashes(at('16:00', '14:00').schedule, others)).toEqual([]);
});

test('a subject that is not shown in the app is a policy without a section', () => {
  const policy = policyOf({ mostrar_no_service: 'N' });
  expect(policy.steps).toEqual([]);
  expect(check(ClosingPolicy, policy).ok).toBe(true);
});
