import type { Problem, Session } from '@field/core';

/** What a server answered. */
export interface Answer {
  /** `POST /v1/login`, for reports. */
  readonly request: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The body where it is JSON. */
  readonly json: unknown;
  /** The body where it is a problem document. */
  readonly problem: Problem | null;
}

export interface CallOptions {
  readonly as?: Session | null;
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
  readonly file?: { readonly type: string; readonly bytes: Uint8Array };
  readonly headers?: Readonly<Record<string, string>>;
  /** Another address of the same server, as that of a proxy. */
  readonly via?: string;
}

/** Sends one request. Rejects only where no answer came. */
export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>;

/** Calls to one server, plain HTTP on purpose: no client library takes part in what is tested. */
export function callsTo(url: string, tenantId: string | undefined, timeoutMs: number): Call {
  return async (method, path, { as, body, file, headers = {}, via = url } = {}) => {
    const content = file?.bytes ?? (body === undefined ? undefined : asText(body));
    const response = await fetch(via + path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...(as && { authorization: `Bearer ${as.accessToken}` }),
        ...(!as && tenantId !== undefined && { 'x-field-tenant': tenantId }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(file && { 'content-type': file.type }),
        ...headers,
      },
      ...(content !== undefined && { body: content as BodyInit }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const json = parseJson(bytes);
    const type = response.headers.get('content-type') ?? '';
    const problem = type.startsWith('application/problem+json') ? (json as Problem) : null;
    const request = `${method} ${path.split('?')[0]}`;
    return { request, status: response.status, headers: response.headers, bytes, json, problem };
  };
}

function asText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
