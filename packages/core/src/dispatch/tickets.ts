import {
  Address,
  CodedLabel,
  Customer,
  fieldsOf,
  Location,
  Schedule,
  TicketFilter,
  TicketPriority,
} from '../index.ts';
import {
  type Infer,
  id,
  nullable,
  object,
  oneOf,
  optional,
  personal,
  place,
  text,
} from '../schema/schema.ts';

/** Which of the company's tickets a dispatcher's list holds; beside {@link TicketFilter}, who has them. */
export const DispatchFilter = object({
  ...fieldsOf(TicketFilter),
  technicianId: optional(id()),
  /** `no`: tickets nobody has yet. */
  assigned: optional(oneOf(['yes', 'no'])),
});
export type DispatchFilter = Infer<typeof DispatchFilter>;

/** A ticket to open for the company of the sign-in. Left out: `normal` priority, no schedule, nobody assigned. */
export const NewTicket = object({
  contractId: id(),
  /** A code of the provider's catalogue of problems. */
  problemCode: id(),
  subcategory: optional(nullable(CodedLabel)),
  priority: optional(TicketPriority),
  schedule: optional(nullable(Schedule)),
  technicianId: optional(nullable(id())),
  address: place(Address),
  location: optional(nullable(place(Location))),
  customer: Customer,
  /** The number the customer was given, where another system gave one; the server's own otherwise. */
  protocol: optional(id()),
});
export type NewTicket = Infer<typeof NewTicket>;

/** Gives a ticket to a technician, or with `null` to nobody. */
export const AssignTicket = object({ technicianId: nullable(id()) });
export type AssignTicket = Infer<typeof AssignTicket>;

/** Sets the window agreed with the customer, or with `null` takes it back. */
export const ScheduleTicket = object({ schedule: nullable(Schedule) });
export type ScheduleTicket = Infer<typeof ScheduleTicket>;

/** Ends a ticket without work; the reason stands in its history. */
export const CancelTicket = object({ reason: personal(text(2000, 1)) });
export type CancelTicket = Infer<typeof CancelTicket>;
