import { ProductUse, ProductUses, Stock, UseProduct, ValidationError } from '@field/core';
import { checkProductUse } from '@field/core/stock';
import { protocolError } from '../protocol-errors.ts';
import { most, requireRoom } from '../room.ts';
import { route } from '../route.ts';
import { openTicket, visibleTicket } from '../ticket-access.ts';
import { workError } from '../work-errors.ts';

export const productRoutes = [
  route({
    kind: 'read',
    method: 'get',
    id: 'listStock',
    path: '/v1/stock',
    summary: 'What the technician carries.',
    answer: { status: 200, description: 'Every product with what is left of it.', schema: Stock },
    handle: async ({ store }) => ({ body: { items: await store.stock.list() } }),
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'listProducts',
    path: '/v1/tickets/{ticketId}/products',
    summary: 'Products used and lent for a ticket; what was taken back is left out.',
    answer: { status: 200, description: 'In the order they were recorded.', schema: ProductUses },
    problems: ['server.not_found'],
    async handle({ params, store }) {
      const { id } = await visibleTicket(store, params.ticketId);
      return { body: { items: await store.stock.listUses(id) } };
    },
  }),
  route({
    kind: 'change',
    method: 'post',
    id: 'useProduct',
    path: '/v1/tickets/{ticketId}/products',
    summary: 'Takes a product out of the technician’s stock for a ticket, used up or lent.',
    body: UseProduct,
    answer: { status: 201, description: 'The movement.', schema: ProductUse },
    problems: [
      'server.not_found',
      'server.ticket_closed',
      'server.stock_insufficient',
      'server.serial_not_in_stock',
      'server.list_full',
    ],
    async handle({ params, body, store, occurredAt, recordedAt }) {
      const { id } = await openTicket(store, params.ticketId);
      requireRoom((await store.stock.listUses(id)).length + 1, most.uses);
      const item = await store.stock.find(body.productId);
      const { quantity, serial = '' } = body;
      const available = item?.available ?? 0;
      const tooLittle = () => workError('server.stock_insufficient', { available, quantity });
      if (!item) throw tooLittle();
      const issues = checkProductUse(body, item);
      const wrong = issues.filter(({ code }) => code !== 'not_enough_stock' && code !== 'not_in_stock');
      if (wrong.length > 0) throw new ValidationError(wrong);
      if (issues.some(({ code }) => code === 'not_in_stock')) {
        throw workError('server.serial_not_in_stock', { serial });
      }
      const use = await store.stock.take(id, body, { occurredAt, recordedAt });
      if (!use) throw tooLittle();
      await store.timeline.add({
        ticketId: id,
        kind: body.mode === 'loan' ? 'loanAdded' : 'productAdded',
        occurredAt,
        recordedAt,
        params: factsOf(use),
      });
      return { body: use };
    },
  }),
  route({
    kind: 'change',
    method: 'delete',
    id: 'removeProduct',
    path: '/v1/tickets/{ticketId}/products/{movementId}',
    summary:
      'Takes a movement back while the ticket is open: the material returns to the stock it came from.',
    answer: { status: 204, description: 'Taken back.' },
    problems: ['server.not_found', 'server.ticket_closed'],
    async handle({ params, store, occurredAt, recordedAt }) {
      const { id } = await openTicket(store, params.ticketId);
      const use = await store.stock.findUse(id, params.movementId);
      if (!use) throw protocolError('server.not_found');
      await store.stock.giveBack(use, { occurredAt, recordedAt });
      await store.timeline.add({
        ticketId: id,
        kind: use.mode === 'loan' ? 'loanRemoved' : 'productRemoved',
        occurredAt,
        recordedAt,
        params: factsOf(use),
      });
      return {};
    },
  }),
];

function factsOf({ name, quantity, unit, movementId, serial }: ProductUse) {
  return { name, quantity, unit, movementId, ...(serial !== null && { serial }) };
}
