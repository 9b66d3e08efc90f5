/** What a technician recorded while away from the server; the kinds of the client's operations. */
export type ConflictOperation =
  | 'tickets.depart'
  | 'tickets.startVisit'
  | 'tickets.customerAbsent'
  | 'tickets.updateLocation'
  | 'products.use'
  | 'products.remove'
  | 'evidence.upload'
  | 'closings.close'
  | 'onu.authorize';

/** What may have happened to the ticket meanwhile. */
export type MeanwhileEvent =
  | 'reassigned'
  | 'cancelled'
  | 'closedByOther'
  | 'rescheduled'
  | 'addressChanged'
  | 'contractChanged'
  | 'stockMoved';

/**
 * `apply`: as recorded. `rebase`: on top of the new state, facts the technician did not touch taken from it. `ask`: a
 * person decides; the operation waits. `reject`: it has no place any more; it is kept and shown with the reason.
 */
export type ConflictDecision = 'apply' | 'rebase' | 'ask' | 'reject';

/** The events, in the order of the table's columns. */
export const meanwhileEvents: readonly MeanwhileEvent[] = [
  'reassigned',
  'cancelled',
  'closedByOther',
  'rescheduled',
  'addressChanged',
  'contractChanged',
  'stockMoved',
];

type Row = readonly [ConflictDecision, ...ConflictDecision[]] & { readonly length: 7 };

/**
 * What becomes of an operation, by what happened meanwhile. What was done at the customer's is a fact: it is refused only
 * where recording it would change something that is settled elsewhere, or would reach into live equipment.
 */
const table: Readonly<Record<ConflictOperation, Row>> = {
  'tickets.depart': ['ask', 'reject', 'reject', 'apply', 'ask', 'apply', 'apply'],
  'tickets.startVisit': ['ask', 'ask', 'ask', 'apply', 'ask', 'rebase', 'apply'],
  'tickets.customerAbsent': ['apply', 'apply', 'ask', 'apply', 'ask', 'apply', 'apply'],
  'tickets.updateLocation': ['apply', 'ask', 'ask', 'apply', 'ask', 'ask', 'apply'],
  'products.use': ['ask', 'ask', 'ask', 'apply', 'apply', 'ask', 'ask'],
  'products.remove': ['ask', 'reject', 'reject', 'apply', 'apply', 'apply', 'rebase'],
  'evidence.upload': ['apply', 'apply', 'apply', 'apply', 'apply', 'apply', 'apply'],
  'closings.close': ['ask', 'ask', 'ask', 'rebase', 'ask', 'rebase', 'rebase'],
  'onu.authorize': ['reject', 'reject', 'reject', 'apply', 'ask', 'reject', 'apply'],
};

/** Every operation of the table, in the order of its rows. */
export const conflictOperations = Object.keys(table) as readonly ConflictOperation[];

/** One cell of the table. */
export function decideConflict(operation: ConflictOperation, event: MeanwhileEvent): ConflictDecision {
  return table[operation][meanwhileEvents.indexOf(event)] ?? 'ask';
}
