const two = (value: number) => String(value).padStart(2, '0');

/** `-03:00` */
export function offsetText(utcOffsetMinutes: number): string {
  const minutes = Math.abs(utcOffsetMinutes);
  return `${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The device's own wall clock: `2024-03-12 23:20:20`. */
export function wallTime(date: Date, utcOffsetMinutes: number): string {
  return new Date(date.getTime() + utcOffsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2024-03-12 23:20:20-04:00`, or `-` where there is no time. */
export function zonedTime(date: Date | null, utcOffsetMinutes: number): string {
  return date ? `${wallTime(date, utcOffsetMinutes)}${offsetText(utcOffsetMinutes)}` : '-';
}

/** `1 day(s), 19 hour(s), 55 minute(s), 20 second(s)` */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return [
    `${Math.floor(seconds / 86_400)} day(s)`,
    `${Math.floor(seconds / 3_600) % 24} hour(s)`,
    `${Math.floor(seconds / 60) % 60} minute(s)`,
    `${seconds % 60} second(s)`,
  ].join(', ');
}
