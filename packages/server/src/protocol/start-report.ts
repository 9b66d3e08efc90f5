import { type ClosingPolicy, type Evidence, evaluateStart, type StartVisit } from '@field/core';
import { findingFaults } from './finding-faults.ts';
import { workError } from './work-errors.ts';

/** @throws FieldError `server.visit_not_ready`, with all that the policy's safety form still lacks */
export function requireReady(
  start: StartVisit,
  references: { readonly policy: ClosingPolicy; readonly evidence: readonly Evidence[] },
): void {
  const faults = findingFaults(evaluateStart(start, references));
  if (faults.length > 0) throw workError('server.visit_not_ready', { faults });
}
