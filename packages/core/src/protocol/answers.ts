import { DiscoveredOnu } from '../onu/onu-work.ts';
import { ProductUse, StockItem } from '../product/product.ts';
import { type Infer, list, nullable, object, optional, text } from '../schema/schema.ts';
import { CodedLabel, ContractOnu, OnuState } from '../ticket/ticket.ts';
import { TimelineEntry } from '../timeline/timeline-entry.ts';

/** The technician's stock. */
export const Stock = object({ items: list(StockItem, 10_000) });
export type Stock = Infer<typeof Stock>;

/** The uses and loans recorded on one ticket. */
export const ProductUses = object({ items: list(ProductUse, 10_000) });
export type ProductUses = Infer<typeof ProductUses>;

/**
 * The history of one ticket (acompanhamentos), in the order it was recorded. A long one comes in pages: `nextCursor` leads to what
 * was recorded later; `null`, or absent of an older server: there is no more.
 */
export const Timeline = object({
  items: list(TimelineEntry, 100_000),
  nextCursor: optional(nullable(text(1024, 1))),
});
export type Timeline = Infer<typeof Timeline>;

/** The causes and solutions a closing chooses from. */
export const Catalogues = object({ causes: list(CodedLabel, 10_000), solutions: list(CodedLabel, 10_000) });
export type Catalogues = Infer<typeof Catalogues>;

/** The ONU of a ticket's contract: `null` where none is provisioned. */
export const TicketOnu = object({ state: OnuState, onu: nullable(ContractOnu) });
export type TicketOnu = Infer<typeof TicketOnu>;

/** The ONUs waiting for authorization on the OLTs that serve a ticket's contract. */
export const DiscoveredOnus = object({ items: list(DiscoveredOnu, 10_000) });
export type DiscoveredOnus = Infer<typeof DiscoveredOnus>;
