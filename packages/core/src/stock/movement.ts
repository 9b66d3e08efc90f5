import type { UseProduct } from '../index.ts';

/**
 * Where material is: `outside` is the provider's warehouse and everything beyond this ledger, `technician` the van,
 * `customer` on loan, `sold` left for good, `inspection` back from a customer and not yet known to work.
 */
export type StockPlace = 'outside' | 'technician' | 'customer' | 'sold' | 'inspection';

/** Each kind of movement, from where and to where. A `compensation` goes the way of another one backwards. */
export const movementWays = {
  receipt: ['outside', 'technician'],
  handBack: ['technician', 'outside'],
  sale: ['technician', 'sold'],
  loan: ['technician', 'customer'],
  return: ['customer', 'inspection'],
  release: ['inspection', 'technician'],
  discard: ['inspection', 'outside'],
} as const satisfies Record<string, readonly [from: StockPlace, to: StockPlace]>;

/** What a movement is for. */
export type MovementKind = keyof typeof movementWays | 'compensation';

/** One line of the ledger. Lines are never changed or removed: a mistake is taken back by a `compensation`. */
export interface Movement {
  readonly id: string;
  readonly kind: MovementKind;
  readonly productId: string;
  /** Metres or pieces, at most three decimal places; 1 for a serialized product. */
  readonly quantity: number;
  /** The one item, for a serialized product. */
  readonly serial?: string | undefined;
  /** The movement a `compensation` takes back. */
  readonly compensates?: string | undefined;
  readonly ticketId?: string | undefined;
  /** Whose it is while on loan; a return must name the same contract where both do. */
  readonly contractId?: string | undefined;
  /** ISO 8601. */
  readonly occurredAt: string;
}

type Origin = Pick<Movement, 'ticketId' | 'contractId' | 'occurredAt'>;

/** The movement a use of a product makes. */
export function movementOfUse(use: UseProduct, id: string, origin: Origin): Movement {
  const { productId, quantity, serial, mode } = use;
  return { ...origin, id, kind: mode, productId, quantity, ...(serial !== undefined && { serial }) };
}

/**
 * A swap in one unit: the old item returns to inspection and the new one goes on loan, or nothing happens. Give both
 * to one `Ledger.apply`.
 */
export function planSwap(
  ids: { readonly return: string; readonly loan: string },
  out: { readonly productId: string; readonly serial: string },
  into: { readonly productId: string; readonly serial: string },
  origin: Origin,
): readonly [Movement, Movement] {
  return [
    { ...origin, ...out, id: ids.return, kind: 'return', quantity: 1 },
    { ...origin, ...into, id: ids.loan, kind: 'loan', quantity: 1 },
  ];
}

/** The movement that takes another one back. */
export function compensationOf(movement: Movement, id: string, occurredAt: string): Movement {
  return { ...movement, id, kind: 'compensation', compensates: movement.id, occurredAt };
}
