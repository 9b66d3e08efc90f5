import { TenantDiscovery } from '@field/core';
import * as z from 'zod/mini';
import { protocolError } from '../protocol-errors.ts';
import { route } from '../route.ts';
import { tenantOf } from '../tenant-of.ts';

const capabilities = [
  'tickets',
  'products',
  'evidence',
  'operationIds',
  'resumableUploads',
  'onu',
  'onuJobs',
  'policies',
  'closingDrafts',
];

export const discoveryRoutes = [
  route({
    kind: 'open',
    method: 'get',
    id: 'discoverTenant',
    path: '/.well-known/field-service.json',
    summary: 'What a provider’s domain says of itself: name, companies, where its server is.',
    query: z.object({ domain: z.optional(z.string().check(z.maxLength(2048))) }),
    answer: {
      status: 200,
      description: 'The tenant of the domain, or of the host asked.',
      schema: TenantDiscovery,
    },
    problems: ['server.tenant_unknown'],
    async handle({ request, query, services }) {
      const tenant = await tenantOf(request, services.storage, query.domain);
      const body: TenantDiscovery = {
        version: 1,
        tenantId: tenant.id,
        name: tenant.name,
        apiUrl: services.publicUrl ?? new URL(request.url).origin,
        locale: tenant.locale,
        companies: [...tenant.companies],
        capabilities,
      };
      return { body };
    },
  }),
  route({
    kind: 'open',
    method: 'get',
    id: 'readHealth',
    path: '/healthz',
    summary: 'Whether the server runs.',
    answer: { status: 200, description: 'It runs.', schema: z.object({ status: z.literal('ok') }) },
    handle: async () => ({ body: { status: 'ok' } }),
  }),
  route({
    kind: 'open',
    method: 'get',
    id: 'readReadiness',
    path: '/readyz',
    summary:
      'Whether the server can answer requests now: it is not closing, its database answers and takes writes.',
    answer: { status: 200, description: 'It can.', schema: z.object({ status: z.literal('ready') }) },
    problems: ['server.not_ready'],
    async handle({ services }) {
      if (services.closing.aborted) throw protocolError('server.not_ready');
      await services.readiness.check().catch((cause: unknown) => {
        throw protocolError('server.not_ready', {}, { cause });
      });
      return { body: { status: 'ready' } };
    },
  }),
];
