import { ClosingDraft } from '../index.ts';
import { dateTime, type Infer, id, object } from '../schema/schema.ts';

/** Keeps a closing that is still being filled in, so that another of the technician's devices can go on with it. */
export const SaveClosingDraft = object({ draft: ClosingDraft, deviceId: id() });
export type SaveClosingDraft = Infer<typeof SaveClosingDraft>;

/** The kept draft of a ticket's closing, and which device wrote it last. */
export const ClosingDraftRecord = object({ draft: ClosingDraft, updatedAt: dateTime(), deviceId: id() });
export type ClosingDraftRecord = Infer<typeof ClosingDraftRecord>;
