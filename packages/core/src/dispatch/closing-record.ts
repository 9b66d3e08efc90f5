import { Closing, fieldsOf, Person, ProductUses } from '../index.ts';
import { dateTime, type Infer, id, list, nullable, object, optional, text } from '../schema/schema.ts';
import { TicketEvidence } from '../uploads/index.ts';

/** How a ticket was closed: the report as it was sent, by whom, and what it rests on. */
export const ClosingRecord = object({
  closing: Closing,
  closedBy: Person,
  recordedAt: dateTime(),
  products: fieldsOf(ProductUses).items,
  evidence: TicketEvidence,
});
export type ClosingRecord = Infer<typeof ClosingRecord>;

/** What was shown or sent for a ticket that the provider may have to answer for, such as a PPPoE password. */
export const AuditRecord = object({
  /** `pppoe.shown`, `onu.authorize`, …: new ones may come. */
  action: text(64, 1),
  at: dateTime(),
  technicianId: id(),
});
export type AuditRecord = Infer<typeof AuditRecord>;

/** A page of the audit of one ticket, oldest first. `nextCursor` as in `People`. */
export const TicketAudit = object({
  items: list(AuditRecord, 10_000),
  nextCursor: optional(nullable(text(4096, 1))),
});
export type TicketAudit = Infer<typeof TicketAudit>;
