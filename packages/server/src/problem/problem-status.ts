import { authError } from '../auth/auth-errors.ts';
import { backendError } from '../backends/backend-errors.ts';
import { cliError } from '../cli/cli-errors.ts';
import { conformanceError } from '../conformance/conformance-errors.ts';
import { evidenceError } from '../evidence/evidence-errors.ts';
import { oltStatus } from '../onu-jobs/olt-status.ts';
import { onuError } from '../onu-jobs/onu-errors.ts';
import { dispatchError } from '../protocol/dispatch/dispatch-errors.ts';
import { protocolError } from '../protocol/protocol-errors.ts';
import { workError } from '../protocol/work-errors.ts';
import { startError } from '../start-error.ts';
import { storageError } from '../storage/storage-errors.ts';

/** The HTTP status of every error of this server's own. */
export const problemStatuses = {
  ...protocolError.statuses,
  ...authError.statuses,
  ...workError.statuses,
  ...dispatchError.statuses,
  ...evidenceError.statuses,
  ...onuError.statuses,
  ...backendError.statuses,
  ...storageError.statuses,
  ...cliError.statuses,
  ...startError.statuses,
  ...conformanceError.statuses,
};

/** A code of this server's own errors. */
export type ServerErrorCode = keyof typeof problemStatuses;

/** The HTTP status of an error code; 422 for bad input, the OLT's own statuses, 500 for what is not known. */
export function statusOf(code: string): number {
  if (code === 'core.invalid_input') return 422;
  if (Object.hasOwn(problemStatuses, code)) return problemStatuses[code as ServerErrorCode];
  return code.startsWith('olt.') ? oltStatus(code) : 500;
}
