import { Location } from '../location/location.ts';
import { ProductUnit } from '../product/product.ts';
import {
  dateTime,
  decimal,
  type Infer,
  id,
  nullable,
  object,
  oneOf,
  optional,
  personal,
  place,
  text,
  whole,
} from '../schema/schema.ts';
import { Person } from '../tenant/tenant.ts';

/** What a timeline entry records. */
export const TimelineKind = oneOf([
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
export type TimelineKind = Infer<typeof TimelineKind>;

/** The facts of a timeline entry; which are given depends on its kind, see {@link formatTimelineEntry}. */
export const TimelineParams = object({
  /** Products and loans. */
  name: optional(text(200)),
  quantity: optional(decimal(0, 1_000_000)),
  unit: optional(ProductUnit),
  movementId: optional(id()),
  serial: optional(text(64)),
  /** ONU work. */
  oltId: optional(id()),
  serialNumber: optional(text(128)),
  address: optional(text(64)),
  rxAtOnuDbm: optional(decimal(-50, 10)),
  rxAtOltDbm: optional(decimal(-50, 10)),
  /** Evidence: its id and category. */
  evidenceId: optional(id()),
  category: optional(text(64)),
  /** The outcome of a visit or closing. */
  outcome: optional(text(64)),
  /** Where a visit started, nobody was at home, or the address turned out to be. */
  location: optional(place(Location)),
  /** A note, or the details of a closing. */
  text: optional(personal(text(10_000))),
});
export type TimelineParams = Infer<typeof TimelineParams>;

/**
 * One line of a ticket's history (acompanhamento). `occurredAt` is when it happened by the technician's device,
 * `recordedAt` when the server took it in.
 */
export const TimelineEntry = object({
  id: id(),
  ticketId: id(),
  kind: TimelineKind,
  author: Person,
  occurredAt: dateTime(),
  recordedAt: dateTime(),
  /** How far the device's clock was behind the server's when it was sent, as the device estimated it. */
  skewMs: optional(nullable(whole(-3_155_760_000_000, 3_155_760_000_000))),
  /** The operation that made it, where a device did. */
  operationId: optional(nullable(id())),
  params: TimelineParams,
});
export type TimelineEntry = Infer<typeof TimelineEntry>;
