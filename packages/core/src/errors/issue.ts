import { fillText } from '../i18n/fill-text.ts';
import type { Locale } from '../i18n/locale.ts';

/** One thing wrong with an input: where, what, and the bounds it missed. */
export interface Issue {
  readonly path: readonly (string | number)[];
  /** A key of {@link issueTexts}; never changes between releases. */
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What an {@link Issue} says after the name of its field, in each language. */
export const issueTexts = {
  required: { en: 'is required', 'pt-BR': 'é obrigatório', es: 'es obligatorio' },
  wrong_type: {
    en: 'must be {expected}',
    'pt-BR': 'deve ser {expected}',
    es: 'debe ser {expected}',
  },
  unknown_value: {
    en: 'must be one of: {allowed}',
    'pt-BR': 'deve ser um destes valores: {allowed}',
    es: 'debe ser uno de estos valores: {allowed}',
  },
  too_short: {
    en: 'must have at least {min} characters',
    'pt-BR': 'deve ter pelo menos {min} caracteres',
    es: 'debe tener al menos {min} caracteres',
  },
  too_long: {
    en: 'must have at most {max} characters',
    'pt-BR': 'deve ter no máximo {max} caracteres',
    es: 'debe tener como máximo {max} caracteres',
  },
  too_few: {
    en: 'must have at least {min} items',
    'pt-BR': 'deve ter pelo menos {min} itens',
    es: 'debe tener al menos {min} elementos',
  },
  too_many: {
    en: 'must have at most {max} items',
    'pt-BR': 'deve ter no máximo {max} itens',
    es: 'debe tener como máximo {max} elementos',
  },
  too_small: {
    en: 'must be at least {min}',
    'pt-BR': 'deve ser no mínimo {min}',
    es: 'debe ser como mínimo {min}',
  },
  too_big: {
    en: 'must be at most {max}',
    'pt-BR': 'deve ser no máximo {max}',
    es: 'debe ser como máximo {max}',
  },
  not_more_than: {
    en: 'must be more than {min}',
    'pt-BR': 'deve ser maior que {min}',
    es: 'debe ser mayor que {min}',
  },
  not_whole: {
    en: 'must be a whole number',
    'pt-BR': 'deve ser um número inteiro',
    es: 'debe ser un número entero',
  },
  too_precise: {
    en: 'must have at most {max} decimal places',
    'pt-BR': 'deve ter no máximo {max} casas decimais',
    es: 'debe tener como máximo {max} decimales',
  },
  not_a_date: {
    en: 'must be a date and time such as 2026-01-31T14:28:00-03:00',
    'pt-BR': 'deve ser uma data e hora como 2026-01-31T14:28:00-03:00',
    es: 'debe ser una fecha y hora como 2026-01-31T14:28:00-03:00',
  },
  not_a_url: {
    en: 'must be an http or https address',
    'pt-BR': 'deve ser um endereço http ou https',
    es: 'debe ser una dirección http o https',
  },
  not_a_domain: {
    en: 'must be a domain such as provider.com.br',
    'pt-BR': 'deve ser um domínio como provedor.com.br',
    es: 'debe ser un dominio como proveedor.com',
  },
  not_a_serial_number: {
    en: 'must be an ONU serial number such as HWTC12345678',
    'pt-BR': 'deve ser um número de série de ONU como HWTC12345678',
    es: 'debe ser un número de serie de ONU como HWTC12345678',
  },
  not_a_pon_port: {
    en: 'must be a PON port such as 0/1/2',
    'pt-BR': 'deve ser uma porta PON como 0/1/2',
    es: 'debe ser un puerto PON como 0/1/2',
  },
  not_an_onu_address: {
    en: 'must be an ONU address such as 0/1/2:3',
    'pt-BR': 'deve ser um endereço de ONU como 0/1/2:3',
    es: 'debe ser una dirección de ONU como 0/1/2:3',
  },
  not_a_sha256: {
    en: 'must be a SHA-256 in 64 lower-case hexadecimal digits',
    'pt-BR': 'deve ser um SHA-256 em 64 dígitos hexadecimais minúsculos',
    es: 'debe ser un SHA-256 en 64 dígitos hexadecimales en minúsculas',
  },
  not_enough_stock: {
    en: 'is more than the {available} in stock',
    'pt-BR': 'é mais que os {available} em estoque',
    es: 'es más que los {available} en existencia',
  },
  not_in_stock: {
    en: "is not in the technician's stock",
    'pt-BR': 'não está no estoque do técnico',
    es: 'no está en las existencias del técnico',
  },
  not_json: {
    en: 'cannot be written as JSON',
    'pt-BR': 'não pode ser escrito em JSON',
    es: 'no se puede escribir en JSON',
  },
  invalid: { en: 'is not valid', 'pt-BR': 'não é válido', es: 'no es válido' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

/** The codes core itself gives to issues. */
export type IssueCode = keyof typeof issueTexts;

const typeNames: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  string: { en: 'text', 'pt-BR': 'um texto', es: 'un texto' },
  number: { en: 'a number', 'pt-BR': 'um número', es: 'un número' },
  boolean: { en: 'true or false', 'pt-BR': 'verdadeiro ou falso', es: 'verdadero o falso' },
  array: { en: 'a list', 'pt-BR': 'uma lista', es: 'una lista' },
  object: { en: 'an object', 'pt-BR': 'um objeto', es: 'un objeto' },
};

/** What a reader calls a type of `wrong_type`; anything else as it is. */
export function typeNameOf(expected: unknown, locale: Locale): unknown {
  return typeof expected === 'string' && Object.hasOwn(typeNames, expected)
    ? typeNames[expected]?.[locale]
    : expected;
}

/**
 * A sentence that names the field and says what is wrong: `closing.cause: é obrigatório`. A code this version
 * does not know reads as `invalid`.
 */
export function formatIssue(issue: Issue, locale: Locale): string {
  const texts = Object.hasOwn(issueTexts, issue.code)
    ? issueTexts[issue.code as IssueCode]
    : issueTexts.invalid;
  const { expected } = issue.params;
  const sentence = fillText(
    texts[locale],
    { ...issue.params, expected: typeNameOf(expected, locale) },
    locale,
  );
  return issue.path.length === 0 ? sentence : `${formatPath(issue.path)}: ${sentence}`;
}

/** A field path as people write it: `closing.photos[0].caption`. */
export function formatPath(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    '',
  );
}
