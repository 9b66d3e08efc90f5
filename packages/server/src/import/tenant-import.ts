import {
  Address,
  ClosingPolicy,
  CodedLabel,
  Company,
  ContractOnu,
  Customer,
  fieldsOf,
  Location,
  OnuState,
  ProductUnit,
  Schedule,
  StockItem,
  TicketPriority,
  TicketStatus,
} from '@field/core';
import { Role } from '@field/core/dispatch';
import { Cto } from '@field/core/sync';
import * as z from 'zod/mini';
import { OnuProfile } from '../onu-jobs/olt-record.ts';
import { most } from '../protocol/room.ts';

const stockItem = fieldsOf(StockItem);
const id = () => z.string().check(z.minLength(1), z.maxLength(128));
const text = (max: number) => z.string().check(z.maxLength(max));
const nullableText = (max: number) => z._default(z.nullable(text(max)), null);
const instant = () => z.iso.datetime({ offset: true });
const listOf = <T extends z.core.$ZodType>(item: T) => z._default(z.array(item), []);
const listUpTo = <T extends z.core.$ZodType>(longest: number, item: T) =>
  z._default(z.array(item).check(z.maxLength(longest)), []);

/** A technician's login. Give the password itself, or the text `hashPassword` made of it. */
export const TechnicianImport = z.object({
  id: id(),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  username: z.string().check(z.minLength(1), z.maxLength(200)),
  password: z.optional(z.string().check(z.minLength(8), z.maxLength(1024))),
  passwordHash: z.optional(text(500)),
  role: z._default(Role, 'technician'),
  /** The companies the technician may sign in for. */
  companyIds: z.array(id()).check(z.minLength(1)),
});

export const ContractImport = z.object({
  id: id(),
  plan: nullableText(200),
  subplan: nullableText(200),
  cto: nullableText(100),
  seal: nullableText(100),
  ctoPort: nullableText(20),
  /** Stored encrypted. */
  pppoe: z._default(
    z.nullable(z.object({ login: z.string().check(z.minLength(1), z.maxLength(200)), password: text(200) })),
    null,
  ),
  /** The OLT that serves it; any of the tenant's where left out. */
  oltId: z._default(z.nullable(id()), null),
  /** The name of the OLT profile its ONU gets. */
  onuProfile: nullableText(128),
  onuState: z._default(OnuState, 'none'),
  onu: z._default(z.nullable(ContractOnu), null),
});

export const TicketImport = z.object({
  id: id(),
  protocol: id(),
  companyId: id(),
  /** Only the assigned technician sees it. */
  technicianId: z._default(z.nullable(id()), null),
  contractId: id(),
  status: z._default(TicketStatus, 'assigned'),
  priority: z._default(TicketPriority, 'normal'),
  problemCode: CodedLabel,
  subcategory: z._default(z.nullable(CodedLabel), null),
  schedule: z._default(z.nullable(Schedule), null),
  address: Address,
  location: z._default(z.nullable(Location), null),
  customer: Customer,
  openedAt: instant(),
});

export const StockImport = z.object({
  technicianId: id(),
  productId: id(),
  /** Counted from `serials` for a serialized product. */
  available: z.optional(stockItem.available),
  serials: listOf(z.string().check(z.minLength(1), z.maxLength(64))),
});

export const OltImport = z.object({
  id: id(),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Such as `huawei`; found out on connecting where left out. */
  vendor: z._default(z.nullable(text(64)), null),
  /** `ssh://user@host:port` or `telnet://user@host:port`, without a password. */
  target: z
    .string()
    .check(z.regex(/^(ssh|telnet|snmp):\/\/[^\s:@/]+(@[^\s@/]+)?$|^(ssh|telnet|snmp):\/\/[^\s@/]+$/)),
  snmpTarget: z._default(z.nullable(text(300)), null),
  /** Accepted SSH host keys as `SHA256:...`. */
  hostKeys: listOf(text(200)),
  /** The name under which the OLT gateway finds password and community. */
  credentials: id(),
  profiles: z.array(OnuProfile).check(z.minLength(1)),
});

/** A provider with all a technician's day needs. */
export const TenantImport = z.object({
  id: id(),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  locale: z._default(z.enum(['en', 'pt-BR', 'es']), 'pt-BR'),
  /** The domains technicians find it by, as `provedor.com.br` or `127.0.0.1:8080`. */
  domains: z.array(text(260)).check(z.minLength(1)),
  companies: z.array(Company).check(z.minLength(1)),
  technicians: listOf(TechnicianImport),
  causes: listUpTo(most.catalogueEntries, CodedLabel),
  solutions: listUpTo(most.catalogueEntries, CodedLabel),
  problemCodes: listUpTo(most.catalogueEntries, CodedLabel),
  products: listOf(z.object({ id: id(), name: stockItem.name, unit: ProductUnit, kind: stockItem.kind })),
  stock: listOf(StockImport),
  olts: listOf(OltImport),
  ctos: listOf(Cto),
  /** Put in force as they are, revision included. */
  policies: listUpTo(most.policies, ClosingPolicy),
  contracts: listOf(ContractImport),
  tickets: listOf(TicketImport),
});

/** What {@link seedTenant} takes. */
export type TenantImport = z.input<typeof TenantImport>;

/** A checked import with hashed passwords, as the storage takes it. */
export type TenantRecords = Omit<z.output<typeof TenantImport>, 'technicians'> & {
  readonly technicians: readonly {
    readonly id: string;
    readonly name: string;
    readonly username: string;
    readonly role: Role;
    readonly passwordHash: string;
    readonly companyIds: readonly string[];
  }[];
};
