import { Location } from '../location/location.ts';
import {
  dateTime,
  type Infer,
  id,
  list,
  nullable,
  object,
  oneOf,
  optional,
  personal,
  place,
  text,
} from '../schema/schema.ts';
import { Answer, maxAnswers } from './answer.ts';

/** How one trip to a customer ended. */
export const VisitOutcome = oneOf([
  'resolved',
  'unresolved',
  'customerAbsent',
  'customerRefused',
  'accessBlocked',
  'needsMaterial',
  'networkFault',
  'rescheduled',
]);
export type VisitOutcome = Infer<typeof VisitOutcome>;

/** One trip to a ticket: when and where it started, when and how it ended. */
export const Visit = object({
  id: id(),
  ticketId: id(),
  technicianId: id(),
  startedAt: dateTime(),
  startedFrom: nullable(place(Location)),
  endedAt: nullable(dateTime()),
  outcome: nullable(VisitOutcome),
});
export type Visit = Infer<typeof Visit>;

/** Opens a visit. `location` is `null` when the device gives no position. */
export const StartVisit = object({
  startedAt: dateTime(),
  location: nullable(place(Location)),
  /** The safety form, where the provider has one. */
  answers: optional(list(Answer, maxAnswers)),
  photos: optional(list(id(), 50)),
  team: optional(list(id(), 100)),
});
export type StartVisit = Infer<typeof StartVisit>;

/** Says that the technician is on the way. */
export const Departure = object({ occurredAt: dateTime(), location: nullable(place(Location)) });
export type Departure = Infer<typeof Departure>;

/** Nobody was at home: keeps the attempt on record. */
export const CustomerAbsent = object({
  occurredAt: dateTime(),
  location: nullable(place(Location)),
  note: nullable(personal(text(2000))),
});
export type CustomerAbsent = Infer<typeof CustomerAbsent>;

/** Corrects where the customer's address is on the map. */
export const UpdateLocation = object({ occurredAt: dateTime(), location: place(Location) });
export type UpdateLocation = Infer<typeof UpdateLocation>;
