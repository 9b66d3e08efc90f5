import { ValidationError } from '@field/core';
import type { Product, StockTransfer, TransferStock } from '@field/core/dispatch';
import type { DispatchStore } from '../../storage/store.ts';
import { most, requireRoom } from '../room.ts';
import { dispatchError } from './dispatch-errors.ts';
import { invalid } from './issue-of.ts';

/**
 * Moves material between the warehouse and technicians.
 * @throws ValidationError; FieldError `server.transfer_insufficient`, `server.transfer_serial_missing`, `server.transfer_serial_taken`, `server.list_full`
 */
export async function moveStock(
  { products, people }: DispatchStore,
  transfer: TransferStock,
  now: string,
): Promise<StockTransfer> {
  const { productId, from, to, quantity } = transfer;
  const product = await products.find(productId);
  const wrong = [
    ...(product ? [] : [['productId']]),
    ...(from === null || (await people.find(from)) ? [] : [['from']]),
    ...(to === null || ((await people.find(to)) && to !== from) ? [] : [['to']]),
    ...(from === null && to === null ? [['to']] : []),
  ];
  if (!product || wrong.length > 0) throw invalid(...wrong);
  requireSerials(product, transfer);
  if (to !== null) {
    const { others, serials } = await products.countStock(to, productId);
    requireRoom(others + 1, most.stockItems);
    requireRoom(serials + (transfer.serials?.length ?? 0), most.serials);
  }
  const moved = await products.transfer(transfer, now);
  if (!('reason' in moved)) return moved;
  if (moved.reason === 'insufficient') {
    throw dispatchError('server.transfer_insufficient', { available: moved.available, quantity });
  }
  const { serial } = moved;
  throw moved.reason === 'serialTaken'
    ? dispatchError('server.transfer_serial_taken', { serial })
    : dispatchError('server.transfer_serial_missing', { serial });
}

/** A serialized product names each item once; another names none. Units are whole. */
function requireSerials({ kind, unit }: Product, { quantity, serials = [] }: TransferStock): void {
  if (kind === 'bulk' && serials.length > 0) throw invalid(['serials']);
  if (kind === 'serialized' && (serials.length !== quantity || new Set(serials).size !== serials.length)) {
    throw invalid(['serials']);
  }
  if (unit === 'unit' && !Number.isInteger(quantity)) {
    throw new ValidationError([{ path: ['quantity'], code: 'not_whole', params: {} }]);
  }
}
