import { randomUUID } from 'node:crypto';
import { isFieldError } from '@field/core';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { problemResponse } from '../problem/problem-response.ts';
import { readLanguage } from './language.ts';
import { describeFault, type Logger } from './logger.ts';
import { protocolError } from './protocol-errors.ts';
import type { RequestRate } from './request-rate.ts';
import type { Route, Services } from './route.ts';
import { runRoute } from './run-route.ts';
import { observed } from './telemetry.ts';
import { tusAbilities, tusHeaders } from './tus.ts';

/** What the starter knows of a request and the request does not say. */
export interface Caller {
  readonly address: string;
}

interface Environment {
  Bindings: Caller;
  Variables: { traceId: string; route: string; code: string; extraHeaders: Readonly<Record<string, string>> };
}

export interface RouterOptions {
  readonly routes: readonly Route[];
  readonly services: Services;
  readonly logger: Logger;
  /** Web origins whose pages may call the server; none unless told. */
  readonly allowedOrigins: readonly string[];
  /** By network address. */
  readonly addressRate: RequestRate;
}

/** The routes as one fetch handler. Every answer that is not a success is a problem document. */
export function createRouter(options: RouterOptions): Hono<Environment> {
  const { routes, services, logger, allowedOrigins, addressRate } = options;
  const app = new Hono<Environment>();
  const problem = (context: Context<Environment>, error: unknown) => {
    context.set('code', isFieldError(error) ? error.code : 'server.internal');
    return problemResponse(error, { locale: readLanguage(context.req.raw), traceId: context.get('traceId') });
  };

  app.use((context, next) => {
    const { method, raw } = context.req;
    const traceId = readTraceId(raw);
    context.set('traceId', traceId);
    return observed(raw, async () => {
      const started = performance.now();
      await next();
      const ms = performance.now() - started;
      // Hono's own `context.header` would make a new answer for each of them.
      const { headers } = context.res;
      headers.set('x-request-id', traceId);
      headers.append('vary', 'Accept-Language');
      for (const [name, value] of Object.entries(context.get('extraHeaders') ?? {})) headers.set(name, value);
      if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
      const [route, code] = [context.get('route') ?? null, context.get('code') ?? null];
      const { status } = context.res;
      const at = services.clock().toISOString();
      logger.info({ event: 'request', at, traceId, method, route, status, code, ms: Math.round(ms) });
      return { method, route, status, code, seconds: ms / 1000 };
    });
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
    }),
  );
  if (allowedOrigins.length > 0) {
    const crossOrigin = cors({ origin: [...allowedOrigins], exposeHeaders });
    app.use((context, next) => {
      const { method } = context.req;
      const asksForMethod = context.req.header('access-control-request-method') !== undefined;
      // An OPTIONS that is no preflight asks what tus can do.
      return method === 'OPTIONS' && !asksForMethod ? next() : crossOrigin(context, next);
    });
  }
  // Behind those, so that who is told to wait is told as everybody is.
  app.use(async (context, next) => {
    const address = context.env?.address ?? '';
    // Where no starter tells addresses, all callers would be one.
    if (address !== '') addressRate.count(address);
    await next();
  });

  for (const route of routes) {
    app.on(route.method.toUpperCase(), honoPath(route.path), (context) => {
      context.set('route', `${route.method.toUpperCase()} ${route.path}`);
      if (route.kind === 'tus') context.set('extraHeaders', tusHeaders);
      const exchange = {
        request: context.req.raw,
        params: context.req.param() as Record<string, string>,
        locale: readLanguage(context.req.raw),
        address: context.env?.address ?? '',
      };
      return runRoute(route, exchange, services);
    });
  }

  for (const path of new Set(routes.filter(({ kind }) => kind === 'tus').map((route) => route.path))) {
    app.on('OPTIONS', honoPath(path), () => new Response(null, { status: 204, headers: tusAbilities }));
  }

  app.notFound((context) => {
    const allow = methodsAt(routes, context.req.path);
    const { path, method } = context.req;
    const shown = path.slice(0, 200);
    return problem(
      context,
      allow.length === 0
        ? protocolError('server.route_unknown', { path: shown })
        : protocolError('server.method_not_allowed', { method, path: shown, allow: allow.join(', ') }),
    );
  });
  app.onError((error, context) => {
    if (!isFieldError(error) || error.code === 'server.internal') {
      logger.error({
        event: 'failure',
        at: services.clock().toISOString(),
        traceId: context.get('traceId'),
        ...describeFault(error),
      });
    }
    return problem(context, error);
  });
  return app;
}

/** What a page of another origin may read beside the body. */
const exposeHeaders = [
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
];

/** `/v1/tickets/{ticketId}` as Hono writes it. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function methodsAt(routes: readonly Route[], path: string): string[] {
  const here = routes.filter((route) => {
    const pattern = route.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(path);
  });
  return here.map((route) => route.method.toUpperCase());
}

/** The caller's trace id where it sends one (W3C Trace Context), else a new one. */
function readTraceId(request: Request): string {
  const [, given] =
    /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(request.headers.get('traceparent') ?? '') ?? [];
  return given ?? randomUUID().replaceAll('-', '');
}
