import { expect, test } from 'vitest';
import { defineErrors } from './define-errors.ts';
import { FieldError, isFieldError } from './field-error.ts';

const makeError = defineErrors({
  'olt.timeout': {
    retryable: true,
    en: ['{host} did not answer in {timeoutMs} ms.', 'Check the link and try again.'],
    'pt-BR': ['{host} não respondeu em {timeoutMs} ms.', 'Verifique o enlace e tente de novo.'],
    es: ['{host} no respondió en {timeoutMs} ms.', 'Revise el enlace e intente de nuevo.'],
  },
  'olt.command_refused': {
    en: ['The OLT refused {command}: {reply}', 'Read the reply and correct the request.'],
    'pt-BR': ['A OLT recusou {command}: {reply}', 'Leia a resposta e corrija o pedido.'],
    es: ['La OLT rechazó {command}: {reply}', 'Lea la respuesta y corrija el pedido.'],
  },
});

test('an error says what went wrong and what to do in the language of the reader', () => {
  const error = makeError('olt.timeout', { host: '127.0.0.1', timeoutMs: 5000 });
  expect(error.message).toBe('127.0.0.1 did not answer in 5000 ms. Check the link and try again.');
  expect(error.text('pt-BR')).toEqual({
    message: '127.0.0.1 não respondeu em 5000 ms.',
    next: 'Verifique o enlace e tente de novo.',
  });
  expect(error.text('es').message).toBe('127.0.0.1 no respondió en 5000 ms.');
});

test('whether to try again comes from the catalogue, unless this occurrence differs', () => {
  expect(makeError('olt.timeout').retryable).toBe(true);
  expect(makeError('olt.command_refused').retryable).toBe(false);
  expect(makeError('olt.timeout', {}, { retryable: false }).retryable).toBe(false);
});

test('the cause is kept for the programmer and stays out of the JSON', () => {
  const cause = new TypeError('socket hang up at /home/secret');
  const error = makeError('olt.timeout', { host: 'olt-1', timeoutMs: 10 }, { cause });
  expect(error.cause).toBe(cause);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    code: 'olt.timeout',
    message: 'olt-1 did not answer in 10 ms.',
    next: 'Check the link and try again.',
    retryable: true,
    details: { host: 'olt-1', timeoutMs: 10 },
  });
});

test('an error of another copy of the package is recognised, other values are not', () => {
  const foreign = Object.assign(new Error('from another copy'), { code: 'olt.timeout' });
  Object.defineProperty(foreign, Symbol.for('@field/core/FieldError'), { value: true });
  expect(foreign instanceof FieldError).toBe(false);
  expect(isFieldError(foreign)).toBe(true);
  expect(isFieldError(foreign, 'olt.timeout')).toBe(true);
  expect(isFieldError(foreign, 'olt.command_refused')).toBe(false);
  for (const value of [new Error('plain'), { code: 'olt.timeout' }, 'olt.timeout', null, undefined]) {
    expect(isFieldError(value)).toBe(false);
  }
});

test('a missing detail shows as a question mark, never as braces', () => {
  expect(makeError('olt.command_refused', { command: 'save' }).text('en').message).toBe(
    'The OLT refused save: ?',
  );
});

test('details named like inherited properties do not leak into a text', () => {
  const error = defineErrors({
    'x.y': { en: ['{constructor}', 'n'], 'pt-BR': ['{constructor}', 'n'], es: ['{constructor}', 'n'] },
  })('x.y');
  expect(error.text('en').message).toBe('?');
});
