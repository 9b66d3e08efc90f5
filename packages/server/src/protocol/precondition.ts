import type { Ticket } from '@field/core';
import type { SignedIn } from '../storage/storage.ts';
import { protocolError } from './protocol-errors.ts';
import type { TechnicianCall } from './route.ts';

/**
 * The tag an `If-Match` names (RFC 9110, 13.1.1), without its quotes; null where there is none, or any will do (`*`). A weak tag counts
 * as its strong one: proxies that compress make tags weak on their way out, and ours name a version, not how it is packed.
 * @throws FieldError `server.bad_header` for a list: what is edited has one tag
 */
export function readIfMatch(request: Request): string | null {
  const header = request.headers.get('if-match')?.trim();
  if (header === undefined || header === '*') return null;
  const [, tag] = /^(?:W\/)?"([\x21\x23-\x7e]{1,128})"$/.exec(header) ?? [];
  if (tag === undefined) {
    throw protocolError('server.bad_header', { header: 'If-Match', expected: 'the ETag that was read, "7"' });
  }
  return tag;
}

/** Whether an `If-None-Match` (RFC 9110, 13.1.2: a list, weak tags, `*`) says that the caller holds what has this tag. */
export function isHeld(request: Request, etag: string): boolean {
  const header = request.headers.get('if-none-match');
  if (header === null) return false;
  return header.split(',').some((given) => {
    const tag = given.trim().replace(/^W\//, '');
    return tag === '*' || tag === etag;
  });
}

/**
 * The `ETag` of a ticket: its version, which grows with everything a ticket shows. A server that was set back to an older copy counts
 * on from there, so that the tag then names the restore too.
 */
export function etagOf({ version }: Ticket, { epoch }: SignedIn): { readonly etag: string } {
  return { etag: epoch === '' ? `"${version}"` : `"${version}-${epoch}"` };
}

/**
 * Lets an edit through only where the ticket is still the one the caller saw.
 * @throws FieldError `server.ticket_changed`; `server.precondition_required` where the server insists and nothing was said
 */
export function requireSeen(
  {
    request,
    signedIn,
    services,
  }: Pick<TechnicianCall<string, undefined, undefined>, 'request' | 'signedIn' | 'services'>,
  ticket: Ticket,
): void {
  if (services.policy.requireIfMatch && !request.headers.has('if-match')) {
    throw protocolError('server.precondition_required');
  }
  const seen = readIfMatch(request);
  if (seen !== null && `"${seen}"` !== etagOf(ticket, signedIn).etag) {
    throw protocolError('server.ticket_changed', { version: ticket.version });
  }
}
