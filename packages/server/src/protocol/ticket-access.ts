import { type EvidenceCategory, isFinished, type Ticket } from '@field/core';
import type { Store } from '../storage/store.ts';
import { protocolError } from './protocol-errors.ts';
import { most, requireRoom } from './room.ts';
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

/**
 * A ticket that takes evidence: one that may still be worked on, or whose closing waits for this very file (for any, where
 * the file is not known yet).
 * @throws FieldError `server.not_found`, `server.ticket_closed`, `server.list_full`
 */
export async function receivingTicket(
  store: Store,
  ticketId: string,
  sha256?: string,
  category?: EvidenceCategory,
): Promise<Ticket> {
  const ticket = await visibleTicket(store, ticketId);
  if (!isFinished(ticket.status)) {
    const kept = await store.evidence.listOfTicket(ticket.id);
    const isKept = kept.some((file) => file.sha256 === sha256 && file.category === category);
    if (!isKept) requireRoom(kept.length + 1, most.evidence);
    return ticket;
  }
  const awaited = await store.evidence.listAwaited(ticket.id);
  const isAwaited = awaited.some(
    (file) => sha256 === undefined || (file.sha256 === sha256 && file.category === category),
  );
  if (!isAwaited) throw workError('server.ticket_closed');
  return ticket;
}
