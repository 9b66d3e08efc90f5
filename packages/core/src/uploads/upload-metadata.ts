import { Evidence, fieldsOf, parse, UploadEvidence, ValidationError } from '../index.ts';
import { type Infer, object, optional, text } from '../schema/schema.ts';

/** The version of the tus protocol that is spoken, for the header `Tus-Resumable`. */
export const tusVersion = '1.0.0';

const { sha256 } = fieldsOf(Evidence);

/** What is told of a file before its bytes. */
export const UploadMetadata = object({
  ...fieldsOf(UploadEvidence),
  /** Of the whole file: the file's identity, and what the server holds the arrived bytes against. */
  sha256,
  operationId: optional(text(128, 1)),
});
export type UploadMetadata = Infer<typeof UploadMetadata>;

/** The header `Upload-Metadata` (tus 1.0, Creation): `key base64` pairs; values are UTF-8. */
export function encodeUploadMetadata(metadata: UploadMetadata): string {
  return Object.entries(metadata)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${toBase64(value)}`]))
    .join(',');
}

/** Reads {@link encodeUploadMetadata}; keys nobody knows are left out. @throws ValidationError naming each wrong key */
export function decodeUploadMetadata(header: string): UploadMetadata {
  const given = new Map<string, string>();
  for (const pair of header.split(',')) {
    const [key = '', value = '', ...rest] = pair.trim().split(' ');
    if (!Object.hasOwn(fieldsOf(UploadMetadata), key)) continue;
    const decoded = fromBase64(value);
    if (decoded === undefined || rest.length > 0 || given.has(key)) {
      throw new ValidationError([{ path: [key], code: 'invalid', params: {} }]);
    }
    given.set(key, decoded);
  }
  return parse(UploadMetadata, Object.fromEntries(given));
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of a text in UTF-8; hosts without `btoa` are apps too. Half a surrogate pair, as a cut emoji leaves, is U+FFFD. */
function toBase64(value: string): string {
  const bytes = encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD')).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [0, 1, 2].map((next) => bytes.charCodeAt(at + next));
    const three = ((a || 0) << 16) | ((b || 0) << 8) | (c || 0);
    const known = Math.min(bytes.length - at, 3) + 1;
    for (let digit = 0; digit < 4; digit += 1) {
      encoded += digit < known ? digits[(three >> (18 - 6 * digit)) & 63] : '=';
    }
  }
  return encoded;
}

/** Undefined for what is no base64, or no UTF-8. */
function fromBase64(encoded: string): string | undefined {
  if (encoded.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) return undefined;
  let [escaped, bits, held] = ['', 0, 0];
  for (const digit of encoded.replace(/={1,2}$/, '')) {
    bits = ((bits << 6) | digits.indexOf(digit)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    escaped += `%${(((bits >> held) & 0xff) + 0x100).toString(16).slice(1)}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
