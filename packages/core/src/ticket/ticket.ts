import { Location } from '../location/location.ts';
import { OnuAddress } from '../onu/address.ts';
import {
  count,
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
  secret,
  text,
  whole,
} from '../schema/schema.ts';

/** Where a ticket stands, whichever system it came from; a state that system alone knows is `unknown`. */
export const TicketStatus = oneOf([
  'open',
  'scheduled',
  'assigned',
  'enRoute',
  'inProgress',
  'paused',
  'awaitingReschedule',
  'completed',
  'completedUnresolved',
  'cancelled',
  'unknown',
]);
export type TicketStatus = Infer<typeof TicketStatus>;

/** How soon a ticket needs attention; `urgent` ones are counted beside the list. */
export const TicketPriority = oneOf(['low', 'normal', 'high', 'urgent']);
export type TicketPriority = Infer<typeof TicketPriority>;

/** One entry of a provider's own catalogue: a stable code and the label people read. */
export const CodedLabel = object({ code: id(), label: text(200) });
export type CodedLabel = Infer<typeof CodedLabel>;

/** The window agreed with the customer. */
export const Schedule = object({ startsAt: dateTime(), endsAt: dateTime() });
export type Schedule = Infer<typeof Schedule>;

/** A postal address; `reference` is the landmark people give where numbers are missing. */
export const Address = object({
  street: text(200),
  number: text(20),
  complement: text(200),
  district: text(100),
  city: text(100),
  state: text(100),
  postalCode: text(20),
  reference: text(500),
});
export type Address = Infer<typeof Address>;

/** Who lives there. */
export const Customer = object({
  id: id(),
  name: personal(text(200, 1)),
  phone: nullable(personal(text(40))),
});
export type Customer = Infer<typeof Customer>;

/** Whether the contract has an ONU, and how it is: `none` where nothing is authorized yet. */
export const OnuState = oneOf(['none', 'authorized', 'online', 'offline', 'unknown']);
export type OnuState = Infer<typeof OnuState>;

/** The ONU bound to a contract and the place it answers at. */
export const ContractOnu = object({ oltId: id(), address: OnuAddress, serialNumber: text(64, 1) });
export type ContractOnu = Infer<typeof ContractOnu>;

/**
 * What the technician needs to connect the customer: CTO, seal (lacre) and port, PPPoE login, plan, ONU.
 * The PPPoE password is not here; see {@link PppoeCredentials}.
 */
export const TicketNetwork = object({
  cto: nullable(text(100)),
  seal: nullable(text(100)),
  ctoPort: nullable(text(20)),
  pppoeLogin: nullable(personal(text(200))),
  plan: nullable(text(200)),
  subplan: nullable(text(200)),
  onuState: OnuState,
  onu: nullable(ContractOnu),
});
export type TicketNetwork = Infer<typeof TicketNetwork>;

/** One job at one customer (chamado, ordem de serviço), complete enough for its card and its detail screen. */
export const Ticket = object({
  id: id(),
  /** The number the customer was given: opaque, leading zeros included. */
  protocol: id(),
  status: TicketStatus,
  contractId: id(),
  companyId: id(),
  technicianId: nullable(id()),
  problemCode: CodedLabel,
  subcategory: nullable(CodedLabel),
  schedule: nullable(Schedule),
  priority: TicketPriority,
  address: place(Address),
  location: nullable(place(Location)),
  customer: Customer,
  network: TicketNetwork,
  openedAt: dateTime(),
  updatedAt: dateTime(),
  /** Grows by one with every change on the server. */
  version: count(),
});
export type Ticket = Infer<typeof Ticket>;

/** The customer's PPPoE login and password: a secret, fetched when shown and not kept. */
export const PppoeCredentials = object({ login: personal(text(200, 1)), password: secret(text(200)) });
export type PppoeCredentials = Infer<typeof PppoeCredentials>;

/** Which tickets a list holds. `from` (inclusive) and `to` (exclusive) bound the start of the schedule. */
export const TicketFilter = object({
  /** A part of the customer's name; accents and case do not matter. */
  search: optional(personal(text(200))),
  status: optional(list(TicketStatus, 20)),
  priority: optional(list(TicketPriority, 10)),
  from: optional(dateTime()),
  to: optional(dateTime()),
  limit: optional(whole(1, 500)),
  cursor: optional(text(1024, 1)),
});
export type TicketFilter = Infer<typeof TicketFilter>;

/** One page of tickets. `total` and `urgent` count all that match the filter, not only this page. */
export const TicketPage = object({
  items: list(Ticket, 500),
  total: count(),
  urgent: count(),
  /** Give it back as `cursor` for the next page; `null` on the last. */
  nextCursor: nullable(text(1024, 1)),
});
export type TicketPage = Infer<typeof TicketPage>;
