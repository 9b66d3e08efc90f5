import { decodePageCursor, encodePageCursor, type ListName } from './page-cursor.ts';
import type { Sight } from './visible-tickets.ts';

/** The last ticket of a page. */
export interface TicketPosition {
  readonly sortAt: string;
  readonly id: string;
}

export function encodeTicketCursor(sight: Sight, { sortAt, id }: TicketPosition): string {
  return encodePageCursor(listOf(sight), [sortAt, id]);
}

/** @throws ValidationError (field `cursor`) for anything `encodeTicketCursor` did not write for whoever sees the same tickets */
export function decodeTicketCursor(sight: Sight, cursor: string): TicketPosition {
  const [sortAt = '', id = ''] = decodePageCursor(listOf(sight), cursor, 2);
  return { sortAt, id };
}

function listOf({ tenantId, companyId, technicianId, wholeCompany = false }: Sight): ListName {
  return wholeCompany
    ? ['company tickets', tenantId, companyId]
    : ['tickets', tenantId, companyId, technicianId];
}
