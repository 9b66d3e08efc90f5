import { dateTime, type Infer, id, list, nullable, object, oneOf, optional, text } from '../schema/schema.ts';
import { Person } from '../tenant/tenant.ts';
import { availableQuantity, quantity } from './quantity.ts';

/** What a quantity counts. */
export const ProductUnit = oneOf(['unit', 'metre']);
export type ProductUnit = Infer<typeof ProductUnit>;

/** `sale` leaves the material with the customer; `loan` (comodato) lends it and the provider keeps owning it. */
export const ProductMode = oneOf(['sale', 'loan']);
export type ProductMode = Infer<typeof ProductMode>;

/** A product in the technician's stock; `serials` lists the single items where `kind` is `serialized`. */
export const StockItem = object({
  productId: id(),
  name: text(200, 1),
  unit: ProductUnit,
  kind: oneOf(['bulk', 'serialized']),
  available: availableQuantity(),
  serials: list(text(64, 1), 10_000),
});
export type StockItem = Infer<typeof StockItem>;

/** Takes material out of the technician's stock for a ticket. */
export const UseProduct = object({
  productId: id(),
  quantity: quantity(),
  serial: optional(text(64, 1)),
  mode: ProductMode,
});
export type UseProduct = Infer<typeof UseProduct>;

/** One recorded use or loan, under the stock movement that made it. */
export const ProductUse = object({
  movementId: id(),
  ticketId: id(),
  productId: id(),
  name: text(200, 1),
  quantity: quantity(),
  unit: ProductUnit,
  mode: ProductMode,
  serial: nullable(text(64, 1)),
  recordedBy: Person,
  recordedAt: dateTime(),
});
export type ProductUse = Infer<typeof ProductUse>;
