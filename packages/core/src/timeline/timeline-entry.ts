import * as z from 'zod/mini';
import { dateTime, id, text } from '../schema/primitives.ts';
import { Person } from '../tenant/tenant.ts';

/** What a timeline entry records. */
export const TimelineKind = z.enum([
  'visitStarted',
  'customerAbsent',
  'productAdded',
  'productRemoved',
  'loanAdded',
  'loanRemoved',
  'locationUpdated',
  'evidenceAdded',
  'onuAuthorized',
  'signalRead',
  'closed',
  'note',
]);
export type TimelineKind = z.infer<typeof TimelineKind>;

/**
 * One line of a ticket's history (acompanhamento). `occurredAt` is when it happened by the technician's device,
 * `recordedAt` when the server took it in. `params` fill the texts of its kind: `name`, `quantity`, `unit`, `movementId` for products
 * and loans, `serialNumber`, `address` for an ONU, `text` for a note.
 */
export const TimelineEntry = z.object({
  id: id(),
  ticketId: id(),
  kind: TimelineKind,
  author: Person,
  occurredAt: dateTime(),
  recordedAt: dateTime(),
  params: z.record(text(64, 1), z.union([text(4000), z.number(), z.boolean(), z.null()])),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
