/** BER tags SNMP uses (RFC 3416, 3417). */
export const tags = {
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  ip: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeticks: 0x43,
  counter64: 0x46,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
  getRequest: 0xa0,
  getNextRequest: 0xa1,
  response: 0xa2,
  setRequest: 0xa3,
  getBulkRequest: 0xa5,
  report: 0xa8,
} as const;

/** Reads BER from a datagram. Anything malformed makes {@link failed} true and every further read empty: a bad packet is dropped, not thrown. */
export class BerReader {
  readonly bytes: Uint8Array;
  #at: number;
  readonly #end: number;
  failed = false;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  get done(): boolean {
    return this.failed || this.#at >= this.#end;
  }

  /** Position of the next byte. */
  get at(): number {
    return this.#at;
  }

  /** Enters an element: its tag, and a reader over its content. */
  element(): { tag: number; content: BerReader } {
    const tag = this.#byte();
    const first = this.#byte();
    let length = first;
    if (first > 127) {
      length = 0;
      const count = first & 127;
      if (count === 0 || count > 4) this.failed = true;
      for (let index = 0; index < count && !this.failed; index++) length = length * 256 + this.#byte();
    }
    if (length > this.#end - this.#at) this.failed = true;
    const start = this.#at;
    const end = this.failed ? start : start + length;
    this.#at = end;
    const content = new BerReader(this.bytes, start, end);
    content.failed = this.failed;
    return { tag, content };
  }

  /** The content of an element that must carry this tag. */
  expect(tag: number): BerReader {
    const { tag: found, content } = this.element();
    if (found !== tag) this.failed = true;
    if (this.failed) content.failed = true;
    return content;
  }

  integer(): number {
    const content = this.expect(tags.integer);
    const { rest } = content;
    if (rest.length === 0 || rest.length > 5) {
      this.failed = true;
      return 0;
    }
    let value = (rest[0] ?? 0) > 127 ? -1 : 0;
    for (const byte of rest) value = value * 256 + byte;
    return value;
  }

  octets(): Uint8Array {
    return this.expect(tags.octets).rest;
  }

  oid(): number[] {
    const { rest } = this.expect(tags.oid);
    const parts: number[] = [];
    let value = 0;
    for (const byte of rest) {
      value = value * 128 + (byte & 127);
      if (value > 4_294_967_295) this.failed = true;
      if (byte < 128) {
        if (parts.length === 0) {
          const top = Math.min(2, Math.floor(value / 40));
          parts.push(top, value - top * 40);
        } else parts.push(value);
        value = 0;
      }
    }
    return parts;
  }

  /** All bytes left. */
  get rest(): Uint8Array {
    return this.failed ? new Uint8Array() : this.bytes.subarray(this.#at, this.#end);
  }

  #byte(): number {
    if (this.#at >= this.#end) {
      this.failed = true;
      return 0;
    }
    const byte = this.bytes[this.#at] ?? 0;
    this.#at += 1;
    return byte;
  }
}

/**
 * Writes BER from the back to the front, so that every length is known when it is written. One writer serves many messages:
 * {@link reset} it, write the last element first, take {@link bytes}.
 */
export class BerWriter {
  readonly #buffer: Uint8Array;
  #at: number;

  constructor(capacity = 65_536) {
    this.#buffer = new Uint8Array(capacity);
    this.#at = capacity;
  }

  reset(): void {
    this.#at = this.#buffer.length;
  }

  get length(): number {
    return this.#buffer.length - this.#at;
  }

  /** What was written; valid until the next {@link reset}. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#at);
  }

  /** Puts tag and length before what was written since the writer held `before` bytes. */
  wrap(tag: number, before: number): void {
    this.#length(this.length - before);
    this.#byte(tag);
  }

  raw(bytes: Uint8Array): void {
    this.#at -= bytes.length;
    this.#buffer.set(bytes, this.#at);
  }

  octets(bytes: Uint8Array, tag: number = tags.octets): void {
    this.raw(bytes);
    this.#length(bytes.length);
    this.#byte(tag);
  }

  empty(tag: number): void {
    this.#byte(0);
    this.#byte(tag);
  }

  integer(value: number, tag: number = tags.integer): void {
    const before = this.length;
    let rest = value;
    for (;;) {
      const byte = ((rest % 256) + 256) % 256;
      this.#byte(byte);
      rest = Math.floor(rest / 256);
      if ((rest === 0 && byte < 128) || (rest === -1 && byte > 127)) break;
    }
    this.wrap(tag, before);
  }

  counter64(value: bigint): void {
    const before = this.length;
    let rest = BigInt.asUintN(64, value);
    do {
      this.#byte(Number(rest & 255n));
      rest >>= 8n;
    } while (rest > 0n);
    if ((this.#buffer[this.#at] ?? 0) > 127) this.#byte(0);
    this.wrap(tags.counter64, before);
  }

  /** An object identifier in two encoded parts: those of its column and of its row. */
  oid(...parts: readonly Uint8Array[]): void {
    const before = this.length;
    for (let index = parts.length - 1; index >= 0; index--) this.raw(parts[index] ?? new Uint8Array());
    this.wrap(tags.oid, before);
  }

  #byte(byte: number): void {
    this.#at -= 1;
    this.#buffer[this.#at] = byte;
  }

  #length(length: number): void {
    if (length < 128) {
      this.#byte(length);
      return;
    }
    let count = 0;
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
      this.#byte(rest % 256);
      count += 1;
    }
    this.#byte(128 + count);
  }
}

/** Numbers of an object identifier as bytes. With `first`, its first two numbers share a byte. */
export function encodeOid(numbers: readonly number[], first: boolean): Uint8Array {
  const [top = 0, second = 0, ...others] = numbers;
  const values = first ? [top * 40 + second, ...others] : numbers;
  const bytes: number[] = [];
  for (const value of values) {
    const group: number[] = [value % 128];
    for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
      group.unshift(128 + (rest % 128));
    bytes.push(...group);
  }
  return Uint8Array.from(bytes);
}
