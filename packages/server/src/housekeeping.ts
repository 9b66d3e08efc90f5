import type { Clock } from './protocol/clock.ts';
import { describeFault, type Logger } from './protocol/logger.ts';
import type { Storage } from './storage/storage.ts';

/** Work that no request asks for, beside the server. */
export interface Housekeeping {
  /** Resolves when what runs has stopped. */
  close(): Promise<void>;
}

/** How often the storage is tidied, and at the start. */
const everyMs = 3_600_000;

export function createHousekeeping({
  storage,
  clock,
  logger,
}: {
  readonly storage: Pick<Storage, 'tidy'>;
  readonly clock: Clock;
  readonly logger: Logger;
}): Housekeeping {
  const ending = new AbortController();

  async function round(): Promise<void> {
    const at = clock().toISOString();
    try {
      await storage.tidy(at, ending.signal);
    } catch (fault) {
      logger.error({ event: 'failure', at, ...describeFault(fault) });
    }
  }

  let last = round();
  const rounds = setInterval(() => {
    last = last.then(() => (ending.signal.aborted ? undefined : round()));
  }, everyMs).unref();
  return {
    async close() {
      clearInterval(rounds);
      ending.abort();
      await last;
    },
  };
}
