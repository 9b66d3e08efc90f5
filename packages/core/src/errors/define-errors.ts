import { fillText } from '../i18n/fill-text.ts';
import type { Locale } from '../i18n/locale.ts';
import { FieldError } from './field-error.ts';

/** One error of a catalogue: `[message, next step]` in each language, with `{name}` placeholders. */
export type ErrorDefinition = {
  /** Whether the same request may succeed later without a change; `false` when left out. */
  readonly retryable?: boolean;
} & Readonly<Record<Locale, readonly [message: string, next: string]>>;

/** A package's errors by code. */
export type ErrorCatalogue = Readonly<Record<string, ErrorDefinition>>;

type ErrorDetails = Readonly<Record<string, unknown>>;

interface ErrorOptions {
  readonly cause?: unknown;
  readonly retryable?: boolean | undefined;
}

/** Makes the errors of one catalogue; see {@link defineErrors}. */
export interface ErrorFactory<Code extends string> {
  /**
   * @param details fills the placeholders of the texts and is carried by the error; never put a secret in it
   * @param options the cause, and `retryable` where this occurrence differs from its definition
   */
  (code: Code, details?: ErrorDetails, options?: ErrorOptions): FieldError;
  /** The definitions, for documentation and for {@link FieldError}s rebuilt from a wire form. */
  readonly catalogue: Readonly<Record<Code, ErrorDefinition>>;
}

/**
 * Declares the errors a package throws and returns the function that makes them, typed by their codes.
 *
 * @example
 * export const oltError = defineErrors({
 *   'olt.timeout': {
 *     retryable: true,
 *     en: ['{host} did not answer in {timeoutMs} ms.', 'Check the cable and try again.'],
 *     'pt-BR': ['{host} não respondeu em {timeoutMs} ms.', 'Verifique o cabo e tente de novo.'],
 *     es: ['{host} no respondió en {timeoutMs} ms.', 'Revise el cable e intente de nuevo.'],
 *   },
 * });
 * throw oltError('olt.timeout', { host, timeoutMs }, { cause });
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineErrors<const Catalogue extends ErrorCatalogue>(
  catalogue: Catalogue,
): ErrorFactory<keyof Catalogue & string> {
  type Code = keyof Catalogue & string;
  function make(code: Code, details: ErrorDetails = {}, options: ErrorOptions = {}): FieldError {
    const definition = catalogue[code] as ErrorDefinition;
    const fill = (locale: Locale) => {
      const [message, next] = definition[locale];
      return { message: fillText(message, details, locale), next: fillText(next, details, locale) };
    };
    return new FieldError(code, {
      texts: { en: fill('en'), 'pt-BR': fill('pt-BR'), es: fill('es') },
      retryable: options.retryable ?? definition.retryable,
      details,
      cause: options.cause,
    });
  }
  return Object.assign(make, { catalogue });
}
