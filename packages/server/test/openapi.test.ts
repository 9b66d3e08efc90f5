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
  'GET /v1/dispatch/contracts/{contractId}',
  'GET /v1/dispatch/evidence/{evidenceId}',
  'GET /v1/dispatch/olts',
  'GET /v1/dispatch/outages',
  'GET /v1/dispatch/people',
  'GET /v1/dispatch/people/{personId}/stock',
  'GET /v1/dispatch/products',
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
  for (const route of routes.filter((name) => name.includes('/v1/') && !/login|refresh/.test(name))) {
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
