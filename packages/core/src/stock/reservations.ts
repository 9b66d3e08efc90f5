import { type StockItem, subtractQuantity, sumQuantities, type UseProduct } from '../index.ts';
import type { Ledger } from './ledger.ts';

/** Material an operation that was not sent yet will take from the technician's stock. */
export interface Reservation extends Pick<UseProduct, 'productId' | 'quantity'> {
  readonly operationId: string;
  readonly serial?: string | undefined;
}

/** The technician's stock as a screen shows it: what the ledger has, less what waiting operations will take. */
export function listAvailable(ledger: Ledger, reservations: readonly Reservation[] = []): StockItem[] {
  const { serials } = ledger.state();
  return [...ledger.products.values()].map((product) => {
    const own = reservations.filter(({ productId }) => productId === product.productId);
    const taken = new Set(own.map(({ serial }) => serial));
    const free = serials
      .filter((item) => item.productId === product.productId && item.place === 'technician')
      .map(({ serial }) => serial)
      .filter((serial) => !taken.has(serial));
    const left = subtractQuantity(
      ledger.balance(product.productId),
      sumQuantities(own.map(({ quantity }) => quantity)),
    );
    const available = product.kind === 'serialized' ? free.length : Math.max(0, left);
    return { ...product, available, serials: free };
  });
}

/**
 * The operations whose material is no longer there, in the order they wait: an earlier one keeps what it reserved, so a
 * stock that shrank meanwhile is short for the last ones only.
 */
export function findOvercommitted(ledger: Ledger, reservations: readonly Reservation[]): Reservation[] {
  const left = new Map<string, number>();
  const taken = new Set<string>();
  return reservations.filter(({ productId, quantity, serial }) => {
    if (serial !== undefined) {
      const where = ledger.serial(serial);
      const free = where?.place === 'technician' && where.productId === productId && !taken.has(serial);
      if (free) taken.add(serial);
      return !free;
    }
    const after = subtractQuantity(left.get(productId) ?? ledger.balance(productId), quantity);
    if (after < 0) return true;
    left.set(productId, after);
    return false;
  });
}
