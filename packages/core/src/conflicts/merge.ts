import type { ClosingDraft, Ticket } from '../index.ts';
import { type ConflictDecision, type ConflictOperation, decideConflict } from './conflict-table.ts';
import { findMeanwhile, type MeanwhileChange, type Now } from './find-meanwhile.ts';

/** What becomes of an operation, and every change that had a say. */
export interface MergeReport {
  readonly operation: ConflictOperation;
  /** The strictest of the changes' decisions; `apply` where nothing happened. */
  readonly decision: ConflictDecision;
  readonly changes: readonly (MeanwhileChange & { readonly decision: ConflictDecision })[];
}

const order: readonly ConflictDecision[] = ['apply', 'rebase', 'ask', 'reject'];

/**
 * Judges an operation against what the server has now. Pure: the same report on the phone and on the server.
 *
 * @param base the ticket the technician saw when the operation was recorded
 */
export function mergeOperation(operation: ConflictOperation, base: Ticket, now: Now): MergeReport {
  const changes = findMeanwhile(base, now).map((change) => ({
    ...change,
    decision: decideConflict(operation, change.event),
  }));
  const strictest = Math.max(0, ...changes.map(({ decision }) => order.indexOf(decision)));
  return { operation, decision: order[strictest] ?? 'ask', changes };
}

/** A field that a rebase changed or kept: what the technician had, and what the closing has now. */
export interface RebasedField {
  readonly path: readonly string[];
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly taken: 'mine' | 'theirs';
}

/**
 * A closing on top of the ticket's new state: CTO, seal and port that the technician left as the ticket had them follow
 * the ticket; those the technician changed stay, and the report says so.
 */
export function rebaseClosing(
  draft: ClosingDraft,
  base: Ticket,
  now: Ticket,
): { readonly closing: ClosingDraft; readonly fields: readonly RebasedField[] } {
  const fields: RebasedField[] = [];
  const readings = { ...draft.readings };
  for (const field of ['cto', 'seal', 'ctoPort'] as const) {
    const [was, theirs] = [base.network[field], now.network[field]];
    const mine = draft.readings?.[field];
    if (was === theirs || mine === theirs || mine === undefined) continue;
    const taken = mine === was ? 'theirs' : 'mine';
    if (taken === 'theirs') readings[field] = theirs;
    fields.push({ path: ['readings', field], mine, theirs, taken });
  }
  return { closing: draft.readings ? { ...draft, readings } : draft, fields };
}
