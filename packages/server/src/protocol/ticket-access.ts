import { isFinished, type Ticket } from '@field/core';
import type { Store } from '../storage/store.ts';
import { protocolError } from './protocol-errors.ts';
import { workError } from './work-errors.ts';

/** A ticket the technician sees. @throws FieldError `server.not_found` */
export async function visibleTicket(store: Store, ticketId: string): Promise<Ticket> {
  const ticket = await store.tickets.find(ticketId);
  if (!ticket) throw protocolError('server.not_found');
  return ticket;
}

/** A ticket that may still be worked on. @throws FieldError `server.not_found`, `server.ticket_closed` */
export async function openTicket(store: Store, ticketId: string): Promise<Ticket> {
  const ticket = await visibleTicket(store, ticketId);
  if (isFinished(ticket.status)) throw workError('server.ticket_closed');
  return ticket;
}
