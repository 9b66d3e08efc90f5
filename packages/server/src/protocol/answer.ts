/**
 * What a request is answered, as data until it leaves the server: a `Response` for who calls `fetch`, bytes for Node's HTTP
 * server (`send-answer.ts`).
 */
export interface Answer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
}

export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}
