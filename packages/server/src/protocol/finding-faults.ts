import type { Finding, Locale } from '@field/core';
import { formatFinding } from '@field/core/texts';
import type { Fault } from '../problem/fault.ts';

/** What stops a closing or a start, as a problem tells it; warnings do not. */
export function findingFaults(findings: readonly Finding[]): Fault[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map((finding) => ({
      path: finding.path,
      code: finding.code,
      texts: inEveryLanguage((locale) => formatFinding(finding, locale)),
    }));
}

export function inEveryLanguage(say: (locale: Locale) => string): Fault['texts'] {
  return { en: say('en'), 'pt-BR': say('pt-BR'), es: say('es') };
}
