import { expect, test } from 'vitest';
import { closing, ticket } from '../../test/samples.ts';
import { parse } from '../errors/parse.ts';
import { formatFinding } from '../texts/finding-texts.ts';
import { Closing, ClosingDraft } from './closing.ts';
import { canClose, evaluateClosing } from './evaluate-closing.ts';

const codes = (draft: ClosingDraft) => evaluateClosing(draft).map((finding) => finding.code);

test('a complete closing has nothing missing', () => {
  expect(evaluateClosing(closing(), ticket())).toEqual([]);
});

test('an empty closing lists what is missing in the order of the form', () => {
  const findings = evaluateClosing(parse(ClosingDraft, {}), ticket());
  expect(findings.map(({ severity, path, code }) => `${severity} ${path.join('.')} ${code}`)).toEqual([
    'error cause closing.cause_required',
    'error solution closing.solution_required',
    'error details closing.details_required',
    'warning readings.rxAtOnuDbm closing.signal_not_measured',
    'error photos closing.photo_required',
    'error customerSignature closing.customer_signature_required',
    'error outcome closing.outcome_required',
  ]);
  expect(findings.map((finding) => formatFinding(finding, 'pt-BR'))).toEqual([
    'Selecione a causa do problema.',
    'Selecione o código da solução.',
    'Descreva o que foi feito, com pelo menos 10 caracteres.',
    'O sinal não foi medido.',
    'Adicione pelo menos uma foto.',
    'Peça a assinatura do cliente.',
    'Informe como a visita terminou.',
  ]);
});

test('a closing without the customer signature is stopped; without the technician one it is not', () => {
  expect(codes(closing({ customerSignature: null }))).toEqual(['closing.customer_signature_required']);
  expect(codes(closing({ technicianSignature: null }))).toEqual([]);
});

test('details of spaces are no details', () => {
  expect(codes(closing({ details: `   ok${' '.repeat(20)}` }))).toEqual(['closing.details_required']);
});

test.each([
  [-27.1, 'closing.signal_critical', 'O sinal de -27,1 dBm está fraco demais.'],
  [-7.9, 'closing.signal_overload', 'O sinal de -7,9 dBm está forte demais.'],
])('a signal of %d dBm is a warning that can be accepted', (rxAtOnuDbm, code, sentence) => {
  const findings = evaluateClosing(closing({ readings: { ...closing().readings, rxAtOnuDbm } }));
  expect(findings.map((finding) => finding.code)).toEqual([code]);
  expect(findings[0] && formatFinding(findings[0], 'pt-BR')).toBe(sentence);
  expect(canClose(findings)).toBe(true);
});

test('a finished ticket is not closed again', () => {
  const findings = evaluateClosing(closing(), ticket({ status: 'completed' }));
  expect(findings.map((finding) => finding.code)).toEqual(['closing.ticket_finished']);
  expect(canClose(findings)).toBe(false);
});

test('a closing passes the draft shape too, unchanged', () => {
  expect(parse(ClosingDraft, closing())).toEqual(parse(Closing, closing()));
});
