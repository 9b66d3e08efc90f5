import * as z from 'zod/mini';
import { Location } from '../location/location.ts';
import { dateTime, id, text } from '../schema/primitives.ts';

/** How one trip to a customer ended. */
export const VisitOutcome = z.enum([
  'resolved',
  'unresolved',
  'customerAbsent',
  'customerRefused',
  'accessBlocked',
  'needsMaterial',
  'networkFault',
  'rescheduled',
]);
export type VisitOutcome = z.infer<typeof VisitOutcome>;

/** One trip to a ticket: when and where it started, when and how it ended. */
export const Visit = z.object({
  id: id(),
  ticketId: id(),
  technicianId: id(),
  startedAt: dateTime(),
  startedFrom: z.nullable(Location),
  endedAt: z.nullable(dateTime()),
  outcome: z.nullable(VisitOutcome),
});
export type Visit = z.infer<typeof Visit>;

/** Opens a visit. `location` is `null` when the device gives no position. */
export const StartVisit = z.object({ startedAt: dateTime(), location: z.nullable(Location) });
export type StartVisit = z.infer<typeof StartVisit>;

/** Nobody was at home: keeps the attempt on record. */
export const CustomerAbsent = z.object({
  occurredAt: dateTime(),
  location: z.nullable(Location),
  note: z.nullable(text(2000)),
});
export type CustomerAbsent = z.infer<typeof CustomerAbsent>;

/** Corrects where the customer's address is on the map. */
export const UpdateLocation = z.object({ occurredAt: dateTime(), location: Location });
export type UpdateLocation = z.infer<typeof UpdateLocation>;
