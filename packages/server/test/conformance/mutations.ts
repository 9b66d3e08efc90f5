import { decodeUploadMetadata } from '@field/core/uploads';
import {
  answering,
  type Mutation,
  pathOf,
  reheaded,
  rewritten,
  unsaid,
  withHeaders,
  without,
} from '../support/break-server.ts';

/** What is not kept where a repeated change is not answered as it was the first time. */
const everyFault = [
  'faults.drop-request',
  'faults.drop-answer',
  'faults.duplicate',
  'faults.repeat-later',
  'faults.html',
  'faults.error-200',
  'faults.delay',
  'faults.reorder',
];

const withoutCursor =
  (path: string): Mutation =>
  (handler) =>
  (request) => {
    const url = new URL(request.url);
    if (url.pathname === path) url.searchParams.delete('cursor');
    return handler(new Request(url, request));
  };

/** Ways to break a server, and the promises that are then not kept: all of them and no other. */
export const mutations: Readonly<
  Record<string, { readonly how: Mutation; readonly breaks: readonly string[] }>
> = {
  'a server that knows no keys': {
    how: without('idempotency-key'),
    breaks: [
      ...everyFault,
      'access.refresh-lost-answer',
      'idempotency.replay',
      'idempotency.mismatch',
      'idempotency.together',
      'idempotency.restart',
      'closing.once',
    ],
  },
  'a server that looks at the key and not at the body': {
    how: (handler) => {
      const answers = new Map<string, Response>();
      return async (request) => {
        const key = request.headers.get('idempotency-key');
        const known = key === null ? undefined : answers.get(key);
        if (known?.ok) return known.clone();
        const response = await handler(request);
        if (key !== null) answers.set(key, response.clone());
        return response;
      };
    },
    breaks: ['idempotency.mismatch', 'idempotency.restart'],
  },
  'a server that answers repetitions with another status': {
    how: answering(
      (_, response) => response.headers.has('idempotency-replayed'),
      () => Response.json({ already: 'done' }, { status: 208 }),
    ),
    breaks: [
      ...everyFault,
      'idempotency.replay',
      'idempotency.together',
      'idempotency.restart',
      'evidence.stored',
      'closing.once',
    ],
  },
  'a server that loses a request it is sent twice': {
    how: (handler) => {
      const seen = new Set<string>();
      return async (request) => {
        const key = request.headers.get('idempotency-key');
        const isEdit = request.method === 'PUT' && key !== null;
        if (isEdit && seen.has(key)) return new Response('{}', { status: 200 });
        if (isEdit) seen.add(key);
        return handler(request);
      };
    },
    breaks: [...everyFault, 'idempotency.replay', 'idempotency.mismatch', 'idempotency.restart'],
  },
  'a server that remembers a technician’s last key only': {
    how: (handler) => {
      const seen = new Set<string>();
      let last: string | null = null;
      return (request) => {
        const key = request.headers.get('idempotency-key');
        if (key === null) return handler(request);
        const isForgotten = seen.has(key) && key !== last;
        seen.add(key);
        last = key;
        return handler(
          isForgotten ? withHeaders(request, (headers) => headers.delete('idempotency-key')) : request,
        );
      };
    },
    breaks: ['faults.reorder'],
  },
  'a server that keeps keys in memory': {
    how: (handler, restarts) => {
      const first = new Map<string, number>();
      return (request) => {
        const key = request.headers.get('idempotency-key');
        if (key === null) return handler(request);
        if (!first.has(key)) first.set(key, restarts());
        const isForgotten = first.get(key) !== restarts();
        return handler(
          isForgotten ? withHeaders(request, (headers) => headers.delete('idempotency-key')) : request,
        );
      };
    },
    breaks: ['idempotency.restart'],
  },
  'a server that takes every edit': { how: without('if-match'), breaks: ['editing.if-match'] },
  'a server without ETags': {
    how: unsaid('etag', () => true),
    breaks: ['editing.etag', 'editing.if-match'],
  },
  'a server that answers what it was asked for already': {
    how: without('if-none-match'),
    breaks: ['editing.etag'],
  },
  'a server that answers every page from the start': {
    how: withoutCursor('/v1/tickets'),
    breaks: ['reading.pages', 'reading.bad-cursor'],
  },
  'a server whose order depends on the size of the page': {
    how: answering(
      (request, { ok }) => ok && pathOf(request) === '/v1/tickets',
      (response) =>
        rewritten(response, ({ items, ...page }) => ({
          ...page,
          items: [...(items as unknown[])].reverse(),
        })),
    ),
    breaks: ['reading.pages'],
  },
  'a server that answers every page of the office from the start': {
    how: withoutCursor('/v1/dispatch/people'),
    breaks: ['reading.dispatcher-pages'],
  },
  'a server that takes the cursor of any list for any other': {
    how: withoutCursor('/v1/dispatch/products'),
    breaks: ['reading.dispatcher-pages'],
  },
  'a server that tells everything at every sync': {
    how: withoutCursor('/v1/sync/tickets'),
    breaks: ['reading.bad-cursor', 'sync.delta', 'sync.removed'],
  },
  'a server that does not say what left': {
    how: answering(
      (request) => pathOf(request) === '/v1/sync/tickets',
      (response) => rewritten(response, (json) => ('removed' in json ? { ...json, removed: [] } : json)),
    ),
    breaks: ['sync.removed'],
  },
  'a server that needs no token': {
    how: (handler) => {
      let last: string | null = null;
      return async (request) => {
        const response = await handler(request.clone() as Request);
        if (response.ok) last = request.headers.get('authorization') ?? last;
        const isFirst = pathOf(request) === '/v1/tickets' && response.status === 401 && last !== null;
        const tokens = withHeaders(request, (headers) => headers.set('authorization', last ?? ''));
        return isFirst ? handler(tokens) : response;
      };
    },
    breaks: ['access.token-required', 'problems.trace'],
  },
  'a server that answers refusals with 200 and an error inside': {
    how: answering(
      (_, response) => response.status >= 400 && response.status !== 401,
      () => Response.json({ type: 'error', message: 'Registro não encontrado' }),
    ),
    breaks: [
      'problems.documents',
      'problems.fields',
      'problems.languages',
      'problems.oversized',
      'access.guessing-slowed',
      'access.others-tickets',
      'idempotency.mismatch',
      'idempotency.restart',
      'editing.if-match',
      'reading.bad-cursor',
      'reading.dispatcher-pages',
      'evidence.content',
      'evidence.others',
      'uploads.resume',
      'uploads.checksum',
      'closing.complete',
      'closing.once',
    ],
  },
  'a server that answers what it does not know with a page': {
    how: answering(
      (_, response) => response.status === 404,
      () => new Response('<html>404</html>', { status: 404, headers: { 'content-type': 'text/html' } }),
    ),
    breaks: ['problems.documents', 'problems.languages', 'access.others-tickets', 'evidence.others'],
  },
  'a server whose problems have no trace': {
    how: answering(
      (_, { status }) => status === 401,
      (response) => rewritten(response, (json) => ({ ...json, traceId: 'f'.repeat(32) })),
    ),
    breaks: ['problems.trace'],
  },
  'a server that does not name wrong fields': {
    how: answering(
      (_, { status }) => status === 422,
      (response) => rewritten(response, (json) => ({ ...json, errors: [] })),
    ),
    breaks: ['problems.fields', 'closing.complete'],
  },
  'a server that speaks one language': { how: without('accept-language'), breaks: ['problems.languages'] },
  'a server that lets passwords be guessed': {
    how: answering(
      (request, { status }) => pathOf(request) === '/v1/login' && status === 429,
      (response) =>
        rewritten(new Response(response.body, { status: 401, headers: response.headers }), (json) => ({
          ...json,
          status: 401,
        })),
    ),
    breaks: ['access.guessing-slowed'],
  },
  'a server that does not say how long to wait': {
    how: unsaid('retry-after', (_, { status }) => status === 429),
    breaks: ['access.guessing-slowed'],
  },
  'a server whose refresh tokens are good for ever': {
    how: (handler) => {
      const sessions = new Map<string, Response>();
      return async (request) => {
        if (pathOf(request) !== '/v1/refresh') return handler(request);
        const token = await request.clone().text();
        const known = sessions.get(token);
        if (known) return known.clone();
        const response = await handler(request);
        sessions.set(token, response.clone());
        return response;
      };
    },
    breaks: ['access.refresh-once'],
  },
  'a server where signing out does nothing': {
    how: (handler) => async (request) =>
      pathOf(request) === '/v1/logout' ? new Response(null, { status: 204 }) : handler(request),
    breaks: ['access.logout'],
  },
  'a server that shows everybody every ticket': {
    how: (handler) => {
      let owner: string | null = null;
      return async (request) => {
        const response = await handler(request.clone() as Request);
        if (pathOf(request) === '/v1/tickets') owner ??= request.headers.get('authorization');
        if (response.status !== 404 || owner === null || !pathOf(request).endsWith('/timeline'))
          return response;
        return handler(withHeaders(request, (headers) => headers.set('authorization', owner ?? '')));
      };
    },
    breaks: ['access.others-tickets'],
  },
  'a server that keeps whatever it is sent as a photo': {
    how: answering(
      (request, { status }) => pathOf(request).endsWith('/evidence') && (status === 415 || status === 422),
      () => Response.json({ id: 'kept' }, { status: 201 }),
    ),
    breaks: ['evidence.content'],
  },
  'a server that shows everybody every photo': {
    how: (handler) => {
      const owners = new Map<string, string | null>();
      return async (request) => {
        const response = await handler(request.clone() as Request);
        const path = pathOf(request);
        if (!path.startsWith('/v1/evidence/')) return response;
        if (response.ok) owners.set(path, request.headers.get('authorization'));
        const owner = owners.get(path);
        return response.status === 404 && owner
          ? handler(withHeaders(request, (headers) => headers.set('authorization', owner)))
          : response;
      };
    },
    breaks: ['evidence.others'],
  },
  'a server that tells everybody which bytes it holds': {
    how: (handler) => {
      const held = new Map<string, string>();
      return async (request) => {
        const response = await handler(request);
        const isPhoto = request.method === 'POST' && response.ok && pathOf(request).endsWith('/evidence');
        if (isPhoto) {
          const evidence = await response.clone().text();
          held.set((JSON.parse(evidence) as { sha256: string }).sha256, evidence);
        }
        if (response.status !== 201 || !pathOf(request).endsWith('/uploads')) return response;
        const metadata = decodeUploadMetadata(request.headers.get('upload-metadata') ?? '');
        const known = held.get(String(metadata.sha256));
        return known === undefined
          ? response
          : new Response(known, { status: 200, headers: response.headers });
      };
    },
    breaks: ['evidence.others'],
  },
  'a server that forgets what arrived of an upload': {
    how: answering(
      (request) => request.method === 'HEAD',
      (response) => reheaded(response, (headers) => headers.set('upload-offset', '0'), null),
    ),
    breaks: ['uploads.resume'],
  },
  'a server that asks for bytes it has': {
    how: answering(
      (request, { status }) => pathOf(request).endsWith('/uploads') && status === 200,
      (response) => new Response(null, { status: 201, headers: response.headers }),
    ),
    breaks: ['uploads.have-it'],
  },
  'a server that does not look at what arrived': {
    how: answering(
      (_, { status }) => status === 460,
      () => new Response(null, { status: 204, headers: { 'upload-offset': '3000' } }),
    ),
    breaks: ['uploads.checksum'],
  },
  'a server that does not say which photos it waits for': {
    how: unsaid('field-evidence-pending', (request) => pathOf(request).endsWith('/closing')),
    breaks: ['closing.evidence-pending'],
  },
  'a server that takes any closing': {
    how: answering(
      (request, { status }) => pathOf(request).endsWith('/closing') && status === 422,
      () => Response.json({ status: 'completed' }),
    ),
    breaks: ['closing.complete'],
  },
  'a server that says a ticket is closed and does not keep it': {
    how: (handler) => async (request) => {
      const sent = (await request.clone().text()) || '{}';
      if (!pathOf(request).endsWith('/closing') || !('cause' in JSON.parse(sent))) return handler(request);
      const { headers } = request;
      const ticket = await handler(new Request(request.url.replace('/closing', ''), { headers }));
      return rewritten(ticket, (json) => ({ ...json, status: 'completed' }));
    },
    breaks: ['closing.once', 'closing.evidence-pending', 'sync.removed'],
  },
  'a server with a wrong discovery document': {
    how: answering(
      (request) => pathOf(request) === '/.well-known/field-service.json',
      (response) => rewritten(response, ({ companies: _, ...json }) => json),
    ),
    breaks: ['discovery.document'],
  },
  'a server that reads bodies of any size': {
    how: answering(
      (_, { status }) => status === 413,
      () => Response.json({}),
    ),
    breaks: ['problems.oversized'],
  },
};
