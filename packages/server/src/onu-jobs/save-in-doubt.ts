import { type FieldError, isFieldError } from '@field/core';
import type { Store } from '../storage/store.ts';
import type { OltSession } from './olt-gateway.ts';
import type { StoredOnuJob } from './stored-onu-job.ts';

/** How far back the last write of a ticket is looked for. */
const jobsToLookAt = 20;

/**
 * Whether the last write for a ticket on an OLT has no known end. Then what the OLT holds may be that write's, and never saved: the
 * next restart of the OLT would lose it.
 */
export async function isInDoubt(
  store: Store,
  { id, ticketId }: StoredOnuJob,
  oltId: string,
): Promise<boolean> {
  const { items } = await store.onuJobs.listOfTicket(ticketId, { limit: jobsToLookAt });
  const last = items.find((job) => job.id !== id && job.begunWrite?.oltId === oltId);
  return last?.state === 'unknown';
}

/** Saves what the OLT holds; it works whether or not the OLT saves, so that a failure is told beside it. */
export async function trySave(session: OltSession, signal: AbortSignal): Promise<FieldError | null> {
  try {
    await session.save({ signal });
    return null;
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return error;
  }
}
