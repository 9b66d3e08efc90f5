import { ValidationError } from '@field/core';
import * as z from 'zod/mini';

const Position = z.object({
  /** Of the tenant: another one means that the server was set back since. Cursors of older servers name none. */
  epoch: z._default(z.string(), ''),
  /** Cursors of older servers name none. */
  tenant: z._default(z.string(), ''),
  /** Last row that was told. */
  revision: z.int().check(z.gte(0)),
  ticketId: z.string().check(z.maxLength(128)),
  /** Up to this revision, what left is known to have left, or was never there. */
  told: z.int().check(z.gte(0)),
  /** Whose tickets: company and technician. */
  of: z.tuple([z.string(), z.string()]),
  /** The end of the window in UTC; null: no end. */
  until: z.nullable(z.string()),
  /** The window moved: all is told again, and what is outside now too. */
  moved: z.boolean(),
});

/** How far a device has been told what changed. */
export type SyncPosition = z.output<typeof Position>;

export function encodeSyncCursor(position: SyncPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws ValidationError (field `cursor`) for anything `encodeSyncCursor` did not write */
export function decodeSyncCursor(cursor: string): SyncPosition {
  const position = z.safeParse(Position, readJson(cursor));
  if (!position.success) throw new ValidationError([{ path: ['cursor'], code: 'invalid', params: {} }]);
  return position.data;
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
