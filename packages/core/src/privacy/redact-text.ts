import { tryParseCnpj, tryParseCpf } from '../identifiers/index.ts';

/** Names of fields whose values are secrets wherever they stand: headers, queries, JSON, `key=value`. */
const secretNames =
  'password|passwd|senha|secret|token|access[-_]?token|refresh[-_]?token|authorization|cookie|set-cookie|api[-_]?key|community|loid|private[-_]?key';

const patterns = [
  [new RegExp(`("(?:${secretNames})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.){0,4096}"`, 'gi'), '$1"[secret]"'],
  [new RegExp(`\\b((?:${secretNames})\\s*[=:]\\s*)"[^"\\n]{1,4096}"`, 'gi'), '$1"[secret]"'],
  [
    new RegExp(`\\b((?:${secretNames})\\s*[=:]\\s*)(?:(?:basic|bearer)\\s+)?[^\\s"'&,;]{1,4096}`, 'gi'),
    '$1[secret]',
  ],
  [/\b(basic|bearer)\s+[\w.~+/=-]{8,4096}/gi, '$1 [secret]'],
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]{1,200}):[^\s@/]{1,200}@/gi, '$1:[secret]@'],
] as const;

const email = /^.+@[\w-]+(?:\.[\w-]+)+/;

/**
 * A text without a schema - a log line, a foreign error - with what looks like a secret or a person taken out: values behind
 * names such as `password` and `token`, credentials in addresses, e-mail addresses, CPF and CNPJ with valid check digits.
 * A net under {@link redact}, not a replacement for it.
 */
export function redactText(text: string): string {
  const bounded = text.length > 100_000 ? `${text.slice(0, 100_000)}…` : text;
  const masked = patterns.reduce((line, [pattern, marker]) => line.replace(pattern, marker), bounded);
  // Word by word: an expression that looks for an address at every letter takes more than time in proportion.
  const anonymous = masked.replace(/[\w.+@-]+/g, (word) => word.replace(email, '[personal]'));
  return anonymous.replace(
    /\b[0-9A-Z]{2,3}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}[-/]?[0-9A-Z]{0,4}-?\d{2}\b/gi,
    (word) => (tryParseCpf(word) || tryParseCnpj(word) ? '[sensitive]' : word),
  );
}
