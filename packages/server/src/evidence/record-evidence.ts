import type { Evidence } from '@field/core';
import type { Store } from '../storage/store.ts';

/**
 * Puts a stored file on a ticket, once: the same bytes of the same category are the same evidence. A closing that waited for
 * them is linked.
 */
export async function recordEvidence(
  store: Store,
  ticketId: string,
  file: Omit<Evidence, 'id' | 'location'>,
  recordedAt: string,
): Promise<Evidence> {
  const same = (await store.evidence.listOfTicket(ticketId)).find(
    ({ sha256, category }) => sha256 === file.sha256 && category === file.category,
  );
  if (same) return same;
  const evidence = await store.evidence.add({ ...file, location: null, ticketId, uploadedAt: recordedAt });
  await store.evidence.arrive(ticketId, evidence);
  await store.timeline.add({
    ticketId,
    kind: 'evidenceAdded',
    occurredAt: file.takenAt,
    recordedAt,
    params: {
      evidenceId: evidence.id,
      category: file.category,
      ...(file.caption !== null && { text: file.caption }),
    },
  });
  return evidence;
}
