import { fieldsOf, Person, ProductUnit, StockItem, UseProduct } from '../index.ts';
import { count, dateTime, type Infer, id, list, nullable, object, optional, text } from '../schema/schema.ts';

const { name, kind } = fieldsOf(StockItem);
const { quantity } = fieldsOf(UseProduct);

/** A product technicians carry. */
export const Product = object({ id: id(), name, unit: ProductUnit, kind });
export type Product = Infer<typeof Product>;

/** A page of the provider's products, by name. `nextCursor` as in `People`. */
export const Products = object({
  items: list(Product, 10_000),
  nextCursor: optional(nullable(text(4096, 1))),
});
export type Products = Infer<typeof Products>;

/** Adds or changes a product. Its unit and kind stay as they are once it has been moved. */
export const SaveProduct = object({ name, unit: ProductUnit, kind });
export type SaveProduct = Infer<typeof SaveProduct>;

/** Moves material between the warehouse (`null`) and technicians. A serialized product names every item it moves. */
export const TransferStock = object({
  productId: id(),
  from: nullable(id()),
  to: nullable(id()),
  quantity,
  serials: optional(list(text(64, 1), 1000)),
});
export type TransferStock = Infer<typeof TransferStock>;

/** A transfer as it was recorded. */
export const StockTransfer = object({
  number: count(),
  productId: id(),
  name,
  unit: ProductUnit,
  from: nullable(Person),
  to: nullable(Person),
  quantity,
  serials: list(text(64, 1), 1000),
  recordedBy: Person,
  recordedAt: dateTime(),
});
export type StockTransfer = Infer<typeof StockTransfer>;

/** A page of transfers, newest first. `nextCursor` leads to older ones; `null`, or absent of an older server: there are none. */
export const StockTransfers = object({
  items: list(StockTransfer, 1000),
  nextCursor: optional(nullable(text(1024, 1))),
});
export type StockTransfers = Infer<typeof StockTransfers>;
