import type { ProtocolPromise } from '../protocol-promise.ts';
import { accessPromises } from './access.ts';
import { closingPromises } from './closing.ts';
import { editingPromises } from './editing.ts';
import { evidencePromises } from './evidence.ts';
import { idempotencyPromises } from './idempotency.ts';
import { problemPromises } from './problems.ts';
import { readingPromises } from './reading.ts';

/** Every promise that is tested, in the order of the report. Those that close tickets come last. */
export const protocolPromises: readonly ProtocolPromise[] = [
  ...problemPromises,
  ...accessPromises,
  ...idempotencyPromises,
  ...editingPromises,
  ...readingPromises,
  ...evidencePromises,
  ...closingPromises,
];
