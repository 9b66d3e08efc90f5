import { isFieldError } from '@field/core';
import { protocolError } from './protocol-errors.ts';

export interface BodyLimits {
  readonly maxBytes: number;
  /** The longest silence between two chunks. */
  readonly stallMs: number;
  /** See `Caller`. */
  readonly keepsLength?: boolean | undefined;
  /** Gives the rest up, as if the connection had broken. */
  readonly signal?: AbortSignal;
}

/**
 * The chunks of a request's body as they arrive. Stops at the first byte too many, and before the first byte where the
 * declared length is too much already; nothing is buffered.
 *
 * @throws FieldError `server.body_too_large`, `server.body_too_slow`, `server.body_broken_off`
 */
export async function* readChunks(request: Request, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  const tooLarge = () => protocolError('server.body_too_large', { maxBytes: limits.maxBytes });
  if (Number(request.headers.get('content-length') ?? 0) > limits.maxBytes) throw tooLarge();
  const reader = request.body?.getReader();
  if (!reader) return;
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await beforeStall(reader.read(), limits);
      if (done) return;
      total += value.byteLength;
      if (total > limits.maxBytes) throw tooLarge();
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

/**
 * A body of text in UTF-8; where a sheet may come from an office program, in the Latin-1 (Windows-1252) such a program writes, too.
 * @throws FieldError `server.unsupported_media_type`, `server.malformed_text`, and as `readChunks`
 */
export async function readText(
  request: Request,
  allowed: string,
  limits: BodyLimits,
  orLatin1 = false,
): Promise<string> {
  const mediaType = readMediaType(request);
  if (mediaType !== allowed) {
    throw protocolError('server.unsupported_media_type', { mediaType: mediaType || '?', allowed: [allowed] });
  }
  const bytes = await readBytes(request, limits);
  if (orLatin1 && saysLatin1(request)) return readLatin1(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    // Few texts in Latin-1 are UTF-8 as well, and no UTF-16 is free of these bytes.
    if (orLatin1 && !bytes.includes(0) && bytes[0] !== 0xff && bytes[0] !== 0xfe) return readLatin1(bytes);
    throw protocolError('server.malformed_text', {}, { cause });
  }
}

/** What is no longer than this comes at once or is too slow, where its length is kept. */
const smallBytes = 16 * 1024;

async function readBytes(request: Request, limits: BodyLimits): Promise<Uint8Array> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (limits.keepsLength && length <= Math.min(smallBytes, limits.maxBytes)) {
    // In one piece, without a stream and a timer for each chunk.
    return new Uint8Array(await beforeStall(request.arrayBuffer(), limits));
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(request, limits)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function saysLatin1(request: Request): boolean {
  return /charset="?(iso-8859-1|latin-?1|windows-1252)\b/i.test(request.headers.get('content-type') ?? '');
}

function readLatin1(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

/** A JSON body. @throws FieldError `server.unsupported_media_type`, `server.malformed_json`, and as `readChunks` */
export async function readJson(request: Request, limits: BodyLimits): Promise<unknown> {
  try {
    return JSON.parse(await readText(request, 'application/json', limits));
  } catch (cause) {
    if (isFieldError(cause) && cause.code !== 'server.malformed_text') throw cause;
    throw protocolError('server.malformed_json', {}, { cause });
  }
}

/** The media type of a body without its parameters, in lower case; empty where none is told. */
export function readMediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase().slice(0, 100) ?? '';
}

async function beforeStall<T>(read: Promise<T>, { stallMs, signal }: BodyLimits): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp = () => {};
  const stalled = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(protocolError('server.body_too_slow')), stallMs);
    giveUp = () => reject(protocolError('server.body_broken_off'));
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp);
  });
  const arrived = read.catch((cause: unknown) => {
    throw protocolError('server.body_broken_off', {}, { cause });
  });
  try {
    return await Promise.race([arrived, stalled]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}
