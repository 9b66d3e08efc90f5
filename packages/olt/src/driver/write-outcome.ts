import type { FieldError } from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { WriteDecision, WriteResult } from '../contract/plan.ts';

/** Whether something was changed, and nothing is in doubt. */
export function wentThrough(result: WriteResult): boolean {
  return result.error === null && result.outcome !== 'unchanged' && result.outcome !== 'conflict';
}

/** The result, with what went wrong after the write itself. */
export function withError(result: WriteResult, { code, message, details }: FieldError): WriteResult {
  return { ...result, saved: false, error: { code, message, details } };
}

/** The result of a decision that needs no command. */
export function withoutSteps(decision: Exclude<WriteDecision, { kind: 'plan' }>): WriteResult {
  const conflict = decision.kind === 'conflict' ? oltError(decision.code, decision.details) : null;
  return {
    outcome: decision.kind,
    address: decision.address,
    applied: [],
    undone: [],
    remains: [],
    error: conflict && { code: conflict.code, message: conflict.message, details: conflict.details },
    saved: false,
  };
}

/** Two decisions with one fingerprint send the same bytes in the same places. */
export function fingerprint(decision: WriteDecision): string {
  return JSON.stringify(decision, (_key, value: unknown) =>
    value instanceof RegExp ? String(value) : value,
  );
}
