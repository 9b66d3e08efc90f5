import { format, type Infer, id, list, literal, object, oneOf, personal, text } from '../schema/schema.ts';

/** A legal company inside a tenant; the technician chooses one when signing in. */
export const Company = object({ id: id(), name: text(200, 1) });
export type Company = Infer<typeof Company>;

/** A person as lists and timelines name them. */
export const Person = object({ id: id(), name: personal(text(200, 1)) });
export type Person = Infer<typeof Person>;

/**
 * What a provider's domain answers at `/.well-known/field-service.json`: everything an app needs to show its login.
 * `capabilities` are names a server announces; an app ignores those it does not know.
 */
export const TenantDiscovery = object({
  version: literal(1),
  tenantId: id(),
  name: text(200, 1),
  apiUrl: format('uri', 'not_a_url', isHttpUrl),
  locale: oneOf(['en', 'pt-BR', 'es']),
  companies: list(Company, 1000),
  capabilities: list(text(64, 1), 200),
});
export type TenantDiscovery = Infer<typeof TenantDiscovery>;

/** Whether a text is an absolute http or https address without user information. */
function isHttpUrl(value: string): boolean {
  return value.length <= 2048 && /^https?:\/\/[^\s/?#@]+([/?#]\S*)?$/i.test(value);
}
