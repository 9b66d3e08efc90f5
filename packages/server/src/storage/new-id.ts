import { randomUUID } from 'node:crypto';

/** A UUID of version 7 (RFC 9562, 5.7): ids of rows sort by the time they were made. */
export function newId(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0');
  // Version 4 has its random bits, and the variant, in the same places; Node keeps a stock of them.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
