export {
  type ClientOptions,
  createFieldClient,
  type FieldClient,
  type FieldClientOptions,
  type LogoutOptions,
  type ServerOptions,
} from './client.ts';
export type { ClientEvent } from './client-event.ts';
export type { Connection } from './connection.ts';
export {
  type ClientError,
  type ClientErrorCode,
  type ClientErrorDetails,
  type ClientIssue,
  isClientError,
} from './errors/client-error.ts';
export type { EvidenceFile } from './http/answer.ts';
export type { CallOptions } from './http/caller.ts';
export type { Operation, OperationAnswer, OperationKind } from './operations/operation.ts';
export type { Send } from './operations/send.ts';
export type { Clock } from './ports/clock.ts';
export type { FetchPort, Middleware } from './ports/fetch.ts';
export type { Ports } from './ports/ports.ts';
export type { Random } from './ports/random.ts';
export type { Store } from './ports/store.ts';
export type { ChangeOptions, Input } from './resources/api.ts';
export type { CataloguesResource } from './resources/catalogues.ts';
export type { EvidenceUpload } from './resources/check-evidence.ts';
export type { ClosingsResource } from './resources/closings.ts';
export type { EvidenceResource } from './resources/evidence.ts';
export type { OnuResource } from './resources/onu.ts';
export type { ProductsResource } from './resources/products.ts';
export type { ReportOptions } from './resources/refuse-unready.ts';
export type { TicketsResource } from './resources/tickets.ts';
export type { SessionSnapshot, SessionStore, SignedIn } from './session/session-store.ts';
export type { ClientStorage } from './storage/client-storage.ts';
export { createMemoryStorage } from './storage/memory-storage.ts';
export type { RecordChange, RecordStorage, RecordValue, StorageRoom } from './storage/record-storage.ts';
export { type DiscoveredTenant, type DiscoverOptions, discoverTenant } from './tenant/discover-tenant.ts';
