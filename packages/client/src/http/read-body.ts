/** The body's bytes; `undefined` as soon as there are more than `limit`. */
export async function readBytes(response: Response, limit: number): Promise<Uint8Array | undefined> {
  if (Number(response.headers.get('content-length') ?? 0) > limit) return undefined;
  const reader = response.body?.getReader?.();
  if (!reader) {
    // React Native has no streams: the body comes whole.
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length > limit ? undefined : bytes;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    length += part.value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** The body as text; `undefined` where it is longer than `limit` bytes. */
export async function readText(response: Response, limit: number): Promise<string | undefined> {
  // Where streams are missing, TextDecoder may be missing too.
  if (!response.body?.getReader) {
    const text = await response.text();
    return text.length > limit ? undefined : text;
  }
  const bytes = await readBytes(response, limit);
  return bytes && new TextDecoder().decode(bytes);
}
