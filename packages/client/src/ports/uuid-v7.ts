import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/**
 * A UUID of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then random bits, so that ids sort by the time they
 * were made.
 */
export function uuidV7(clock: Clock, random: Random): string {
  const bytes = random(new Uint8Array(16));
  const time = Math.max(0, Math.floor(clock.now())).toString(16).padStart(12, '0').slice(-12);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Whether a text is a UUID of any version, as `Idempotency-Key` wants it. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
