import type { Locale } from '../i18n/locale.ts';
import { type ErrorText, FieldError, type FieldErrorJson, isFieldError } from './field-error.ts';
import { formatIssue, type Issue } from './issue.ts';

const wrapping = {
  en: ['The input is not valid', 'Correct the named fields and try again.'],
  'pt-BR': ['A entrada não é válida', 'Corrija os campos indicados e tente de novo.'],
  es: ['La entrada no es válida', 'Corrija los campos indicados e intente de nuevo.'],
} as const;

const shownIssues = 10;

function describe(issues: readonly Issue[], locale: Locale): ErrorText {
  const [intro, next] = wrapping[locale];
  const shown = issues.slice(0, shownIssues).map((issue) => formatIssue(issue, locale));
  const rest = issues.length > shownIssues ? '; …' : '';
  return { message: `${intro}: ${shown.join('; ')}${rest}.`, next };
}

/** Bad input: code `core.invalid_input`, with one issue for each field that is wrong. Never retryable. */
export class ValidationError extends FieldError {
  override readonly name = 'ValidationError';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const texts = {
      en: describe(issues, 'en'),
      'pt-BR': describe(issues, 'pt-BR'),
      es: describe(issues, 'es'),
    };
    super('core.invalid_input', { texts, details: { issues } });
    this.issues = issues;
  }

  override toJSON(): FieldErrorJson & { readonly issues: readonly Issue[] } {
    return { ...super.toJSON(), issues: this.issues };
  }
}

/** Whether a thrown value is a {@link ValidationError}, from whichever copy of the package. */
export function isValidationError(error: unknown): error is ValidationError {
  return isFieldError(error, 'core.invalid_input') && Array.isArray((error as ValidationError).issues);
}
