/** What becomes of work recorded offline when the ticket changed meanwhile. */
export {
  type ConflictDecision,
  type ConflictOperation,
  conflictOperations,
  decideConflict,
  type MeanwhileEvent,
  meanwhileEvents,
} from './conflict-table.ts';
export { findMeanwhile, type MeanwhileChange, type Now } from './find-meanwhile.ts';
export { type MergeReport, mergeOperation, type RebasedField, rebaseClosing } from './merge.ts';
