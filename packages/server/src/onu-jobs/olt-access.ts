import type { OltTranscriptEvent } from '@field/olt';
import type { OltGateway, OltSession } from './olt-gateway.ts';
import { createOltQueue } from './olt-queue.ts';
import type { OltRecord } from './olt-record.ts';

/** The OLTs as this process uses them: work on one OLT runs one at a time, each in a session of its own. */
export interface OltAccess {
  within<T>(
    olt: OltRecord,
    access: 'read-only' | 'write',
    signal: AbortSignal,
    work: (session: OltSession) => Promise<T>,
    onTranscript?: (event: OltTranscriptEvent) => void,
  ): Promise<T>;
}

export function createOltAccess(gateway: OltGateway): OltAccess {
  const queue = createOltQueue();
  return {
    within: (olt, access, signal, work, onTranscript) =>
      queue.run(olt, signal, async () => {
        const session = await gateway.connect(olt, access, signal, onTranscript);
        try {
          return await work(session);
        } finally {
          await session.close();
        }
      }),
  };
}
