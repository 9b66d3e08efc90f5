import { ClosingDraft, check, subtractQuantity, sumQuantities, UseProduct } from '@field/core';
import { checkProductUse } from '@field/core/stock';
import { SaveClosingDraft } from '@field/core/sync';
import { acceptClosing, awaitedOf } from './judge-report.ts';
import { accept, refuse } from './reply.ts';
import { change, type Route, read } from './route.ts';
import { endVisit } from './ticket-routes.ts';
import type { Scope, World } from './world.ts';

/** Material, drafts, and the closing. */
export function createWorkRoutes(world: World): Route[] {
  const stockOf = ({ technician }: Scope) => world.stock.get(technician.id) ?? [];

  return [
    read('GET /v1/stock', ({ scope }) => ({ status: 200, body: { items: stockOf(scope) } })),
    read('GET /v1/tickets/{ticketId}/products', ({ params, scope }) => {
      const { id } = world.ticketOf(scope, params.ticketId ?? '');
      return { status: 200, body: { items: world.uses.filter(({ ticketId }) => ticketId === id) } };
    }),
    change('POST /v1/tickets/{ticketId}/products', ({ json, occurredAt, params, scope }) => {
      const { id } = world.openTicketOf(scope, params.ticketId ?? '');
      const use = accept(check(UseProduct, json()));
      const item = stockOf(scope).find(({ productId }) => productId === use.productId);
      if (!item) return refuse('server.stock_insufficient');
      const issues = checkProductUse(use, item);
      const wrong = issues.filter(({ code }) => code !== 'not_enough_stock' && code !== 'not_in_stock');
      if (wrong.length > 0) refuse('core.invalid_input', wrong);
      if (issues.some(({ code }) => code === 'not_in_stock')) refuse('server.serial_not_in_stock');
      if (issues.length > 0) refuse('server.stock_insufficient');
      const { mode, productId, quantity, serial = null } = use;
      item.available = subtractQuantity(item.available, quantity);
      if (serial !== null) item.serials = item.serials.filter((one) => one !== serial);
      const { name, unit } = item;
      const recordedBy = { id: scope.technician.id, name: scope.technician.name };
      const movementId = world.nextId('movement');
      const kept = {
        movementId,
        ticketId: id,
        productId,
        name,
        quantity,
        unit,
        mode,
        serial,
        recordedBy,
        recordedAt: world.now(),
      };
      world.uses.push(kept);
      const params_ = { name, quantity, unit, movementId, ...(serial !== null && { serial }) };
      const kind = mode === 'loan' ? 'loanAdded' : 'productAdded';
      world.addEntry(scope, { ticketId: id, kind, occurredAt, params: params_ });
      return { status: 201, body: kept };
    }),
    change('DELETE /v1/tickets/{ticketId}/products/{movementId}', ({ occurredAt, params, scope }) => {
      const { id } = world.openTicketOf(scope, params.ticketId ?? '');
      const use = world.uses.find((one) => one.ticketId === id && one.movementId === params.movementId);
      if (!use) return refuse('server.not_found');
      world.uses.splice(world.uses.indexOf(use), 1);
      const item = stockOf(scope).find(({ productId }) => productId === use.productId);
      if (item) {
        item.available = sumQuantities([item.available, use.quantity]);
        if (use.serial !== null) item.serials = [...item.serials, use.serial];
      }
      const { movementId, name, quantity, serial, unit } = use;
      const kind = use.mode === 'loan' ? 'loanRemoved' : 'productRemoved';
      const told = { name, quantity, unit, movementId, ...(serial !== null && { serial }) };
      world.addEntry(scope, { ticketId: id, kind, occurredAt, params: told });
      return { status: 204 };
    }),
    ...createDraftRoutes(world),
    change('POST /v1/tickets/{ticketId}/closing', ({ json, params, scope }) => {
      const ticket = world.openTicketOf(scope, params.ticketId ?? '');
      const closing = acceptClosing(world, ticket, accept(check(ClosingDraft, json())));
      const { details, occurredAt, outcome, readings } = closing;
      const pending = awaitedOf(world, ticket.id, closing);
      for (const { category, sha256 } of pending)
        world.awaited.set(sha256, { ticketId: ticket.id, category });
      world.closings.set(ticket.id, closing);
      world.drafts.delete(ticket.id);
      endVisit(world, ticket.id, occurredAt, outcome);
      const status = outcome === 'resolved' ? 'completed' : 'completedUnresolved';
      const { cto, ctoPort, seal } = readings;
      const closed = world.close(ticket, status, {
        ...(cto && { cto }),
        ...(seal && { seal }),
        ...(ctoPort && { ctoPort }),
      });
      world.addEntry(scope, {
        ticketId: ticket.id,
        kind: 'closed',
        occurredAt,
        params: { outcome, text: details },
      });
      const waits = pending.map(({ sha256 }) => sha256).join(',');
      return { status: 200, body: closed, ...(waits && { headers: { 'field-evidence-pending': waits } }) };
    }),
  ];
}

function createDraftRoutes(world: World): Route[] {
  const path = '/v1/tickets/{ticketId}/closing-draft';
  const tag = (ticketId: string) => `"${Date.parse(world.drafts.get(ticketId)?.updatedAt ?? '') || 0}"`;
  const requireSeen = (request: Request, ticketId: string) => {
    const seen = request.headers.get('if-match');
    if (seen !== null && seen !== '*' && seen !== tag(ticketId)) refuse('server.draft_changed');
  };
  return [
    read(`GET ${path}`, ({ params, scope }) => {
      const { id } = world.ticketOf(scope, params.ticketId ?? '');
      const body = world.drafts.get(id) ?? refuse('server.draft_missing');
      return { status: 200, body, headers: { etag: tag(id) } };
    }),
    change(`PUT ${path}`, ({ json, params, request, scope }) => {
      const { id } = world.openTicketOf(scope, params.ticketId ?? '');
      const draft = accept(check(SaveClosingDraft, json()));
      requireSeen(request, id);
      const body = { ...draft, updatedAt: world.now() };
      world.drafts.set(id, body);
      return { status: 200, body, headers: { etag: tag(id) } };
    }),
    change(`DELETE ${path}`, ({ params, request, scope }) => {
      const { id } = world.ticketOf(scope, params.ticketId ?? '');
      requireSeen(request, id);
      world.drafts.delete(id);
      return { status: 204 };
    }),
  ];
}
