/** Closings while they are being filled in: kept field by field, and continued on another device. */
export { createDrafts, type Draft, type DraftSnapshot, type Drafts, type DraftsOptions } from './drafts.ts';
export type { DraftField, DraftValue } from './fields.ts';
export type { DraftConflict } from './merge-draft.ts';
