import { expect, test } from 'vitest';
import { closing, ticket } from '../../test/samples.ts';
import { FieldError } from '../index.ts';
import { assertClosable } from './assert-closable.ts';

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
