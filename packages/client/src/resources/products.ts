import { check, type ProductUse, ProductUses, Stock, UseProduct } from '@field/core';
import { json } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import type { Api, ChangeOptions, Input } from './api.ts';

/** Material used up and equipment lent (comodato). */
export interface ProductsResource {
  /** What the technician carries. */
  stock(options?: CallOptions): Promise<Stock>;
  /** What was recorded on a ticket. */
  list(ticketId: string, options?: CallOptions): Promise<ProductUses>;
  /** Takes material out of the stock for a ticket. */
  use(ticketId: string, input: Input<UseProduct>, options?: ChangeOptions): Promise<ProductUse>;
  /** Takes back a movement recorded by mistake; `client.conflict` once the ticket is closed. */
  remove(ticketId: string, movementId: string, options?: ChangeOptions): Promise<void>;
}

const stockAnswer = json((value) => check(Stock, value));
const usesAnswer = json((value) => check(ProductUses, value));

export function createProducts(api: Api): ProductsResource {
  return {
    async stock(options) {
      return api.read('/v1/stock', stockAnswer, options);
    },
    async list(ticketId, options) {
      return api.read(api.path`/v1/tickets/${{ ticketId }}/products`, usesAnswer, options);
    },
    async use(ticketId, input, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/products`;
      const json = api.input(check(UseProduct, input));
      return api.change('products.use', 'POST', path, { json }, options);
    },
    async remove(ticketId, movementId, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/products/${{ movementId }}`;
      return api.change('products.remove', 'DELETE', path, null, options);
    },
  };
}
