import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { isHeld, readIfMatch } from './precondition.ts';
import { protocolError } from './protocol-errors.ts';
import type { Reply } from './route.ts';

/** What one `If-Match` of a record says, for the OpenAPI document. */
export const recordIfMatch = 'The ETag of the record as it was read.';

/** What an edit of a record may be refused with. */
export const recordProblems = ['server.record_changed', 'server.precondition_required'] as const;

/** The tag of what has no version of its own: the hash of its content. */
export function tagOf(content: unknown): string {
  return hash('sha256', canonicalJson(content), 'base64url').slice(0, 22);
}

/** The answer with a tag of its content; 304 where the caller holds it already. */
export function unlessHeld(request: Request, body: unknown): Reply {
  const headers = { etag: `"${tagOf(body)}"` };
  return isHeld(request, headers.etag) ? { status: 304, headers } : { body, headers };
}

/**
 * Lets an edit through only where the record is still what the caller saw: none of another content, and with `If-None-Match: *` none
 * at all. What does not exist yet needs no tag.
 * @throws FieldError `server.record_changed`; `server.precondition_required` where the server insists and nothing was said
 */
export function requireSeenRecord(request: Request, record: unknown, insists: boolean): void {
  const { headers } = request;
  const isNew = headers.get('if-none-match')?.trim() === '*';
  if (insists && record !== null && !isNew && !headers.has('if-match')) {
    throw protocolError('server.precondition_required');
  }
  const seen = readIfMatch(request);
  const isOther = record === null ? headers.has('if-match') : seen !== null && seen !== tagOf(record);
  if (isOther || (isNew && record !== null)) throw protocolError('server.record_changed');
}

/** A record for who reads it, with its tag. @throws FieldError `server.not_found` */
export function showRecord(request: Request, record: unknown): Reply {
  if (record === null || record === undefined) throw protocolError('server.not_found');
  return unlessHeld(request, record);
}
