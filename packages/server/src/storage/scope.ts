/**
 * Whose data a request may touch: one technician, signed in for one company of one tenant. Every row a `Store`
 * reads or writes is bound to it, so no route can reach beyond it by mistake.
 */
export interface Scope {
  readonly tenantId: string;
  readonly companyId: string;
  readonly technicianId: string;
}
