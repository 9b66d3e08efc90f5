import { decodePageCursor, encodePageCursor } from './page-cursor.ts';

/** The last ticket of a page. */
export interface TicketPosition {
  readonly sortAt: string;
  readonly id: string;
}

export function encodeTicketCursor({ sortAt, id }: TicketPosition): string {
  return encodePageCursor([sortAt, id]);
}

/** @throws ValidationError (field `cursor`) for anything `encodeTicketCursor` did not write */
export function decodeTicketCursor(cursor: string): TicketPosition {
  const [sortAt = '', id = ''] = decodePageCursor(cursor, 2);
  return { sortAt, id };
}
