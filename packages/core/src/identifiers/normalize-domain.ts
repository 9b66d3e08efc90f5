import { ValidationError } from '../index.ts';

const hostName = /^[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?(?::\d{1,5})?$/u;
const ipv6 = /^\[[0-9a-f:.]{2,45}\](?::\d{1,5})?$/;

/**
 * The domain in what a technician typed or pasted: lower case, without scheme, path and final dot, port kept.
 * `' https://Provedor.com.br/app '` gives `provedor.com.br`.
 * @throws ValidationError (`core.invalid_input`, field `domain`) where no domain can be read
 */
export function normalizeDomain(text: string): string {
  const host = (text.length > 2048 ? '-' : text)
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/\.(?=$|:\d+$)/, '')
    .normalize('NFC')
    .toLowerCase();
  if (host === '') throw new ValidationError([{ path: ['domain'], code: 'required', params: {} }]);
  if ((!hostName.test(host) || /\.\.|\.-|-\./.test(host)) && !ipv6.test(host)) {
    throw new ValidationError([{ path: ['domain'], code: 'not_a_domain', params: {} }]);
  }
  return host;
}
