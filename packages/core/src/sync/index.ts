/** What a phone takes along for the day, and how it learns what changed. */
export { ClosingDraftRecord, SaveClosingDraft } from './closing-draft-record.ts';
export { ClosingPolicies, Cto, Ctos } from './day.ts';
export { formatRemoval, RemovalReason, TicketChanges, TicketRemoval } from './ticket-changes.ts';
