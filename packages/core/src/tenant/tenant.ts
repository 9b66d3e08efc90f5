import * as z from 'zod/mini';
import { httpUrl, id, list, text } from '../schema/primitives.ts';

/** A legal company inside a tenant; the technician chooses one when signing in. */
export const Company = z.object({ id: id(), name: text(200, 1) });
export type Company = z.infer<typeof Company>;

/** A person as lists and timelines name them. */
export const Person = z.object({ id: id(), name: text(200, 1) });
export type Person = z.infer<typeof Person>;

/**
 * What a provider's domain answers at `/.well-known/field-service.json`: everything an app needs to show its login.
 * `capabilities` are names a server announces; an app ignores those it does not know.
 */
export const TenantDiscovery = z.object({
  version: z.literal(1),
  tenantId: id(),
  name: text(200, 1),
  apiUrl: httpUrl(),
  locale: z.enum(['en', 'pt-BR', 'es']),
  companies: list(Company, 1000),
  capabilities: list(text(64, 1), 200),
});
export type TenantDiscovery = z.infer<typeof TenantDiscovery>;
