import { type ErrorText, FieldError, type Finding, type Locale } from '../index.ts';
import { formatFinding } from './finding-texts.ts';

/** Throws what stops a report, as one error that lists it; warnings pass. */
export function refuseFindings(
  code: string,
  findings: readonly Finding[],
  frame: Readonly<Record<Locale, readonly [intro: string, next: string]>>,
): void {
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return;
  const text = (locale: Locale): ErrorText => {
    const [intro, next] = frame[locale];
    return { message: `${intro}: ${errors.map((error) => formatFinding(error, locale)).join(' ')}`, next };
  };
  throw new FieldError(code, {
    texts: { en: text('en'), 'pt-BR': text('pt-BR'), es: text('es') },
    details: { findings },
  });
}
