import { formatOnuAddress, type Locale } from '@field/core';
import { type OltErrorCode, oltError } from '../contract/errors.ts';
import type { WriteDecision, WriteResult } from '../contract/plan.ts';
import { formatPlan } from '../session/format-plan.ts';

type Conflict = Extract<WriteDecision, { readonly kind: 'conflict' }>;

/** What a write would do, for people. */
export function describePlanned(decision: WriteDecision, locale: Locale): string {
  if (decision.kind !== 'conflict') return formatPlan(decision);
  return describeConflict(decision, locale);
}

/** What a write did, for people. */
export function describeResult(result: WriteResult, locale: Locale): string {
  const { outcome, address, error, undone, remains, saved } = result;
  if (outcome === 'conflict' && error && isOltCode(error.code))
    return describeConflict({ kind: outcome, address, code: error.code, details: error.details }, locale);
  const place = address ? ` ${formatOnuAddress(address)}` : '';
  return [
    `${outcome}${place}${saved ? ', configuration saved' : ''}`,
    ...(error ? [`  ${errorWords(error, locale)}`] : []),
    ...(undone.length > 0 ? [`  taken back: ${undone.join(', ')}`] : []),
    ...(remains.length > 0 ? [`  may remain on the OLT: ${remains.join(', ')}`] : []),
  ].join('\n');
}

function describeConflict({ address, code, details }: Conflict, locale: Locale): string {
  const place = address ? formatOnuAddress(address) : null;
  const elsewhere = code === 'olt.serial_exists' && place !== null;
  const { message, next } = oltError(code, details).text(locale);
  const head = elsewhere ? `authorized at ${place}` : (place ?? code);
  return [`conflict: ${head}`, `  ${message} [${code}]`, `  ${next}`].join('\n');
}

function errorWords(error: NonNullable<WriteResult['error']>, locale: Locale): string {
  if (!isOltCode(error.code)) return `${error.message} [${error.code}]`;
  const { message, next } = oltError(error.code, error.details).text(locale);
  return `${message} [${error.code}]\n  ${next}`;
}

function isOltCode(code: string): code is OltErrorCode {
  return Object.hasOwn(oltError.catalogue, code);
}
