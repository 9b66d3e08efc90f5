import { protocolError } from './protocol-errors.ts';

/**
 * The tag an `If-Match` names (RFC 9110, 13.1.1), without its quotes; null where there is none, or any will do (`*`).
 * @throws FieldError `server.bad_header` for a weak tag or a list: what is edited has one strong tag
 */
export function readIfMatch(request: Request): string | null {
  const header = request.headers.get('if-match')?.trim();
  if (header === undefined || header === '*') return null;
  const [, tag] = /^"([\x21\x23-\x7e]{1,128})"$/.exec(header) ?? [];
  if (tag === undefined) {
    throw protocolError('server.bad_header', { header: 'If-Match', expected: 'the ETag that was read, "7"' });
  }
  return tag;
}
