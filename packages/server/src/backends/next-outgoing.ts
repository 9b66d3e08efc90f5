import type { Outgoing } from './backend-store.ts';

/** How long a closing waits for photos that were promised with it. */
const maxWaitForEvidenceMs = 24 * 3_600_000;

/**
 * The operation to work on next, of those that are not done. Those of a ticket go one after another, but what one ticket waits for
 * holds no other up. A closing goes last: behind the photos that came after it, and those its report still waits for.
 *
 * @param awaiting tickets whose report names files that have not arrived
 */
export function nextOutgoing(
  operations: readonly Outgoing[],
  awaiting: ReadonlySet<string>,
  now: string,
): Outgoing | undefined {
  const isDue = ({ state, nextAt, heldUntil }: Outgoing) => {
    if (state === 'sending' || (state === 'unknown' && heldUntil !== null)) return (heldUntil ?? '') < now;
    return state !== 'refused' && nextAt <= now;
  };
  const waitsForEvidence = ({ kind, ticketId, recordedAt }: Outgoing) =>
    kind === 'closed' &&
    awaiting.has(ticketId) &&
    Date.parse(now) - Date.parse(recordedAt) < maxWaitForEvidenceMs;
  const isBlocked = (one: Outgoing) =>
    operations.some(
      (other) =>
        other.ticketId === one.ticketId &&
        other !== one &&
        (other.number < one.number
          ? !(one.kind === 'evidenceAdded' && other.kind === 'closed')
          : one.kind === 'closed' && other.kind === 'evidenceAdded'),
    );
  return operations.find((one) => isDue(one) && !waitsForEvidence(one) && !isBlocked(one));
}
