import { ValidationError } from '@field/core';

/** The last ticket of a page; the next page begins behind it, whatever was added or changed in between. */
export interface TicketPosition {
  readonly sortAt: string;
  readonly id: string;
}

export function encodeTicketCursor(position: TicketPosition): string {
  return Buffer.from(JSON.stringify([position.sortAt, position.id])).toString('base64url');
}

/** @throws ValidationError (field `cursor`) for anything `encodeTicketCursor` did not write */
export function decodeTicketCursor(cursor: string): TicketPosition {
  const position = readPair(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!position) throw new ValidationError([{ path: ['cursor'], code: 'invalid', params: {} }]);
  return position;
}

function readPair(text: string): TicketPosition | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [sortAt, id] = value as unknown[];
    return typeof sortAt === 'string' && typeof id === 'string' ? { sortAt, id } : undefined;
  } catch {
    return undefined;
  }
}
