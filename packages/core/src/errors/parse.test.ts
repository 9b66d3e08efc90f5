import { expect, test } from 'vitest';
import { closing, ticket } from '../../test/samples.ts';
import { Closing } from '../closing/closing.ts';
import { Evidence } from '../evidence/evidence.ts';
import { UseProduct } from '../product/product.ts';
import { TenantDiscovery } from '../tenant/tenant.ts';
import { Ticket, TicketPage } from '../ticket/ticket.ts';
import { formatIssue } from './issue.ts';
import { check, parse } from './parse.ts';
import { isValidationError, ValidationError } from './validation-error.ts';

function issuesOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (isValidationError(error)) return error.issues;
    throw error;
  }
  return [];
}

test('bad input names every wrong field by its path, in three languages', () => {
  const { cause: _, ...withoutCause } = closing({ details: 7 as never, photos: ['ok', ''] });
  const issues = issuesOf(() => parse(Closing, withoutCause, { root: 'closing' }));
  expect(issues.map((issue) => formatIssue(issue, 'pt-BR'))).toEqual([
    'closing.cause: é obrigatório',
    'closing.details: deve ser um texto',
    'closing.photos[1]: é obrigatório',
  ]);
  expect(issues.map((issue) => formatIssue(issue, 'en'))).toEqual([
    'closing.cause: is required',
    'closing.details: must be text',
    'closing.photos[1]: is required',
  ]);
  expect(issues.map((issue) => formatIssue(issue, 'es'))[0]).toBe('closing.cause: es obligatorio');
});

test.each<[string, unknown, string, string]>([
  ['status', 'aberto', 'unknown_value', 'status: deve ser um destes valores: open, scheduled'],
  ['version', 1.5, 'not_whole', 'version: deve ser um número inteiro'],
  ['version', -1, 'too_small', 'version: deve ser no mínimo 0'],
  ['version', Number.NaN, 'wrong_type', 'version: deve ser um número'],
  ['openedAt', '31/01/2026 14:28', 'not_a_date', 'openedAt: deve ser uma data e hora como'],
  ['openedAt', '2026-02-30T10:00:00Z', 'not_a_date', 'openedAt: deve ser uma data e hora como'],
  ['id', '', 'required', 'id: é obrigatório'],
  ['id', null, 'wrong_type', 'id: deve ser um texto'],
  ['id', 'x'.repeat(129), 'too_long', 'id: deve ter no máximo 128 caracteres'],
  ['address', [], 'wrong_type', 'address: deve ser um objeto'],
])('a ticket with %s = %j is refused as %s', (field, value, code, sentence) => {
  const result = check(Ticket, { ...ticket(), [field]: value });
  if (result.ok) expect.unreachable();
  expect(result.issues.map((issue) => issue.code)).toEqual([code]);
  expect(result.issues[0] && formatIssue(result.issues[0], 'pt-BR')).toContain(sentence);
});

test.each<[number, string]>([
  [0, 'not_more_than'],
  [-1, 'not_more_than'],
  [0.0001, 'too_precise'],
  [1_000_001, 'too_big'],
  [Number.POSITIVE_INFINITY, 'wrong_type'],
])('a quantity of %d is refused as %s', (quantity, code) => {
  const issues = issuesOf(() => parse(UseProduct, { productId: 'p', quantity, mode: 'sale' }));
  expect(issues.map((issue) => [issue.path.join('.'), issue.code])).toEqual([['quantity', code]]);
});

test('a 20 MB photo is too big before a byte of it is looked at', () => {
  const evidence = {
    id: 'e',
    sha256: 'a'.repeat(64),
    mediaType: 'image/jpeg',
    bytes: 20_000_000,
    category: 'photo',
    caption: null,
    takenAt: '2026-01-31T14:28:00Z',
    location: null,
  };
  expect(issuesOf(() => parse(Evidence, evidence))).toEqual([
    { path: ['bytes'], code: 'too_big', params: { max: 10_000_000 } },
  ]);
  expect(issuesOf(() => parse(Evidence, { ...evidence, bytes: 1, sha256: 'A'.repeat(64) }))).toEqual([
    { path: ['sha256'], code: 'not_a_sha256', params: {} },
  ]);
});

test.each([
  'ftp://provider.com.br',
  'provider.com.br',
  'https://user:secret@provider.com.br',
  'https://',
  '',
])('an API address of %j is refused without repeating it', (apiUrl) => {
  const document = { version: 1, tenantId: 't', name: 'P', apiUrl, locale: 'pt-BR', companies: [] };
  const issues = issuesOf(() => parse(TenantDiscovery, { ...document, capabilities: [] }));
  expect(issues.map(({ path, code }) => [path[0], code])).toEqual([
    ['apiUrl', apiUrl === '' ? 'required' : 'not_a_url'],
  ]);
  expect(JSON.stringify(issues)).not.toContain('secret');
});

test('unknown keys are stripped, known ones kept as they are', () => {
  const sent = ticket();
  expect(parse(Ticket, { ...sent, isAdmin: true, customer: { ...sent.customer, cpf: '1' } })).toEqual(sent);
});

test('a key named __proto__ changes no prototype', () => {
  const hostile = JSON.parse(
    `{"__proto__": {"admin": true}, "productId": "p", "quantity": 1, "mode": "sale"}`,
  );
  const value = parse(UseProduct, hostile) as Record<string, unknown>;
  expect(value.admin).toBeUndefined();
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
});

test('one error carries all issues, its text lists the first ten, its list is bounded', () => {
  const result = check(Closing, closing({ photos: Array.from({ length: 50 }, () => '') }));
  if (result.ok) expect.unreachable();
  const error = new ValidationError(result.issues);
  expect(error.issues).toHaveLength(50);
  expect(error.code).toBe('core.invalid_input');
  expect(error.retryable).toBe(false);
  expect(error.text('en').message.match(/photos\[/g)).toHaveLength(10);
  const many = check(TicketPage, { items: Array.from({ length: 500 }, () => ({})) });
  if (many.ok) expect.unreachable();
  expect(many.issues).toHaveLength(100);
});

test('the JSON of a validation error holds its issues for a program', () => {
  const error = new ValidationError([{ path: ['a', 0], code: 'required', params: {} }]);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    code: 'core.invalid_input',
    message: 'The input is not valid: a[0]: is required.',
    issues: [{ path: ['a', 0], code: 'required', params: {} }],
  });
});
