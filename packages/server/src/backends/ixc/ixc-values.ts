import type { Location, TicketPriority } from '@field/core';

/** IXC's local `2026-03-02 11:28:00` as an instant; null for an empty or impossible one such as `0000-00-00`. */
export function readIxcTime(text: string | undefined, utcOffset: string): string | null {
  const [, day, time = '00:00:00'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?$/.exec(text?.trim() ?? '') ?? [];
  if (day === undefined) return null;
  const instant = `${day}T${time}${utcOffset}`;
  const at = new Date(instant);
  if (Number.isNaN(at.getTime()) || writeIxcTime(instant, utcOffset) !== `${day} ${time}`) return null;
  return instant;
}

/**
 * An instant in the provider's local time. The interface's documented `DD/MM/YYYY` is read as no date at all by a real base; this is
 * the form that works there.
 */
export function writeIxcTime(instant: string, utcOffset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(utcOffset) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return new Date(Date.parse(instant) + shift).toISOString().slice(0, 19).replace('T', ' ');
}

/** A point, where both numbers are some and not the sea off Africa. */
export function readIxcLocation(
  latitude: string | undefined,
  longitude: string | undefined,
): Location | null {
  const [lat, lon] = [latitude, longitude].map((text) => Number((text ?? '').trim().replace(',', '.')));
  if (lat === undefined || lon === undefined || !Number.isFinite(lat) || !Number.isFinite(lon)) return null;
  if ((lat === 0 && lon === 0) || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
  return { latitude: lat, longitude: lon, accuracyMetres: null, measuredAt: null };
}

/** A text; null where there is none, or the id of nothing. */
export function readIxcText(text: string | undefined, max: number): string | null {
  const value = text?.trim() ?? '';
  return value === '' || value === '0' ? null : value.slice(0, max);
}

/** Priorities of `su_oss_chamado`, as public clients read them. */
const priorities: Readonly<Record<string, TicketPriority>> = {
  B: 'low',
  N: 'normal',
  A: 'high',
  C: 'urgent',
};

export function readIxcPriority(letter = ''): TicketPriority {
  return priorities[letter] ?? 'normal';
}

export function writeIxcPriority(priority: TicketPriority): string {
  return Object.keys(priorities).find((letter) => priorities[letter] === priority) ?? 'N';
}

/** Stands in whatever an operation writes: IXC has no key of its own by which a repetition would be known. */
export function markerOf({ id }: { readonly id: string }): string {
  return `[field:${id}]`;
}

/** The operation a text was written by; undefined where it is none of ours. */
export function operationOf(text: string | undefined): string | undefined {
  return /\[field:([0-9a-f-]{36})\]/.exec(text ?? '')?.[1];
}
