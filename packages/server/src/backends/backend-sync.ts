import { randomUUID } from 'node:crypto';
import { isFieldError } from '@field/core';
import type { Clock } from '../protocol/clock.ts';
import { describeFault, type Logger, silentLogger } from '../protocol/logger.ts';
import type { Storage } from '../storage/storage.ts';
import type { Backend } from './backend.ts';
import { type Pulled, pullTickets } from './pull-tickets.ts';
import { pushOutgoing } from './push-outgoing.ts';

/** A tenant and the system its tickets come from. */
export interface TenantBackend {
  readonly tenantId: string;
  readonly backend: Backend;
}

export interface BackendSyncOptions {
  readonly storage: Storage;
  readonly backends: readonly TenantBackend[];
  readonly clock?: Clock;
  /** Silent unless told. */
  readonly logger?: Logger;
  /** How often tickets are pulled, default 60,000. */
  readonly pullMs?: number;
  /** How often is looked for accepted operations, default 2,000. */
  readonly pushMs?: number;
}

/** Keeps the embedded store and other systems in step, beside the server: the phone never waits for them. */
export interface BackendSync {
  /** Pulls every tenant's tickets once. @throws FieldError of the first that failed, when all were tried */
  pull(): Promise<Pulled[]>;
  /** Works on every operation that is due; resolves with how many there were. */
  push(): Promise<number>;
  /** Pulls and pushes again and again. */
  start(): void;
  /** Resolves when what runs has ended; a request to a backend is given up and read back later. */
  close(): Promise<void>;
}

export function createBackendSync(options: BackendSyncOptions): BackendSync {
  const { storage, backends, clock = () => new Date(), logger = silentLogger } = options;
  const { pullMs = 60_000, pushMs = 2_000 } = options;
  const runner = randomUUID();
  const ending = new AbortController();
  const loops: Promise<void>[] = [];

  async function pull(): Promise<Pulled[]> {
    const pulls = backends.map(({ tenantId, backend }) =>
      pullTickets(backend, storage.backends(tenantId), clock().toISOString(), ending.signal),
    );
    const ends = await Promise.allSettled(pulls);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  }

  async function push(): Promise<number> {
    const counts = await Promise.all(backends.map(pushAll));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** One at a time: these systems have one database behind a web page, and their order is part of what they record. */
  async function pushAll({ tenantId, backend }: TenantBackend): Promise<number> {
    const tenant = await storage.directory.findTenant(tenantId);
    const store = storage.backends(tenantId);
    const pushing = {
      tenantId,
      backend,
      store,
      runner,
      files: storage.evidenceFiles,
      locale: tenant?.locale ?? 'pt-BR',
      now: clock,
      signal: ending.signal,
    } as const;
    let count = 0;
    while (!ending.signal.aborted && (await pushOutgoing(pushing))) count += 1;
    return count;
  }

  async function repeat(work: () => Promise<unknown>, everyMs: number): Promise<void> {
    while (!ending.signal.aborted) {
      await work().catch((fault: unknown) => {
        if (ending.signal.aborted) return;
        const at = clock().toISOString();
        if (isFieldError(fault)) logger.error({ event: 'backend', at, code: fault.code });
        else logger.error({ event: 'failure', at, ...describeFault(fault) });
      });
      await pause(everyMs, ending.signal);
    }
  }

  return {
    pull,
    push,
    start() {
      loops.push(repeat(pull, pullMs), repeat(push, pushMs));
    },
    async close() {
      ending.abort();
      await Promise.all(loops);
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}
