import type { Answer } from './answer.ts';

type Headers = Readonly<Record<string, string>>;

/** What pages of other origins may do (CORS; WHATWG Fetch, 3.2): those of the allowed origins all, others nothing. */
export interface CrossOrigin {
  /** On every answer. */
  headersFor(request: Request): Headers;
  /** The answer to a browser that asks before it sends; null for any other request. */
  preflight(request: Request): Answer | null;
}

const methods = 'GET,HEAD,PUT,POST,DELETE,PATCH';

export function crossOrigin(allowedOrigins: readonly string[]): CrossOrigin {
  const allowed = new Set(allowedOrigins);
  if (allowed.size === 0) return { headersFor: () => ({}), preflight: () => null };
  return {
    headersFor({ headers }) {
      const origin = headers.get('origin') ?? '';
      return {
        ...(allowed.has(origin) && { 'access-control-allow-origin': origin }),
        'access-control-expose-headers': exposed,
        vary: 'Accept-Language, Origin',
      };
    },
    preflight({ method, headers }) {
      // An OPTIONS that is no preflight asks what tus can do.
      if (method !== 'OPTIONS' || !headers.has('access-control-request-method')) return null;
      const wanted = headers.get('access-control-request-headers');
      return {
        status: 204,
        headers: {
          'access-control-allow-methods': methods,
          ...(wanted && { 'access-control-allow-headers': wanted }),
          vary: 'Accept-Language, Origin, Access-Control-Request-Headers',
        },
        body: null,
      };
    },
  };
}

/** What a page of another origin may read beside the body. */
const exposed = [
  'ETag',
  'Retry-After',
  'X-Request-Id',
  'Idempotency-Replayed',
  'Field-Operation-Id',
  'Location',
  'Field-Evidence-Id',
  'Field-Evidence-Pending',
  'Tus-Resumable',
  'Tus-Version',
  'Tus-Extension',
  'Tus-Max-Size',
  'Upload-Offset',
  'Upload-Length',
  'Upload-Expires',
].join(',');
