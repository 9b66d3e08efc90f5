/** Everything a phone has, as one script. */
export { createDrafts } from '../src/drafts/index.ts';
export { createFieldClient } from '../src/index.ts';
export { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
export { openUploads } from '../src/uploads/index.ts';
