import {
  context,
  metrics,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** What a request was, when it has been answered. Names no person, no id and no text of it. */
export interface Answered {
  readonly method: string;
  /** The template, as `GET /v1/tickets/{ticketId}`; null for what is not a route. */
  readonly route: string | null;
  readonly status: number;
  /** Of the problem that was answered. */
  readonly code: string | null;
  readonly seconds: number;
}

/**
 * Tells OpenTelemetry of every request: a server span, continued from the caller's `traceparent`, and the histogram
 * `http.server.request.duration` (semantic conventions for HTTP). Without an SDK in the process it does nothing.
 */
export async function observed<T>(
  request: Request,
  work: () => Promise<{ readonly result: T; readonly told: Answered }>,
): Promise<T> {
  const parent = propagation.extract(context.active(), request.headers, {
    get: (headers, name) => headers.get(name) ?? undefined,
    keys: (headers) => [...(headers as unknown as Map<string, string>).keys()],
  });
  const span = trace.getTracer('@field/server').startSpan(request.method, { kind: SpanKind.SERVER }, parent);
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      const { result, told } = await work();
      tell(span, told);
      return result;
    } finally {
      span.end();
    }
  });
}

function tell(span: Span, { method, route, status, code, seconds }: Answered): void {
  const attributes = {
    'http.request.method': method,
    'http.response.status_code': status,
    ...(route !== null && { 'http.route': route.slice(route.indexOf(' ') + 1) }),
    ...(code !== null && { 'error.type': code }),
  };
  span.updateName(route ?? method);
  span.setAttributes(attributes);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  const unit = { unit: 's', description: 'Duration of HTTP server requests.' };
  metrics
    .getMeter('@field/server')
    .createHistogram('http.server.request.duration', unit)
    .record(seconds, attributes);
}
