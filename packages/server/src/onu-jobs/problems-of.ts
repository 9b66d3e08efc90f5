import { type Locale, locales, type Problem } from '@field/core';
import { describeProblem } from '../problem/problem-answer.ts';

/** An error in every language; a job has no request to take its trace from, so its id is the trace. */
export function problemsOf(error: unknown, jobId: string): Readonly<Record<Locale, Problem>> {
  const traceId = jobId.replaceAll('-', '');
  const texts = locales.map((locale) => [locale, describeProblem(error, { locale, traceId })]);
  return Object.fromEntries(texts) as Record<Locale, Problem>;
}
