import { PonPortAddress } from '../index.ts';
import { dateTime, type Infer, id, list, nullable, object, optional, text } from '../schema/schema.ts';

/** Says that everybody on a PON port is down, as after a cut of its fibre. */
export const DeclareOutage = object({ oltId: id(), pon: PonPortAddress, note: text(500, 1) });
export type DeclareOutage = Infer<typeof DeclareOutage>;

const told = { id: id(), note: text(500, 1), startedAt: dateTime(), endedAt: nullable(dateTime()) };

/** A mass outage and the company's tickets it explains: those open when it began, and those opened while it lasts. */
export const Outage = object({ ...told, oltId: id(), pon: PonPortAddress, ticketIds: list(id(), 100_000) });
export type Outage = Infer<typeof Outage>;

/** A page of outages, the running ones first, then the newest. `nextCursor` as in `StockTransfers`. */
export const Outages = object({
  items: list(Outage, 1000),
  nextCursor: optional(nullable(text(1024, 1))),
});
export type Outages = Infer<typeof Outages>;

/** What a technician is told of the outage a ticket belongs to; `null` where it belongs to none. */
export const TicketOutage = object({ outage: nullable(object(told)) });
export type TicketOutage = Infer<typeof TicketOutage>;
