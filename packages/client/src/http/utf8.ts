/** UTF-8 without `TextEncoder`, which not every runtime has; half a surrogate pair becomes U+FFFD, as it does there. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  if (typeof globalThis.TextEncoder === 'function') return new TextEncoder().encode(text);
  const octets = encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD')).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(octets, (octet) => octet.charCodeAt(0));
}

/** What {@link encodeUtf8} wrote. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (typeof globalThis.TextDecoder === 'function') return new TextDecoder().decode(bytes);
  let escaped = '';
  for (const byte of bytes) escaped += `%${(byte + 0x100).toString(16).slice(1)}`;
  return decodeURIComponent(escaped);
}
