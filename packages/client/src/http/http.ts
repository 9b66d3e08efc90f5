import { check, type Locale, Problem, resolveLocale } from '@field/core';
import type { ClientEvent } from '../client-event.ts';
import { answerError } from '../errors/answer-error.ts';
import { type ClientError, clientError, isClientError } from '../errors/client-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { FetchPort } from '../ports/fetch.ts';
import type { Address } from './address.ts';
import { type Answer, readJson } from './answer.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { parseRetryAfter } from './retry-after.ts';

/** What is sent: a JSON value, or a file as it is. */
export type RequestBody =
  | { readonly json: unknown }
  | { readonly bytes: Uint8Array; readonly mediaType: string };

/** One request of the Field protocol. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** From the API's address on, with its query: `/v1/tickets?limit=20`. */
  readonly path: string;
  readonly body?: RequestBody | null;
  /** Beside those every request has; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly accessToken?: string | undefined;
  /** Sent as `Idempotency-Key`. */
  readonly operationId?: string | undefined;
  /** Sent as `Field-Occurred-At`: when it happened, for bodies that do not say. */
  readonly occurredAt?: string | undefined;
}

export interface HttpOptions {
  readonly address: Address;
  readonly fetch: FetchPort;
  readonly clock: Clock;
  readonly locale: Locale;
  readonly tenantId?: string | undefined;
  readonly emit: (event: ClientEvent) => void;
}

/** One request and its answer, typed or a typed error: no sign-in, no second try. */
export interface Http {
  readonly host: string;
  /** @throws ClientError for everything but a good answer */
  exchange<T>(request: HttpRequest, answer: Answer<T>, deadline: Deadline): Promise<T>;
  startDeadline(timeoutMs: number, signal?: AbortSignal, operationId?: string): Deadline;
}

/** The largest problem document. */
const maxProblemBytes = 1_000_000;

export function createHttp(options: HttpOptions): Http {
  const { address, clock, emit, locale } = options;
  const { host } = address;

  async function exchange<T>(request: HttpRequest, answer: Answer<T>, deadline: Deadline): Promise<T> {
    const { method, operationId = null } = request;
    const about = { method, path: request.path.replace(/\?.*/s, ''), operationId };
    const startedAt = clock.now();
    let status: number | null = null;
    const ended = (error: ClientError | null) =>
      emit({ type: 'answer', ...about, status, error, durationMs: clock.now() - startedAt });
    emit({ type: 'request', ...about });
    try {
      const response = await transfer(deadline, operationId, () =>
        options.fetch(address.url + request.path, toInit(request, deadline.signal)),
      );
      status = response.status;
      const value = await read(response, answer, deadline, operationId);
      ended(null);
      return value;
    } catch (error) {
      if (isClientError(error)) ended(error);
      throw error;
    }
  }

  function toInit(request: HttpRequest, signal: AbortSignal): RequestInit {
    const { accessToken, body, method, occurredAt, operationId } = request;
    const headers: Record<string, string> = {
      ...request.headers,
      accept: 'application/json',
      'accept-language': locale,
    };
    if (options.tenantId !== undefined) headers['x-field-tenant'] = options.tenantId;
    if (accessToken !== undefined) headers.authorization = `Bearer ${accessToken}`;
    if (operationId !== undefined) headers['idempotency-key'] = operationId;
    if (occurredAt !== undefined) headers['field-occurred-at'] = occurredAt;
    // A redirect would carry the report and the token to another address.
    const init: RequestInit = { method, headers, signal, redirect: 'manual', credentials: 'omit' };
    if (!body) return init;
    if ('json' in body) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body.json);
    } else {
      headers['content-type'] = body.mediaType;
      init.body = body.bytes as Uint8Array<ArrayBuffer>;
    }
    return init;
  }

  /** Runs what can fail on the wire; its failure is the deadline's where that came first. */
  async function transfer<T>(
    deadline: Deadline,
    operationId: string | null,
    run: () => Promise<T>,
  ): Promise<T> {
    try {
      return await deadline.guard(run());
    } catch (cause) {
      if (deadline.error || isClientError(cause)) throw deadline.error ?? cause;
      throw clientError('client.network', { host, operationId }, { cause });
    }
  }

  async function read<T>(
    response: Response,
    answer: Answer<T>,
    deadline: Deadline,
    operationId: string | null,
  ): Promise<T> {
    const { headers, status } = response;
    const requestId = headers.get('x-request-id');
    const facts = { host, status, requestId, operationId };
    if (isRedirect(response)) throw clientError('client.redirected', facts);

    const mediaType = (headers.get('content-type') ?? '').replace(/;.*/s, '').trim().toLowerCase();
    if (!response.ok) {
      const body = await transfer(deadline, operationId, () =>
        readJson(response, mediaType, maxProblemBytes),
      );
      const problem = check(Problem, body);
      const serverNow = Date.parse(headers.get('date') ?? '') || clock.now();
      const retryAfterMs = parseRetryAfter(headers.get('retry-after'), serverNow);
      const language = resolveLocale(headers.get('content-language') ?? locale);
      throw answerError({ ...facts, problem: problem.ok ? problem.value : null, retryAfterMs }, language);
    }
    const result = await transfer(deadline, operationId, () => answer(response, mediaType));
    if (!result.ok) throw clientError('client.malformed', { ...facts, mediaType, wrong: result.issues });
    return result.value;
  }

  return {
    host,
    exchange,
    startDeadline: (timeoutMs, signal, operationId) =>
      startDeadline(clock, timeoutMs, signal, { host, operationId: operationId ?? null }),
  };
}

/** A redirect as Node, a browser (opaque) and React Native (followed already) show it. */
function isRedirect({ redirected, status, type }: Response): boolean {
  return redirected || type === 'opaqueredirect' || (status >= 300 && status < 400);
}
