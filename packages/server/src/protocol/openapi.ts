import { Problem } from '@field/core';
import { statusOf } from '../problem/problem-status.ts';
import { describeAnswered, describedHeaders, describeTaken } from './described-headers.ts';
import { componentSchemas, type Json, type Schemas } from './described-schemas.ts';
import type { Route } from './route.ts';
import { pieceMediaType } from './tus.ts';

const problemType = 'application/problem+json';

/** The OpenAPI 3.1 document of the routes, with core's schemas as its components. */
export function describeProtocol(routes: readonly Route[]): Json {
  const schemas = componentSchemas(routes);
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const described = { [route.method]: describeRoute(route, schemas) };
    paths[route.path] = { ...paths[route.path], ...described, ...describeTus(route, described) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Field protocol',
      version: '1',
      description:
        'What a technician’s app asks of a provider. Every change may carry an Idempotency-Key: the same key and body ' +
        'answer what the first request answered. Errors are RFC 9457 problem details in the language of Accept-Language.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ accessToken: [] }],
    paths,
    components: {
      schemas: schemas.components,
      headers: describedHeaders,
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } },
    },
  };
}

/** Whether it takes bytes of a file; the first ones may come with the creation. */
function takesPiece({ method }: Route): boolean {
  return method === 'post' || method === 'patch';
}

/** Whether its answers are kept under the Idempotency-Key. */
function isChange(kind: Route['kind']): boolean {
  return kind === 'change' || kind === 'upload' || kind === 'job';
}

function describeRoute(route: Route, schemas: Schemas): Json {
  const body = route.documentedBody ?? route.body;
  const parameters = [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string', minLength: 1, maxLength: 128 },
    })),
    ...(route.query ? queryParameters(schemas.describe(route.query), schemas.components) : []),
    ...(isChange(route.kind) ? changeHeaders : []),
    ...describeTaken(route.headers?.required ?? [], route.headers?.optional ?? []),
    ...(route.ifMatch === undefined ? [] : [ifMatchHeader(route.ifMatch)]),
  ];
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.kind === 'open' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: { [route.textBody?.mediaType ?? 'application/json']: { schema: schemas.describe(body) } },
      },
    }),
    ...(route.kind === 'upload' && {
      requestBody: { required: true, content: files(route.bytes.mediaTypes) },
    }),
    ...(route.kind === 'tus' &&
      takesPiece(route) && {
        requestBody: { required: route.method === 'patch', content: files([pieceMediaType]) },
      }),
    responses: { ...describeAnswer(route, schemas), ...describeProblems(route, schemas) },
  };
}

/** Fields of a query schema as parameters; lists are repeated, as `status=open&status=assigned`. */
function queryParameters(query: Json, components: Json): Json[] {
  const name = typeof query.$ref === 'string' ? query.$ref.split('/').at(-1) : undefined;
  const resolved = (name === undefined ? query : components[name]) as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(resolved.properties ?? {}).map(([field, schema]) => ({
    name: field,
    in: 'query',
    required: resolved.required?.includes(field) ?? false,
    schema,
  }));
}

const changeHeaders: readonly Json[] = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'The operation’s id: a UUID, best of version 7. Repeat it only to repeat the same request. Answers are kept 30 days.',
    schema: { type: 'string', format: 'uuid' },
  },
  {
    name: 'Field-Occurred-At',
    in: 'header',
    required: false,
    description: 'When it happened by the device’s clock, where the body does not say.',
    schema: { type: 'string', format: 'date-time' },
  },
];

function ifMatchHeader(description: string): Json {
  return {
    name: 'If-Match',
    in: 'header',
    required: false,
    description,
    schema: { type: 'string', minLength: 3, maxLength: 130 },
  };
}

function describeAnswer({ kind, answer, ifMatch }: Route, schemas: Schemas): Json {
  const headers = [
    ...(answer.headers ?? []),
    // What is edited by its tag is answered with it; a job names the tag of a plan.
    ...(ifMatch !== undefined && kind === 'change' && answer.schema ? (['ETag'] as const) : []),
    ...(isChange(kind) ? (['Idempotency-Replayed', 'Field-Operation-Id'] as const) : []),
  ];
  const content = answer.mediaTypes
    ? files(answer.mediaTypes)
    : answer.schema && { 'application/json': { schema: schemas.describe(answer.schema) } };
  const told = headers.length > 0 && { headers: describeAnswered(headers) };
  return { [answer.status]: { description: answer.description, ...told, ...(content && { content }) } };
}

/** Beside its own method, what a place of tus answers to HEAD and OPTIONS (tus 1.0, 2.1). */
function describeTus(
  { kind, method, path, id, answer }: Route,
  described: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  if (kind !== 'tus' || (method !== 'get' && method !== 'post')) return {};
  const abilities = describeAnswered(['Tus-Resumable', 'Tus-Version', 'Tus-Extension', 'Tus-Max-Size']);
  const of = path.endsWith('}') ? 'One' : 'New';
  const { parameters } = described[method] as { readonly parameters: readonly Json[] };
  const options = {
    operationId: `readAbilitiesOf${of}Upload`,
    summary: 'What tus can do here.',
    security: [],
    parameters: parameters.filter((parameter) => parameter.in === 'path'),
    responses: { 204: { description: 'In headers.', headers: abilities } },
  };
  if (method === 'post') return { options };
  const { content: _, ...answered } = (described[method] as { responses: Record<string, Json> }).responses[
    answer.status
  ] as Json;
  const head = {
    ...(described[method] as Json),
    operationId: `${id}Head`,
    responses: { [answer.status]: answered },
  };
  return { options, head };
}

function files(mediaTypes: readonly string[]): Json {
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, {}]));
}

function describeProblems(route: Route, schemas: Schemas): Json {
  const codes = new Set(route.problems ?? []);
  if (route.kind !== 'open') for (const code of tokenProblems) codes.add(code);
  if (route.role) codes.add('server.role_missing');
  if (route.body) for (const code of jsonProblems) codes.add(code);
  if (route.body || route.query) codes.add('core.invalid_input');
  if (isChange(route.kind)) {
    for (const code of changeProblems) codes.add(code);
  }
  const byStatus = new Map<number, string[]>();
  for (const code of codes) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  const content = { [problemType]: { schema: schemas.describe(Problem) } };
  const named = [...byStatus].map(([status, names]) => [
    status,
    {
      description: names.map((name) => `\`${name}\``).join(', '),
      ...(waiting.has(Number(status)) && { headers: describeAnswered(['Retry-After']) }),
      content,
    },
  ]);
  return { ...Object.fromEntries(named), default: { description: 'Any other problem.', content } };
}

/** Answers that say how long to wait; a conflict where something still runs. */
const waiting: ReadonlySet<number> = new Set([408, 409, 429, 503]);

const tokenProblems = ['server.unauthenticated', 'server.token_expired', 'server.session_ended'];
const jsonProblems = ['server.malformed_json', 'server.unsupported_media_type', 'server.body_too_large'];
const changeProblems = ['server.idempotency_mismatch', 'server.bad_header'];
