import { expect, test } from 'vitest';
import { closing, ticket } from '../../test/samples.ts';
import { defaultClosingPolicy, FieldError } from '../index.ts';
import { assertClosable } from './assert-closable.ts';
import { assertStartable } from './assert-startable.ts';

test('the technician is told in Portuguese what is missing and what to do', () => {
  try {
    assertClosable(closing({ customerSignature: null, photos: [] }), ticket());
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    expect(error.code).toBe('core.closing_incomplete');
    expect(error.text('pt-BR')).toEqual({
      message:
        'O chamado ainda não pode ser fechado: Adicione pelo menos uma foto. Peça a assinatura do cliente.',
      next: 'Complete o fechamento e salve de novo.',
    });
    expect(error.details.findings).toHaveLength(2);
  }
});

test('warnings do not stop a closing', () => {
  expect(() =>
    assertClosable(closing({ readings: { ...closing().readings, rxAtOnuDbm: null } })),
  ).not.toThrow();
});

test('a visit does not start without the safety form its policy asks for', () => {
  const start = { startedAt: closing().occurredAt, location: null };
  const policy = { ...defaultClosingPolicy, start: [{ require: 'answer' as const, item: 'helmet' }] };
  expect(() => assertStartable(start, { policy })).toThrow(
    expect.objectContaining({ code: 'core.visit_not_ready' }),
  );
  expect(() =>
    assertStartable({ ...start, answers: [{ item: 'helmet', value: true }] }, { policy }),
  ).not.toThrow();
  expect(() => assertStartable(start)).not.toThrow();
});
