import { expect, test } from 'vitest';
import { isValidationError } from '../errors/validation-error.ts';
import { normalizeDomain } from './normalize-domain.ts';

test.each([
  ['provedor.com.br', 'provedor.com.br'],
  ['  https://Provedor.com.br/app?x=1#y ', 'provedor.com.br'],
  ['http://localhost:8080/', 'localhost:8080'],
  ['127.0.0.1:3000', '127.0.0.1:3000'],
  ['[::1]:3000', '[::1]:3000'],
  ['provedor.com.br.', 'provedor.com.br'],
  ['PROVEDOR.COM.BR:443/', 'provedor.com.br:443'],
  ['açaí.net.br', 'açaí.net.br'],
])('%j is %j', (typed, domain) => {
  expect(normalizeDomain(typed)).toBe(domain);
  expect(normalizeDomain(domain)).toBe(domain);
});

test.each([
  ['', 'required'],
  ['   ', 'required'],
  ['https://', 'required'],
  ['my provider', 'not_a_domain'],
  ['user@provider.com', 'not_a_domain'],
  ['-bad-.com', 'not_a_domain'],
  ['a..b', 'not_a_domain'],
  ['javascript:alert(1)', 'not_a_domain'],
  ['a'.repeat(300), 'not_a_domain'],
])('%j is refused as %s', refuses);

test('a domain in front of a wall of spaces is not trusted', () => {
  refuses(`ok.com${' '.repeat(5000)}x`, 'not_a_domain');
});

function refuses(typed: string, code: string) {
  try {
    normalizeDomain(typed);
    expect.unreachable();
  } catch (error) {
    if (!isValidationError(error)) throw error;
    expect(error.issues).toEqual([{ path: ['domain'], code, params: {} }]);
  }
}
