import { type ClientError, isClientError } from '../errors/client-error.ts';
import type { CallOptions } from '../http/caller.ts';
import type { Cache } from './cache.ts';
import { type CoverageReport, coverageOf, ticketsOf, windowAround } from './coverage.ts';
import { documentNames, ticketDocumentNames } from './documents.ts';
import type { Reading } from './reading.ts';
import type { SyncRequest } from './sync-tickets.ts';

/** How a day is prepared. */
export interface PrepareOptions extends Omit<CallOptions, 'as'> {
  /** How many days before and after today; 1 where left out. */
  readonly days?: number | undefined;
  readonly onProgress?: ((progress: PrepareProgress) => void) | undefined;
}

/** How far the preparation is; `total` grows once the tickets are known. */
export interface PrepareProgress {
  readonly done: number;
  readonly total: number;
  /** What is read now: a part, or a part of one ticket. */
  readonly part: string;
  readonly ticketId: string | null;
}

/** What was downloaded and what was not, and why. */
export interface PreparedDay extends CoverageReport {
  /** What failed while it was prepared, in order. */
  readonly failures: readonly {
    readonly part: string;
    readonly ticketId: string | null;
    readonly error: ClientError;
  }[];
}

/** What a preparation is made of. */
export interface PrepareSteps {
  readonly cache: Cache;
  readonly now: () => number;
  sync(request: SyncRequest): Promise<unknown>;
  read(name: (typeof documentNames)[number], options: CallOptions): Promise<Reading<unknown>>;
  readOfTicket(
    name: (typeof ticketDocumentNames)[number],
    ticketId: string,
    options: CallOptions,
  ): Promise<Reading<unknown>>;
}

/** How many downloads are on the wire at once. */
const concurrency = 3;

/** After so many in a row that reached nobody, the rest is not tried: each would wait for its own timeout. */
const giveUpAfter = 2;

/** Downloads what a day needs. What fails is in the report and does not stop the rest. */
export async function prepareDay(
  { cache, now, read, readOfTicket, sync }: PrepareSteps,
  { days = 1, onProgress, ...options }: PrepareOptions,
): Promise<PreparedDay> {
  const window = windowAround(now(), days);
  const failures: PreparedDay['failures'][number][] = [];
  let unreached = 0;
  let done = 0;
  let total = 1 + documentNames.length;

  async function step(part: string, ticketId: string | null, work: () => Promise<Reading<unknown>>) {
    if (unreached < giveUpAfter) {
      onProgress?.({ done, total, part, ticketId });
      const { error } = await work();
      if (error) failures.push({ part, ticketId, error });
      const reached = !error || error.details.status !== null;
      unreached = reached ? 0 : unreached + 1;
    }
    done += 1;
  }

  await step('tickets', null, async () => {
    try {
      await sync({ ...options, until: window.until });
      return { error: null } as Reading<unknown>;
    } catch (error) {
      if (!isClientError(error) || error.code === 'client.aborted') throw error;
      return { error } as Reading<unknown>;
    }
  });
  const tickets = ticketsOf(cache, window);
  total += tickets.length * ticketDocumentNames.length;
  const work = [
    ...documentNames.map((name) => () => step(name, null, () => read(name, options))),
    ...tickets.flatMap(({ id }) =>
      ticketDocumentNames.map((name) => () => step(name, id, () => readOfTicket(name, id, options))),
    ),
  ];
  let next = 0;
  const worker = async () => {
    for (let job = work[next++]; job; job = work[next++]) await job();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  onProgress?.({ done, total, part: 'done', ticketId: null });
  return { ...coverageOf(cache, window, now()), failures };
}
