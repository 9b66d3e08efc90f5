const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648, 4) without `btoa`, which Hermes lacks in older versions. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3);
    const bits = (a << 16) | (b << 8) | c;
    const left = bytes.length - index;
    parts.push(
      digits.charAt(bits >> 18) + digits.charAt((bits >> 12) & 63),
      left > 1 ? digits.charAt((bits >> 6) & 63) : '=',
      left > 2 ? digits.charAt(bits & 63) : '=',
    );
  }
  return parts.join('');
}

/** `undefined` for what is no Base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let index = 0, at = 0; index < text.length; index += 4, at += 3) {
    const [a = 0, b = 0, c = 0, d = 0] = [...text.slice(index, index + 4)].map((digit) =>
      Math.max(0, digits.indexOf(digit)),
    );
    const bits = (a << 18) | (b << 12) | (c << 6) | d;
    bytes.set([bits >> 16, (bits >> 8) & 255, bits & 255].slice(0, bytes.length - at), at);
  }
  return bytes;
}
