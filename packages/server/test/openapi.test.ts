import { validate } from '@readme/openapi-parser';
import { expect, test } from 'vitest';
import { serve } from './support/serve.ts';

const routes = [
  'DELETE /v1/dispatch/catalogues/{kind}/{code}',
  'DELETE /v1/dispatch/ctos/{ctoId}',
  'DELETE /v1/dispatch/policies/{policyId}',
  'DELETE /v1/evidence/uploads/{uploadId}',
  'DELETE /v1/sessions/{sessionId}',
  'DELETE /v1/tickets/{ticketId}/closing-draft',
  'DELETE /v1/tickets/{ticketId}/products/{movementId}',
  'GET /.well-known/field-service.json',
  'GET /healthz',
  'GET /openapi.json',
  'GET /readyz',
  'GET /v1/catalogues',
  'GET /v1/ctos',
  'GET /v1/dispatch/catalogues',
  'GET /v1/dispatch/catalogues/{kind}/{code}',
  'GET /v1/dispatch/contracts/{contractId}',
  'GET /v1/dispatch/ctos/{ctoId}',
  'GET /v1/dispatch/evidence/{evidenceId}',
  'GET /v1/dispatch/olts',
  'GET /v1/dispatch/olts/{oltId}',
  'GET /v1/dispatch/outages',
  'GET /v1/dispatch/people',
  'GET /v1/dispatch/people/{personId}',
  'GET /v1/dispatch/people/{personId}/stock',
  'GET /v1/dispatch/policies/{policyId}',
  'GET /v1/dispatch/products',
  'GET /v1/dispatch/products/{productId}',
  'GET /v1/dispatch/stock-transfers',
  'GET /v1/dispatch/tickets',
  'GET /v1/dispatch/tickets/{ticketId}',
  'GET /v1/dispatch/tickets/{ticketId}/audit',
  'GET /v1/dispatch/tickets/{ticketId}/closing',
  'GET /v1/dispatch/tickets/{ticketId}/timeline',
  'GET /v1/evidence/uploads/{uploadId}',
  'GET /v1/evidence/{evidenceId}',
  'GET /v1/onu-jobs/{jobId}',
  'GET /v1/onu-jobs/{jobId}/events',
  'GET /v1/onu-jobs/{jobId}/transcript',
  'GET /v1/policies',
  'GET /v1/session',
  'GET /v1/sessions',
  'GET /v1/stock',
  'GET /v1/sync/tickets',
  'GET /v1/tickets',
  'GET /v1/tickets/{ticketId}',
  'GET /v1/tickets/{ticketId}/closing-draft',
  'GET /v1/tickets/{ticketId}/evidence',
  'GET /v1/tickets/{ticketId}/onu',
  'GET /v1/tickets/{ticketId}/onu/jobs',
  'GET /v1/tickets/{ticketId}/onu/signal',
  'GET /v1/tickets/{ticketId}/outage',
  'GET /v1/tickets/{ticketId}/pppoe',
  'GET /v1/tickets/{ticketId}/products',
  'GET /v1/tickets/{ticketId}/timeline',
  'HEAD /v1/evidence/uploads/{uploadId}',
  'OPTIONS /v1/evidence/uploads/{uploadId}',
  'OPTIONS /v1/tickets/{ticketId}/evidence/uploads',
  'PATCH /v1/evidence/uploads/{uploadId}',
  'POST /v1/dispatch/imports/{kind}',
  'POST /v1/dispatch/outages',
  'POST /v1/dispatch/outages/{outageId}/end',
  'POST /v1/dispatch/stock-transfers',
  'POST /v1/dispatch/tickets',
  'POST /v1/dispatch/tickets/{ticketId}/cancellation',
  'POST /v1/login',
  'POST /v1/logout',
  'POST /v1/onu-jobs/{jobId}/cancel',
  'POST /v1/refresh',
  'POST /v1/tickets/{ticketId}/closing',
  'POST /v1/tickets/{ticketId}/customer-absent',
  'POST /v1/tickets/{ticketId}/departure',
  'POST /v1/tickets/{ticketId}/evidence',
  'POST /v1/tickets/{ticketId}/evidence/uploads',
  'POST /v1/tickets/{ticketId}/onu/authorize',
  'POST /v1/tickets/{ticketId}/onu/discover',
  'POST /v1/tickets/{ticketId}/onu/jobs',
  'POST /v1/tickets/{ticketId}/onu/plan',
  'POST /v1/tickets/{ticketId}/products',
  'POST /v1/tickets/{ticketId}/visits',
  'PUT /v1/dispatch/catalogues/{kind}/{code}',
  'PUT /v1/dispatch/contracts/{contractId}',
  'PUT /v1/dispatch/ctos/{ctoId}',
  'PUT /v1/dispatch/olts/{oltId}',
  'PUT /v1/dispatch/people/{personId}',
  'PUT /v1/dispatch/policies/{policyId}',
  'PUT /v1/dispatch/products/{productId}',
  'PUT /v1/dispatch/tickets/{ticketId}/assignment',
  'PUT /v1/dispatch/tickets/{ticketId}/schedule',
  'PUT /v1/tickets/{ticketId}/closing-draft',
  'PUT /v1/tickets/{ticketId}/location',
];

type Operation = {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema?: { $ref?: string } }> };
};

test('the OpenAPI document is valid, made of core’s schemas, and names every route the server answers', async () => {
  const { json, refusal } = await serve();
  const document = await json<{
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, { required?: string[] }> };
  }>('GET', '/openapi.json');
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(await validate(structuredClone(document) as never)).toMatchObject({ valid: true });

  const told = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(told.sort()).toEqual(routes);
  const signedIn = routes.filter(
    (name) => name.includes('/v1/') && !/login|refresh|^HEAD|^OPTIONS/.test(name),
  );
  for (const route of signedIn) {
    const [method = '', path = ''] = route.split(' ');
    expect([route, await refusal(method, path.replace(/\{\w+\}/g, 'x'))]).toEqual([
      route,
      '401 server.unauthenticated',
    ]);
  }

  const closing = document.paths['/v1/tickets/{ticketId}/closing']?.post;
  expect(closing?.requestBody?.content['application/json']?.schema).toEqual({
    $ref: '#/components/schemas/Closing',
  });
  expect(document.components.schemas.Closing?.required).toContain('customerSignature');
  expect(closing?.parameters?.map((parameter) => `${parameter.in} ${parameter.name}`)).toEqual([
    'path ticketId',
    'header Idempotency-Key',
    'header Field-Occurred-At',
  ]);
  const names = document.paths['/v1/tickets']?.get?.parameters?.map(({ name }) => name);
  expect(names).toEqual(['search', 'status', 'priority', 'from', 'to', 'limit', 'cursor']);
});

test('an upload in pieces is described by the headers it takes and answers', async () => {
  const { json } = await serve();
  type Described = {
    parameters: { name: string; in: string; required: boolean }[];
    requestBody?: { content: object };
    responses: Record<string, { headers?: object }>;
  };
  const { paths } = await json<{ paths: Record<string, Record<string, Described>> }>('GET', '/openapi.json');
  const place = '/v1/evidence/uploads/{uploadId}';
  const told = (method: string, path: string, status: number) => {
    const operation = paths[path]?.[method];
    const { parameters = [], responses = {} } = operation ?? {};
    const taken = parameters.filter(({ in: where, required }) => where === 'header' && required);
    return [taken.map(({ name }) => name), Object.keys(responses[status]?.headers ?? {})];
  };
  const state = ['Tus-Resumable', 'Upload-Offset', 'Upload-Length', 'Upload-Expires', 'Field-Evidence-Id'];
  const abilities = ['Tus-Resumable', 'Tus-Version', 'Tus-Extension', 'Tus-Max-Size'];
  const creation = '/v1/tickets/{ticketId}/evidence/uploads';
  expect(told('post', creation, 201)).toEqual([
    ['Tus-Resumable', 'Upload-Length', 'Upload-Metadata'],
    ['Location', ...state],
  ]);
  expect(told('options', creation, 204)).toEqual([[], abilities]);
  expect(told('head', place, 200)).toEqual([[], state]);
  expect(told('patch', place, 204)).toEqual([['Tus-Resumable', 'Upload-Offset'], state]);
  expect(Object.keys(paths[place]?.patch?.requestBody?.content ?? {})).toEqual([
    'application/offset+octet-stream',
  ]);
  expect(told('delete', place, 204)).toEqual([['Tus-Resumable'], ['Tus-Resumable']]);
  const [, closed] = told('post', '/v1/tickets/{ticketId}/closing', 200);
  expect(closed).toContain('Field-Evidence-Pending');
});
