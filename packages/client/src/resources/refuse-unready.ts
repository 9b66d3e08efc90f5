import { type ClosingContext, type Finding, isFieldError, type Locale } from '@field/core';
import { formatFinding } from '@field/core/texts';
import { invalidAs } from '../errors/invalid-input.ts';
import type { ChangeOptions, Input } from './api.ts';

/** What a report takes beside its fields: the start of a visit, or a closing. */
export interface ReportOptions extends ChangeOptions {
  /** What else is known: the provider's policy, the ticket's state, what its photos show. */
  readonly context?: Input<ClosingContext> | undefined;
}

/**
 * Lets core judge a report before a byte is sent.
 * @throws ClientError `client.invalid`, naming every field that is missing
 */
export function refuseUnready(judge: () => void, locale: Locale): void {
  try {
    judge();
  } catch (error) {
    if (!isFieldError(error)) throw error;
    const findings = error.details.findings as readonly Finding[];
    const issues = findings
      .filter(({ severity }) => severity === 'error')
      .map((finding) => {
        const { code, params, path } = finding;
        return { path, code, params, message: formatFinding(finding, locale) };
      });
    throw invalidAs(error, issues);
  }
}
