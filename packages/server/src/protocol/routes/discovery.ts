import { TenantDiscovery } from '@field/core';
import * as z from 'zod/mini';
import { route } from '../route.ts';
import { tenantOf } from '../tenant-of.ts';

const capabilities = ['tickets', 'products', 'evidence', 'onu'];

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
];
