import { isDateTime, isLocalDateTime } from '@field/core';

const yearFirst =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d\d):(\d\d)\s*(Z|[+-]\d\d:\d\d)?(?: DST)?$/;
const dayFirst = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4}) (\d{1,2}):(\d\d):(\d\d)\s*(Z|[+-]\d\d:\d\d)?(?: DST)?$/;

/**
 * Reads a date and time as devices print it: `2018-04-16 08:49:31+08:00`, `16/10/2023 23:47:09-02:00 DST` (day first; the offset
 * holds the summer time already), `2000-01-01 00:00:00`.
 *
 * @returns ISO 8601, with an offset where one was printed; the device's own spelling where the text is no date or the date cannot
 * be; null for an empty text or dashes
 */
export function readDeviceTime(text: string | null): string | null {
  const spelled = (text ?? '').trim();
  if (/^-*$/.test(spelled)) return null;
  const [, year, month, day, hour, minute, second, offset = ''] = fieldsOf(spelled);
  if (year === undefined) return spelled;
  const local = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}`;
  if (offset === '') return isLocalDateTime(local) ? local : spelled;
  return isDateTime(local + offset) ? local + offset : spelled;
}

function two(digits = ''): string {
  return digits.length === 1 ? `0${digits}` : digits;
}

function fieldsOf(text: string): readonly (string | undefined)[] {
  const first = yearFirst.exec(text);
  if (first) return first;
  const [all, day, month, year, ...rest] = dayFirst.exec(text) ?? [];
  return [all, year, month, day, ...rest];
}

/**
 * Decodes an SNMP DateAndTime (RFC 2579): 8 octets, or 11 with an offset from UTC.
 * @returns ISO 8601 as {@link readDeviceTime}; null where the agent has no time (no octets, or year 0) or the octets are none
 */
export function decodeDateAndTime(octets: Uint8Array): string | null {
  if (octets.length !== 8 && octets.length !== 11) return null;
  const [high = 0, low = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = octets;
  const year = high * 256 + low;
  if (year === 0) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const local = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
  if (octets.length === 8) return local;
  return `${local}${String.fromCharCode(octets[8] ?? 0)}${two(octets[9] ?? 0)}:${two(octets[10] ?? 0)}`;
}
