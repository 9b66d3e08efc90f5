import { expect, test } from 'vitest';
import { createJobLog, maxTranscriptEvents } from '../src/onu-jobs/job-log.ts';
import type { StoredTranscriptEvent } from '../src/onu-jobs/stored-onu-job.ts';
import type { Store } from '../src/storage/store.ts';

test('of an OLT that answers a character at a time no more pieces are kept than a client reads', async () => {
  const kept: StoredTranscriptEvent[] = [];
  const onuJobs = {
    addTranscript: async (_: string, events: readonly StoredTranscriptEvent[]) => void kept.push(...events),
  };
  const log = createJobLog({
    jobId: 'job',
    runner: 'here',
    change: (work) => work({ onuJobs } as unknown as Store),
    onChange: () => undefined,
    onLost: () => undefined,
  });
  for (let number = 0; number < maxTranscriptEvents + 10; number += 1) {
    log.transcript('olt', { at: '2026-03-02T12:00:00.000Z', direction: 'sent', operation: null, text: 'x' });
  }
  await log.settle();
  expect(kept).toHaveLength(maxTranscriptEvents);
});
