import * as z from 'zod/mini';
import { Location } from '../location/location.ts';
import { OnuAddress } from '../onu/address.ts';
import { dateTime, id, list, text, whole } from '../schema/primitives.ts';

/** Where a ticket stands, whichever system it came from; a state that system alone knows is `unknown`. */
export const TicketStatus = z.enum([
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
export type TicketStatus = z.infer<typeof TicketStatus>;

/** How soon a ticket needs attention; `urgent` ones are counted beside the list. */
export const TicketPriority = z.enum(['low', 'normal', 'high', 'urgent']);
export type TicketPriority = z.infer<typeof TicketPriority>;

/** One entry of a provider's own catalogue: a stable code and the label people read. */
export const CodedLabel = z.object({ code: id(), label: text(200) });
export type CodedLabel = z.infer<typeof CodedLabel>;

/** The window agreed with the customer. */
export const Schedule = z.object({ startsAt: dateTime(), endsAt: dateTime() });
export type Schedule = z.infer<typeof Schedule>;

/** A postal address; `reference` is the landmark people give where numbers are missing. */
export const Address = z.object({
  street: text(200),
  number: text(20),
  complement: text(200),
  district: text(100),
  city: text(100),
  state: text(100),
  postalCode: text(20),
  reference: text(500),
});
export type Address = z.infer<typeof Address>;

/** Who lives there. */
export const Customer = z.object({ id: id(), name: text(200, 1), phone: z.nullable(text(40)) });
export type Customer = z.infer<typeof Customer>;

/** Whether the contract has an ONU, and how it is: `none` where nothing is authorized yet. */
export const OnuState = z.enum(['none', 'authorized', 'online', 'offline', 'unknown']);
export type OnuState = z.infer<typeof OnuState>;

/** The ONU bound to a contract and the place it answers at. */
export const ContractOnu = z.object({ oltId: id(), address: OnuAddress, serialNumber: text(64, 1) });
export type ContractOnu = z.infer<typeof ContractOnu>;

/**
 * What the technician needs to connect the customer: CTO, seal (lacre) and port, PPPoE login, plan, ONU.
 * The PPPoE password is not here; see {@link PppoeCredentials}.
 */
export const TicketNetwork = z.object({
  cto: z.nullable(text(100)),
  seal: z.nullable(text(100)),
  ctoPort: z.nullable(text(20)),
  pppoeLogin: z.nullable(text(200)),
  plan: z.nullable(text(200)),
  subplan: z.nullable(text(200)),
  onuState: OnuState,
  onu: z.nullable(ContractOnu),
});
export type TicketNetwork = z.infer<typeof TicketNetwork>;

/** One job at one customer (chamado, ordem de serviço), complete enough for its card and its detail screen. */
export const Ticket = z.object({
  id: id(),
  /** The number the customer was given: opaque, leading zeros included. */
  protocol: id(),
  status: TicketStatus,
  contractId: id(),
  companyId: id(),
  technicianId: z.nullable(id()),
  problemCode: CodedLabel,
  subcategory: z.nullable(CodedLabel),
  schedule: z.nullable(Schedule),
  priority: TicketPriority,
  address: Address,
  location: z.nullable(Location),
  customer: Customer,
  network: TicketNetwork,
  openedAt: dateTime(),
  updatedAt: dateTime(),
  /** Grows by one with every change on the server. */
  version: whole(0, Number.MAX_SAFE_INTEGER),
});
export type Ticket = z.infer<typeof Ticket>;

/** The customer's PPPoE login and password: a secret, fetched when shown and not kept. */
export const PppoeCredentials = z.object({ login: text(200, 1), password: text(200) });
export type PppoeCredentials = z.infer<typeof PppoeCredentials>;

/** Which tickets a list holds. `from` (inclusive) and `to` (exclusive) bound the start of the schedule. */
export const TicketFilter = z.object({
  /** A part of the customer's name; accents and case do not matter. */
  search: z.optional(text(200)),
  status: z.optional(list(TicketStatus, 20)),
  priority: z.optional(list(TicketPriority, 10)),
  from: z.optional(dateTime()),
  to: z.optional(dateTime()),
  limit: z.optional(whole(1, 500)),
  cursor: z.optional(text(1024, 1)),
});
export type TicketFilter = z.infer<typeof TicketFilter>;

/** One page of tickets. `total` and `urgent` count all that match the filter, not only this page. */
export const TicketPage = z.object({
  items: list(Ticket, 500),
  total: whole(0, Number.MAX_SAFE_INTEGER),
  urgent: whole(0, Number.MAX_SAFE_INTEGER),
  /** Give it back as `cursor` for the next page; `null` on the last. */
  nextCursor: z.nullable(text(1024, 1)),
});
export type TicketPage = z.infer<typeof TicketPage>;
