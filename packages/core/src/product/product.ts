import * as z from 'zod/mini';
import { dateTime, id, list, text } from '../schema/primitives.ts';
import { Person } from '../tenant/tenant.ts';
import { availableQuantity, quantity } from './quantity.ts';

/** What a quantity counts. */
export const ProductUnit = z.enum(['unit', 'metre']);
export type ProductUnit = z.infer<typeof ProductUnit>;

/** `sale` leaves the material with the customer; `loan` (comodato) lends it and the provider keeps owning it. */
export const ProductMode = z.enum(['sale', 'loan']);
export type ProductMode = z.infer<typeof ProductMode>;

/** A product in the technician's stock; `serials` lists the single items where `kind` is `serialized`. */
export const StockItem = z.object({
  productId: id(),
  name: text(200, 1),
  unit: ProductUnit,
  kind: z.enum(['bulk', 'serialized']),
  available: availableQuantity(),
  serials: list(text(64, 1), 10_000),
});
export type StockItem = z.infer<typeof StockItem>;

/** Takes material out of the technician's stock for a ticket. */
export const UseProduct = z.object({
  productId: id(),
  quantity: quantity(),
  serial: z.optional(text(64, 1)),
  mode: ProductMode,
});
export type UseProduct = z.infer<typeof UseProduct>;

/** One recorded use or loan, under the stock movement that made it. */
export const ProductUse = z.object({
  movementId: id(),
  ticketId: id(),
  productId: id(),
  name: text(200, 1),
  quantity: quantity(),
  unit: ProductUnit,
  mode: ProductMode,
  serial: z.nullable(text(64, 1)),
  recordedBy: Person,
  recordedAt: dateTime(),
});
export type ProductUse = z.infer<typeof ProductUse>;
