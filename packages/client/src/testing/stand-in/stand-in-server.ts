import { isValidationError, resolveLocale } from '@field/core';
import { mayActAs } from '@field/core/dispatch';
import { type Clock, systemClock } from '../../ports/clock.ts';
import type { FetchPort } from '../../ports/fetch.ts';
import { createDayRoutes } from './day-routes.ts';
import { createDispatchRoutes } from './dispatch-routes.ts';
import { createEvidenceRoutes } from './evidence-routes.ts';
import { createFaults, type Fault, type Faults, pause } from './faults.ts';
import { createFibre } from './fibre.ts';
import { createJobRoutes } from './job-routes.ts';
import { createOnuRoutes } from './onu-routes.ts';
import { createOutageRoutes } from './outage-routes.ts';
import { problemReply, Refused, type Reply, refuse, toResponse } from './reply.ts';
import type { Asked, Route } from './route.ts';
import { createSeededData } from './seeded-data.ts';
import { createSessions } from './sessions.ts';
import type { StandInData } from './stand-in-data.ts';
import { createTicketRoutes } from './ticket-routes.ts';
import { createUnservedRoutes } from './unserved-routes.ts';
import { createWorkRoutes } from './work-routes.ts';
import { createWorld, type World } from './world.ts';

/** How a {@link StandInServer} is made. */
export interface StandInOptions {
  /** What it holds; {@link createSeededData} for its clock's day where left out. */
  readonly data?: StandInData | undefined;
  readonly clock?: Clock | undefined;
  /** `false`: a server that does a repeated change twice, and says so in its capabilities. */
  readonly idempotency?: boolean | undefined;
}

/** A request it answered, for a test that wants to know. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly operationId: string | null;
  readonly status: number;
}

/** A whole Field server in memory, for screens and tests with nothing running. Not for production: it checks
 * nothing but roles. */
export interface StandInServer {
  /** Give it to `createFieldClient` as its `fetch`, with any https address as `baseUrl`. */
  readonly fetch: FetchPort;
  /** The same for a `Request`; rejects where a fault breaks the connection. */
  handle(request: Request): Promise<Response>;
  readonly faults: Faults;
  /** What it holds, to look at and to change: `world.update('os-1001', { technicianId: 'beto' })`. */
  readonly world: World;
  /** Oldest first. */
  readonly seen: readonly SeenRequest[];
  expireAccessTokens(): void;
  endSessions(): void;
}

const capabilities = [
  'tickets',
  'products',
  'evidence',
  'onu',
  'resumableUploads',
  'onuJobs',
  'closingDrafts',
  'policies',
];

export function createStandInServer(options: StandInOptions = {}): StandInServer {
  const { clock = systemClock, idempotency = true } = options;
  const data = options.data ?? createSeededData({ day: new Date(clock.now()).toISOString() });
  const world = createWorld(data, clock);
  const faults = createFaults();
  const sessions = createSessions(world);
  const fibre = createFibre(world);
  const routes = [
    ...createDayRoutes(world, [...capabilities, idempotency ? 'operationIds' : 'withoutIdempotency']),
    ...sessions.routes,
    ...createTicketRoutes(world),
    ...createWorkRoutes(world),
    ...createEvidenceRoutes(world),
    ...createOnuRoutes(world, fibre),
    ...createJobRoutes(world, fibre),
    ...createDispatchRoutes(world),
    ...createOutageRoutes(world),
    ...createUnservedRoutes(),
  ].map((route) => ({ route, matches: matcher(route.on) }));
  const done = new Map<string, { readonly request: string; readonly reply: Reply }>();
  const seen: SeenRequest[] = [];

  async function answer(request: Request): Promise<Reply> {
    const url = new URL(request.url);
    for (const { matches, route } of routes) {
      const params = matches(request.method, url.pathname);
      if (params) return run(route, request, url, params);
    }
    return refuse('server.route_unknown');
  }

  async function run(route: Route, request: Request, url: URL, params: Asked['params']): Promise<Reply> {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const asked: Asked = {
      request,
      url,
      query: url.searchParams,
      params,
      world,
      locale: resolveLocale(request.headers.get('accept-language')),
      occurredAt: request.headers.get('field-occurred-at') ?? world.now(),
      bytes,
      json: () => parseJson(bytes),
    };
    if (route.kind === 'open') return route.handle(asked);
    const scope = sessions.authenticate(request);
    const { role = 'technician' } = scope.technician;
    if (url.pathname.startsWith('/v1/dispatch/') && !mayActAs(role, 'dispatcher'))
      refuse('server.role_missing');
    const key = request.headers.get('idempotency-key');
    if (route.kind === 'read' || key === null || !idempotency) return route.handle({ ...asked, scope });
    const kept = `${scope.technician.id} ${key.toLowerCase()}`;
    const print = [request.method, url.pathname, url.search, Array.from(bytes).join()].join('\n');
    const before = done.get(kept);
    if (before && before.request !== print) return refuse('server.idempotency_mismatch');
    if (before) {
      return { ...before.reply, headers: { ...before.reply.headers, 'idempotency-replayed': 'true' } };
    }
    const answered = await route.handle({ ...asked, scope });
    const reply = { ...answered, headers: { ...answered.headers, 'field-operation-id': key } };
    done.set(kept, { request: print, reply });
    return reply;
  }

  async function reply(request: Request): Promise<Reply> {
    try {
      return await answer(request);
    } catch (error) {
      const locale = resolveLocale(request.headers.get('accept-language'));
      if (isValidationError(error))
        return problemReply(new Refused('core.invalid_input', error.issues), locale);
      if (!(error instanceof Refused)) throw error;
      return problemReply(error, locale);
    }
  }

  async function handle(request: Request): Promise<Response> {
    const { pathname: path } = new URL(request.url);
    const { method, signal } = request;
    const due = faults.take({ method, path });
    const fault = (kind: Fault['kind']) => due.find((one) => one.kind === kind);
    const slow = fault('slow');
    if (slow) await pause(clock, slow.delayMs ?? 5_000, signal);
    signal.throwIfAborted();
    if (fault('offline')) throw new TypeError('Failed to fetch');
    if (fault('html'))
      return new Response('<!doctype html><title>Wi-Fi</title>', {
        headers: { 'content-type': 'text/html' },
      });
    if (fault('serverError')) return new Response('Internal Server Error', { status: 500 });
    if (fault('expiredToken')) sessions.expireAccessTokens();
    const answered = await reply(request);
    seen.push({ method, path, operationId: request.headers.get('idempotency-key'), status: answered.status });
    if (fault('dropAfterCommit')) throw new TypeError('Failed to fetch');
    signal.throwIfAborted();
    return toResponse(answered);
  }

  return {
    fetch: (url, init) => handle(new Request(url, init)),
    handle,
    faults: { add: faults.add, clear: faults.clear },
    world,
    seen,
    expireAccessTokens: sessions.expireAccessTokens,
    endSessions: sessions.endAll,
  };
}

/** Matches `GET /v1/tickets/{ticketId}` and answers what stands in its braces. */
function matcher(on: string): (method: string, path: string) => Readonly<Record<string, string>> | undefined {
  const [verb, pattern = ''] = on.split(' ');
  const wanted = pattern.split('/');
  return (method, path) => {
    const steps = path.split('/');
    if (method !== verb || steps.length !== wanted.length) return undefined;
    const params: Record<string, string> = {};
    for (const [at, step = ''] of steps.entries()) {
      const name = /^\{(\w+)\}$/.exec(wanted[at] ?? '')?.[1];
      if (name === undefined ? step !== wanted[at] : step === '') return undefined;
      if (name !== undefined) params[name] = decodeURIComponent(step);
    }
    return params;
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return refuse('server.malformed_json');
  }
}
