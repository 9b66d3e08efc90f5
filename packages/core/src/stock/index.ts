/** The technician's stock as a ledger of movements. */
export { checkProductUse } from './check-product-use.ts';
export {
  createLedger,
  type Ledger,
  type LedgerProduct,
  type LedgerRefusal,
  type LedgerResult,
  type LedgerState,
  replayLedger,
  type SerialPlace,
} from './ledger.ts';
export {
  compensationOf,
  type Movement,
  type MovementKind,
  movementOfUse,
  movementWays,
  planSwap,
  type StockPlace,
} from './movement.ts';
export { findOvercommitted, listAvailable, type Reservation } from './reservations.ts';
