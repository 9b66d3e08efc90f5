import type {
  Catalogues,
  ClosingPolicy,
  CodedLabel,
  DiscoveredOnu,
  StockItem,
  TenantDiscovery,
  Ticket,
} from '@field/core';
import type { Role } from '@field/core/dispatch';
import type { Cto } from '@field/core/sync';

/** Somebody who can sign in. */
export interface StandInTechnician {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly companyIds: readonly string[];
  /** `technician` where left out. */
  readonly role?: Role | undefined;
}

/** What a stand-in server holds when it starts. */
export interface StandInData {
  readonly tenant: Pick<TenantDiscovery, 'tenantId' | 'name' | 'locale' | 'companies'>;
  readonly technicians: readonly StandInTechnician[];
  readonly tickets: readonly Ticket[];
  /** By technician. */
  readonly stock: Readonly<Record<string, readonly StockItem[]>>;
  readonly catalogues: Catalogues;
  /** What a dispatcher opens tickets for; what its tickets are about where left out. */
  readonly problemCodes?: readonly CodedLabel[] | undefined;
  readonly policies: readonly ClosingPolicy[];
  readonly ctos: readonly Cto[];
  /** By contract. */
  readonly pppoe: Readonly<Record<string, { readonly login: string; readonly password: string }>>;
  /** What hangs on the fibre and nobody has authorized. */
  readonly waitingOnus: readonly DiscoveredOnu[];
}
