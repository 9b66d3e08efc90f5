/** What happened inside the client: as events, and as a report a technician can send without giving anybody away. */
export { type ClientEvents, createClientEvents } from './client-events.ts';
export {
  createDiagnostics,
  type Diagnostics,
  type DiagnosticsOptions,
  type DiagnosticsReport,
  type DiagnosticsSources,
} from './diagnostics.ts';
export type { LoggedEvent } from './logged-event.ts';
