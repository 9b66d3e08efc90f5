/** The dispatcher's side of a provider: who may do what, tickets, catalogues, stock, network, policies. */
export { AllCatalogues, CatalogueKind, SaveCatalogueEntry } from './catalogues.ts';
export { AuditRecord, ClosingRecord, TicketAudit } from './closing-record.ts';
export { HistoryPage } from './history.ts';
export { ImportKind, ImportResult } from './imports.ts';
export { ContractRecord, SaveContract, SaveCto } from './network.ts';
export { DeclareOutage, Outage, Outages, TicketOutage } from './outages.ts';
export { People, PersonRecord, SavePerson } from './people.ts';
export { SavePolicy } from './policies.ts';
export { mayActAs, Role, SignedInPerson } from './role.ts';
export { Product, Products, SaveProduct, StockTransfer, StockTransfers, TransferStock } from './stock.ts';
export { AssignTicket, CancelTicket, DispatchFilter, NewTicket, ScheduleTicket } from './tickets.ts';
