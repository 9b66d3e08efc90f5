import type {
  Address,
  CodedLabel,
  ContractOnu,
  Customer,
  Location,
  OnuState,
  Schedule,
  Ticket,
  TicketPriority,
  TicketStatus,
} from '@field/core';
import { fromJson, fromJsonOrNull } from './json-column.ts';
import type { Tables } from './tables.ts';

type ContractColumns = Pick<
  Tables['contracts'],
  'cto' | 'seal' | 'cto_port' | 'pppoe_login' | 'plan' | 'subplan' | 'onu_state' | 'onu'
>;

/** A ticket's row joined with its contract, as the ticket everybody knows. */
export function toTicket(row: Tables['tickets'] & ContractColumns): Ticket {
  return {
    id: row.id,
    protocol: row.protocol,
    status: row.status as TicketStatus,
    contractId: row.contract_id,
    companyId: row.company_id,
    technicianId: row.technician_id,
    problemCode: fromJson<CodedLabel>(row.problem_code),
    subcategory: fromJsonOrNull<CodedLabel>(row.subcategory),
    schedule: fromJsonOrNull<Schedule>(row.schedule),
    priority: row.priority as TicketPriority,
    address: fromJson<Address>(row.address),
    location: fromJsonOrNull<Location>(row.location),
    customer: fromJson<Customer>(row.customer),
    network: {
      cto: row.cto,
      seal: row.seal,
      ctoPort: row.cto_port,
      pppoeLogin: row.pppoe_login,
      plan: row.plan,
      subplan: row.subplan,
      onuState: row.onu_state as OnuState,
      onu: fromJsonOrNull<ContractOnu>(row.onu),
    },
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
