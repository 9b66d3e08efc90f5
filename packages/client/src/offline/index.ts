export { type EachTicketOptions, eachTicket } from '../paging/each-ticket.ts';
export type { Store } from '../ports/store.ts';
export type {
  CoveragePart,
  CoverageReport,
  DayWindow,
  MissingPart,
  TicketPart,
} from './coverage.ts';
export type { Documents, TicketDocuments } from './documents.ts';
export type { OfflineFilter, TicketList } from './list-tickets.ts';
export {
  type Offline,
  type OfflineEvents,
  type OfflineOptions,
  openOffline,
  type SyncSnapshot,
} from './offline.ts';
export type { ReadOptions } from './offline-call.ts';
export type { PreparedDay, PrepareOptions, PrepareProgress } from './prepare-day.ts';
export type { Reading } from './reading.ts';
export type { Removed } from './removed.ts';
export type { SyncRequest, SyncResult } from './sync-tickets.ts';
export type { OfflineTickets } from './ticket-reads.ts';
export type { TicketsSnapshot } from './ticket-store.ts';
