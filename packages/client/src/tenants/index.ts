/** Providers a device knows: found by their domain, kept, pinned once somebody signed in, and not mistaken for another. */
export { findLookalike } from './look-alike.ts';
export {
  type FindOptions,
  type FoundTenant,
  openTenants,
  type Tenants,
  type TenantsOptions,
} from './tenants.ts';
