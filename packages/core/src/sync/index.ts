/** What a phone takes along for the day, and how it learns what changed. */
export { ClosingPolicies, Cto, Ctos } from './day.ts';
export { formatRemoval, RemovalReason, TicketChanges, TicketRemoval } from './ticket-changes.ts';
