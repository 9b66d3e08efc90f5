import type { Closing, Location } from '../index.ts';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of some bytes: WebCrypto's, Node's, or a library's where a runtime has none. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array | ArrayBuffer | Promise<Uint8Array | ArrayBuffer>;

/** What a photo proves, beside its bytes. */
export interface PhotoFact {
  readonly id: string;
  /** Of the bytes as uploaded, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly takenAt: string;
  /** Taken out of the photo itself. */
  readonly location: Location | null;
}

/** What a customer signs: the closing without the signatures themselves, and what its photos prove. */
export interface SignedReport {
  readonly ticketId: string;
  readonly protocol: string;
  readonly closing: Omit<Closing, 'customerSignature' | 'technicianSignature'>;
  readonly photos: readonly PhotoFact[];
}

/**
 * The SHA-256 of a report in lower-case hexadecimal: of its RFC 8785 text in UTF-8, so that the phone that showed it and the
 * server that stores it agree. Pass the report as it will be stored.
 * @throws ValidationError (`not_json`)
 */
export async function hashReport(
  report: SignedReport | Readonly<Record<string, unknown>>,
  sha256: Sha256,
): Promise<string> {
  const digest = await sha256(encodeUtf8(canonicalJson(report)));
  const octets = digest instanceof Uint8Array ? digest : new Uint8Array(digest);
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** A text without lone surrogates in UTF-8; not every runtime has a `TextEncoder`. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const octets: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x80) octets.push(code);
    else if (code < 0x800) octets.push(0xc0 | (code >> 6), tail(0));
    else if (code < 0x10000) octets.push(0xe0 | (code >> 12), tail(6), tail(0));
    else octets.push(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
  }
  return Uint8Array.from(octets);
}
