import { createFieldClient } from '@field/client';
import { openOutbox } from '@field/client/outbox';
import { createReadBack } from '@field/client/read-back';
import { openUploads } from '@field/client/uploads';
import type { Slice } from './fault-program.ts';
import { runDays } from './run-days.ts';

const app = { createFieldClient, createReadBack, openOutbox, openUploads };

process.on('message', async ({ count, from, kind }: Slice) => {
  process.send?.(await runDays(app, kind, from, count));
});

// Whoever asked is gone, and with them the reason to go on.
process.on('disconnect', () => process.exit());
