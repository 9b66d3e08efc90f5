import { Evidence, EvidenceCategory, fieldsOf } from '../index.ts';
import { type Infer, list, object } from '../schema/schema.ts';

const { sha256 } = fieldsOf(Evidence);

/** The photos and signatures of a ticket, and the files its closing names that have not arrived yet. */
export const TicketEvidence = object({
  items: list(Evidence, 10_000),
  pending: list(object({ sha256, category: EvidenceCategory }), 1000),
});
export type TicketEvidence = Infer<typeof TicketEvidence>;

/**
 * The SHA-256 of a file that a closing names in place of an evidence id, as `sha256:<64 hex digits>`; undefined for an id.
 * A server accepts the closing and waits for the file.
 */
export function awaitedSha256(named: string): string | undefined {
  return /^sha256:([0-9a-f]{64})$/.exec(named)?.[1];
}
