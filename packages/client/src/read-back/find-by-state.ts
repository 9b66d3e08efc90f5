import { isFinished } from '@field/core';
import type { Finding } from '../outbox/read-back.ts';
import type { ProductsResource } from '../resources/products.ts';
import type { TicketsResource } from '../resources/tickets.ts';
import type { Facts } from './facts.ts';

/** Material: the ticket's ledger has the last word; of a single item the stock says where it is not. */
export async function findProduct(
  products: ProductsResource,
  found: Finding,
  { claimed, json, owner, ticketId }: Facts,
): Promise<Finding> {
  const { items } = await products.list(ticketId, { as: owner });
  const free = items.filter(
    ({ movementId, productId, quantity, recordedBy, serial }) =>
      !claimed.has(movementId) &&
      recordedBy.id === owner.technicianId &&
      productId === json.productId &&
      quantity === json.quantity &&
      serial === (json.serial ?? null),
  );
  const named =
    found.type === 'done' ? free.find(({ movementId }) => movementId === found.answerId) : undefined;
  const sure = named ?? (json.serial === undefined ? undefined : free[0]);
  if (sure) return { type: 'done', answerId: sure.movementId, answer: sure };
  // It was taken back by somebody, or the timeline names no movement.
  if (found.type === 'done') {
    return found.answerId === null && free.length !== 1
      ? { type: 'unclear', candidates: free.map(({ movementId }) => movementId) }
      : { ...found, answerId: found.answerId ?? free[0]?.movementId ?? null };
  }
  if (free.length > 0) return { type: 'unclear', candidates: free.map(({ movementId }) => movementId) };
  if (found.type === 'unclear' || json.serial === undefined) return found;
  const stock = await products.stock({ as: owner });
  const carried = stock.items.some(({ serials }) => serials.includes(String(json.serial)));
  return carried ? { type: 'notDone' } : { type: 'unclear', candidates: [] };
}

/** A movement that is gone is taken back, whoever did it. */
export async function findRemoval(
  products: ProductsResource,
  { operation, owner, ticketId }: Facts,
): Promise<Finding> {
  const movementId = decodeURIComponent(operation.path.split('/').at(-1) ?? '');
  const { items } = await products.list(ticketId, { as: owner });
  const stays = items.some((use) => use.movementId === movementId);
  return stays ? { type: 'notDone' } : { type: 'done', answerId: null, answer: undefined };
}

/** A ticket that is finished by somebody else's closing is not closed by this one. */
export async function findClosing(
  tickets: TicketsResource,
  found: Finding,
  { owner, ticketId }: Facts,
): Promise<Finding> {
  const ticket = await tickets.read(ticketId, { as: owner });
  if (found.type === 'done') return { ...found, answer: ticket };
  if (found.type === 'notDone' && isFinished(ticket.status)) return { type: 'unclear', candidates: [] };
  return found;
}
