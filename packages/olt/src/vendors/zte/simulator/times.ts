const two = (number: number) => String(number).padStart(2, '0');

function wall(date: Date, utcOffsetMinutes: number): Date {
  return new Date(date.getTime() + utcOffsetMinutes * 60_000);
}

/** `2018-07-28 04:49:02` in the device's own time; zeros where there is none. */
export function stamp(date: Date | null, utcOffsetMinutes: number): string {
  if (!date) return '0000-00-00 00:00:00';
  return wall(date, utcOffsetMinutes).toISOString().slice(0, 19).replace('T', ' ');
}

/** `10:54:47 08-17-2026` */
export function wallClock(date: Date, utcOffsetMinutes: number): string {
  const [day = '', time = ''] = stamp(date, utcOffsetMinutes).split(' ');
  const [year, month, dayOfMonth] = day.split('-');
  return `${time} ${month}-${dayOfMonth}-${year}`;
}

/** `10h 42m 07s` */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 3600)}h ${two(Math.floor(seconds / 60) % 60)}m ${two(seconds % 60)}s`;
}

/** DateAndTime (SNMPv2-TC) in the device's own time, eight octets; zeros where there is no time. */
export function dateAndTime(date: Date | null, utcOffsetMinutes: number): Uint8Array {
  if (!date) return new Uint8Array(8);
  const at = wall(date, utcOffsetMinutes);
  const year = at.getUTCFullYear();
  return Uint8Array.of(
    ...[year >> 8, year & 255, at.getUTCMonth() + 1, at.getUTCDate()],
    ...[at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(), 0],
  );
}
