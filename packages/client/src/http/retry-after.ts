/**
 * The header `Retry-After` (RFC 9110, 10.2.3) in milliseconds, or `null` where it is absent or unreadable.
 * @param now the server's time where it told it: a phone's clock may be days off
 */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}
