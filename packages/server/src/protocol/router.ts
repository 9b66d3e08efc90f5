import { randomUUID } from 'node:crypto';
import { isFieldError, type Locale } from '@field/core';
import { problemAnswer } from '../problem/problem-answer.ts';
import { isStorageFault } from '../storage/is-storage-fault.ts';
import { storageError } from '../storage/storage-errors.ts';
import type { Answer } from './answer.ts';
import { type CrossOrigin, crossOrigin } from './cross-origin.ts';
import { type FoundRoute, type RouteFinder, routeFinder } from './find-route.ts';
import { readLanguage } from './language.ts';
import { describeFault, type Logger } from './logger.ts';
import { protocolError } from './protocol-errors.ts';
import type { RequestRate } from './request-rate.ts';
import type { Route, Services } from './route.ts';
import { runRoute } from './run-route.ts';
import { securityHeaders } from './security-headers.ts';
import { observed } from './telemetry.ts';
import { tusAbilities, tusHeaders } from './tus.ts';

/** What the starter knows of a request and the request does not say. */
export interface Caller {
  readonly address: string;
  /** True where no more bytes of a body come than `Content-Length` says, as over HTTP. */
  readonly keepsLength?: boolean;
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

/** Answers one request; never rejects. */
export type Router = (request: Request, caller: Caller) => Promise<Answer>;

/** The routes as one handler. Every answer that is not a success is a problem document. */
export function createRouter(options: RouterOptions): Router {
  const { services, logger } = options;
  const finder = routeFinder(options.routes);
  const origins = crossOrigin(options.allowedOrigins);
  const parts = { ...options, finder, origins };

  return (request, caller) => {
    const { method } = request;
    const traceId = readTraceId(request);
    const locale = readLanguage(request);
    return observed(request, async () => {
      const started = performance.now();
      const path = finder.pathOf(request);
      const found = finder.find(method, path);
      let answer: Answer;
      let code: string | null = null;
      try {
        answer = await answerOf({ request, caller, locale, path, found }, parts);
      } catch (error) {
        services.readiness.note(error);
        const known = isStorageFault(error)
          ? storageError('server.storage_unavailable', { traceId }, { cause: error })
          : error;
        code = isFieldError(known) ? known.code : 'server.internal';
        if (known !== error || code === 'server.internal') {
          const at = services.clock().toISOString();
          logger.error({ event: 'failure', at, traceId, ...describeFault(error) });
        }
        answer = problemAnswer(known, { locale, traceId });
      }
      const ms = performance.now() - started;
      const route = found && nameOf(found.route);
      const { status } = answer;
      const at = services.clock().toISOString();
      logger.info({ event: 'request', at, traceId, method, route, status, code, ms: Math.round(ms) });
      const headers = {
        vary: 'Accept-Language',
        'cache-control': 'no-store',
        ...origins.headersFor(request),
        ...answer.headers,
        ...(found?.route.kind === 'tus' && tusHeaders),
        ...securityHeaders,
        'x-request-id': traceId,
      };
      return {
        result: { status, headers, body: method === 'HEAD' ? await withoutBody(answer) : answer.body },
        told: { method, route, status, code, seconds: ms / 1000 },
      };
    });
  };
}

interface Asked {
  readonly request: Request;
  readonly caller: Caller;
  readonly locale: Locale;
  readonly path: string;
  readonly found: FoundRoute | null;
}

interface Parts extends RouterOptions {
  readonly finder: RouteFinder;
  readonly origins: CrossOrigin;
}

async function answerOf(asked: Asked, { services, addressRate, finder, origins }: Parts): Promise<Answer> {
  const { request, caller, locale, path, found } = asked;
  const preflight = origins.preflight(request);
  if (preflight) return preflight;
  // Where no starter tells addresses, all callers would be one.
  if (caller.address !== '') addressRate.count(caller.address);
  if (found) return runRoute(found.route, { request, params: found.params, locale, ...caller }, services);
  const { method } = request;
  const here = finder.routesAt(path);
  if (method === 'OPTIONS' && here.some(({ kind }) => kind === 'tus')) {
    return { status: 204, headers: tusAbilities, body: null };
  }
  const allow = here.map((route) => route.method.toUpperCase());
  const shown = path.slice(0, 200);
  throw allow.length === 0
    ? protocolError('server.route_unknown', { path: shown })
    : protocolError('server.method_not_allowed', { method, path: shown, allow: allow.join(', ') });
}

async function withoutBody({ body }: Answer): Promise<null> {
  if (body instanceof ReadableStream) await body.cancel();
  return null;
}

function nameOf({ method, path }: Route): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The caller's trace id where it sends one (W3C Trace Context), else a new one. */
function readTraceId(request: Request): string {
  const [, given] =
    /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(request.headers.get('traceparent') ?? '') ?? [];
  return given ?? randomUUID().replaceAll('-', '');
}
