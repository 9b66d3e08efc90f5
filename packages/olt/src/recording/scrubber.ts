import { Onu, UnauthorizedOnu } from '@field/core';
import { listPrivacy } from '@field/core/privacy';
import type { SnmpValue } from '../contract/snmp.ts';
import { type FoundName, KnownNames } from './known-names.ts';
import { labelledValues } from './labelled-values.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** Fields of rows that hold what somebody was called, or how they log in: by their class, and those of rows without one. */
const nameFields: ReadonlySet<string> = new Set([
  ...[Onu, UnauthorizedOnu].flatMap((shape) =>
    listPrivacy(shape)
      .filter(({ path, privacy }) => privacy !== 'public' && path !== 'mac')
      .map(({ path }) => path),
  ),
  ...['hostname', 'username', 'checkCode', 'ssid'],
]);

/** A name every box of its kind has from the factory tells nobody anything, and is often the model's. */
const factoryName = /^(?:MA5\w+|EA5\w+|ZXA\w*|C[36]\d0|OLT|admin|root|user|\*+|-+|ONT_NO_DESCRIPTION)$/i;
const shortestName = 3;

const word = '[A-Za-z0-9]';
const patterns: readonly (readonly [RegExp, (text: string, by: Pseudonyms) => string])[] = [
  // Four letters and eight digits, as text or with the letters as digits too.
  [new RegExp(`(?<!${word})[A-Za-z]{4}-?[0-9A-Fa-f]{8}(?!${word})`, 'g'), serialText],
  [new RegExp(`(?<!${word})(?:[46][1-9A-Fa-f]|[57][0-9Aa]){4}-?[0-9A-Fa-f]{8}(?!${word})`, 'g'), serialText],
  [
    /(?<![\w.:-])(?:[0-9A-Fa-f]{4}([.:-])[0-9A-Fa-f]{4}\1[0-9A-Fa-f]{4}|[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\2[0-9A-Fa-f]{2}){4})(?![\w:-])/g,
    macText,
  ],
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g, ipv4Text],
  [
    /(?<![\w:])(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}|(?:[0-9A-Fa-f]{1,4}:)+(?::[0-9A-Fa-f]{1,4})+)(?![\w:])/g,
    (text, by) => by.ipv6(text),
  ],
];

/** Replaces what tells whose network a recording is of. First everything is learned from, then everything is read once more. */
export class Scrubber {
  readonly #pseudonyms: Pseudonyms;
  readonly #names = new KnownNames();

  constructor(pseudonyms: Pseudonyms) {
    this.#pseudonyms = pseudonyms;
  }

  /** This is a name, wherever it stands. */
  learn(name: string): void {
    const text = name.trim();
    if (text.length >= shortestName && !factoryName.test(text)) this.#names.add(text);
  }

  /** Learns the names that a screen says are names. */
  learnFromScreen(text: string): void {
    for (const value of labelledValues(text)) this.learn(value);
  }

  /** Learns from rows of a reading, by the names of their fields. */
  learnFromRows(rows: unknown): void {
    if (typeof rows !== 'object' || rows === null) return;
    for (const [field, value] of Object.entries(rows)) {
      if (typeof value === 'string' && nameFields.has(field)) this.learn(value);
      else this.learnFromRows(value);
    }
  }

  text(text: string): string {
    const spans: FoundName[] = [...this.#names.find(text)];
    for (const [pattern, replace] of patterns) {
      for (const match of text.matchAll(pattern))
        spans.push({
          start: match.index,
          text: replace(match[0], this.#pseudonyms),
          length: match[0].length,
        });
    }
    for (const match of text.matchAll(/\b0x((?:[0-9a-f]{2}){3,})\b/gi))
      spans.push({ start: match.index, length: match[0].length, text: `0x${this.#hexText(match[1] ?? '')}` });
    let made = '';
    let at = 0;
    // Where two overlap, the one that begins first counts; of those the first found.
    for (const span of spans.toSorted((a, b) => a.start - b.start)) {
      if (span.start < at) continue;
      made +=
        text.slice(at, span.start) +
        (span.text ?? this.#pseudonyms.name(text.slice(span.start, span.start + span.length)));
      at = span.start + span.length;
    }
    return made + text.slice(at);
  }

  /** The same rows with other names: as a parser would have read them from the other text. */
  rows<Rows>(rows: Rows): Rows {
    if (typeof rows === 'string') return this.text(rows) as Rows;
    if (Array.isArray(rows)) return rows.map((row: unknown) => this.rows(row)) as Rows;
    if (typeof rows !== 'object' || rows === null) return rows;
    return Object.fromEntries(
      Object.entries(rows).map(([field, value]) => [field, this.rows(value)]),
    ) as Rows;
  }

  /** @param unknown true for a value nobody has said what it is: then every text is a name */
  value(value: SnmpValue, unknown = false): SnmpValue {
    if (typeof value === 'string') return this.text(value);
    if (!(value instanceof Uint8Array)) return value;
    const readable = printable(value);
    if (value.length === 8 && /^[A-Za-z]{4}$/.test(latin(value.subarray(0, 4)))) {
      const made = this.#pseudonyms.hex(hexOf(value.subarray(4)), 'serial');
      return Uint8Array.from([...value.subarray(0, 4), ...bytesOf(made)]);
    }
    if (readable !== null) {
      const described = !unknown || isAddress(readable);
      return new TextEncoder().encode(described ? this.text(readable) : this.#pseudonyms.name(readable));
    }
    if (value.length !== 6 || value.every((byte) => byte === 0 || byte === 255)) return value;
    return bytesOf(this.#pseudonyms.hex(hexOf(value), 'mac'));
  }

  /** Octets that a screen printed as digits: the text they are, replaced as a text, in the padding they have. */
  #hexText(hex: string): string {
    const text = latin(bytesOf(hex));
    const [readable = ''] = /^[\x20-\x7e]*/.exec(text) ?? [];
    const name = readable.trimEnd();
    if (name.length < shortestName || !this.#names.has(name)) return hex;
    const made = this.#pseudonyms.name(name);
    const digits = hexOf(new TextEncoder().encode(made)) + hex.slice(name.length * 2);
    return hex === hex.toUpperCase() ? digits.toUpperCase() : digits;
  }
}

function serialText(text: string, by: Pseudonyms): string {
  const digits = text.slice(-8);
  const maker = text.slice(0, -8);
  // A word of twelve letters is none.
  if (!/\d/.test(digits) && maker !== maker.toUpperCase()) return text;
  const made = by.hex(digits.toUpperCase(), 'serial');
  return maker + (digits === digits.toUpperCase() ? made.toUpperCase() : made.toLowerCase());
}

function macText(text: string, by: Pseudonyms): string {
  const digits = text.replace(/[^0-9A-Fa-f]/g, '');
  if (/^(?:0+|f+)$/i.test(digits)) return text;
  const made = by.hex(digits.toLowerCase(), 'mac');
  let at = 0;
  return text.replace(/[0-9A-Fa-f]/g, (digit) => {
    const next = made.charAt(at);
    at += 1;
    return digit === digit.toUpperCase() && digits !== digits.toLowerCase() ? next.toUpperCase() : next;
  });
}

function ipv4Text(text: string, by: Pseudonyms): string {
  return text.split('.').every((part) => Number(part) < 256 && !/^0\d/.test(part)) ? by.ipv4(text) : text;
}

/** Whether all of a text is a serial number or an address, which have shapes to keep. */
function isAddress(text: string): boolean {
  return patterns.some(([pattern]) => [...text.matchAll(pattern)].some(([match]) => match === text));
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

function printable(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes).toString('utf8');
  return bytes.length > 0 && /^[\t\r\n\x20-\x7e\u00a0-\ufffc]*\0*$/.test(text) ? text : null;
}
