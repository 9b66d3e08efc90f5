import { defineErrors, FieldError, fillText, type Locale } from '@field/core';
import { connectionErrors } from './connection-errors.ts';
import { operationErrors } from './operation-errors.ts';
import { wordsFor } from './phrases.ts';
import { refusalErrors } from './refusal-errors.ts';

const make = defineErrors({
  ...connectionErrors,
  ...refusalErrors,
  ...operationErrors,
});

/**
 * Every error this package throws. `empty` lists are no errors: see `CliOutcome`. Where the details `doing` and `reason` are phrases
 * of ours, each text says them in its own language; the details hold them in English.
 */
export const oltError: typeof make = Object.assign(
  (...[code, details = {}, options = {}]: Parameters<typeof make>): FieldError => {
    const say = (locale: Locale) => ({ ...details, ...phrasesOf(details, locale) });
    const { retryable } = make(code, details, options);
    const textIn = (locale: Locale) => make(code, say(locale)).text(locale);
    const texts = { en: textIn('en'), 'pt-BR': textIn('pt-BR'), es: textIn('es') };
    return new FieldError(code, { texts, retryable, details: say('en'), cause: options.cause });
  },
  { catalogue: make.catalogue },
);

function phrasesOf(details: Readonly<Record<string, unknown>>, locale: Locale): Record<string, string> {
  const said: Record<string, string> = {};
  for (const name of ['doing', 'reason']) {
    const words = wordsFor(details[name], locale);
    if (words !== undefined) said[name] = fillText(words, details, locale);
  }
  return said;
}

/** The codes of `oltError`. They never change their meaning. */
export type OltErrorCode = Parameters<typeof oltError>[0];
