import { createLoginThrottle } from './auth/login-throttle.ts';
import { createSignIn } from './auth/sign-in.ts';
import { createUploadTurns } from './evidence/upload-turns.ts';
import { createMemoryJobQueue, type JobQueue } from './onu-jobs/job-queue.ts';
import { createOltAccess } from './onu-jobs/olt-access.ts';
import type { OltGateway } from './onu-jobs/olt-gateway.ts';
import { createOnuJobRunner } from './onu-jobs/onu-job-runner.ts';
import { createOnuJobs } from './onu-jobs/onu-jobs.ts';
import { toResponse } from './protocol/answer.ts';
import type { Clock } from './protocol/clock.ts';
import { type Logger, silentLogger } from './protocol/logger.ts';
import { networkOf } from './protocol/network-of.ts';
import { createOpenStreams } from './protocol/open-streams.ts';
import { createReadiness } from './protocol/readiness.ts';
import { createRecall } from './protocol/recall.ts';
import { createRequestRate } from './protocol/request-rate.ts';
import type { Limits, Policy } from './protocol/route.ts';
import { type Caller, createRouter, type Router } from './protocol/router.ts';
import { routes } from './protocol/routes/routes.ts';
import type { Storage } from './storage/storage.ts';

export interface FieldServerOptions {
  /** Where everything is kept; see `openSqliteStorage`. The server does not close it. */
  readonly storage: Storage;
  /** The way to the OLTs, see `createOltGateway`; without it ONU routes answer `server.olt_missing`. */
  readonly olts?: OltGateway;
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  readonly policy?: Partial<Policy>;
  /** Silent unless told. */
  readonly logger?: Logger;
  /** Where clients reach this server, as `https://api.provedor.com.br`; the address they asked at unless told. */
  readonly publicUrl?: string;
  /** Aborted when the server is to close: from then on `/readyz` sends callers elsewhere. */
  readonly closing?: AbortSignal;
  /** Brings ONU jobs to the servers of one database, see `createPostgresJobQueue`; inside this process unless told. */
  readonly onuJobQueue?: JobQueue;
  /** Web origins whose pages may call the server, as `https://app.provedor.com.br`; none unless told. */
  readonly allowedOrigins?: readonly string[];
}

/** The open Field protocol as a fetch handler. */
export interface FieldServer {
  /** Answers one request; never rejects. `caller` tells the network address, which login throttling counts by. */
  fetch(request: Request, caller?: Caller): Promise<Response>;
  /** Ends the work behind the requests: ONU jobs that only read are left for the next start, writes go on to their end. */
  close(): Promise<void>;
}

const defaultLimits: Limits = {
  maxJsonBytes: 256 * 1024,
  bodyStallMs: 30_000,
  sessionRate: { burst: 1000, perSecond: 20 },
  addressRate: { burst: 10_000, perSecond: 200 },
  oltJobMs: 90_000,
  onuJobMs: 600_000,
  onuJobHoldMs: 30_000,
};

/**
 * Makes the server without a socket: the same handler runs under Node (`startFieldServer`) and in tests.
 *
 * @example
 * const storage = await openSqliteStorage({ path: 'field.db', secretKey });
 * const server = createFieldServer({ storage });
 * const response = await server.fetch(new Request('http://provedor.example/healthz'));
 */
export function createFieldServer(options: FieldServerOptions): FieldServer {
  const { answer, close } = createFieldHandler(options);
  return {
    fetch: async (request, caller = { address: '' }) => toResponse(await answer(request, caller)),
    close,
  };
}

/** The server for a starter that sends the answers itself. */
export interface FieldHandler extends Pick<FieldServer, 'close'> {
  readonly answer: Router;
}

/** {@link createFieldServer} whose answers are no `Response`s yet. */
export function createFieldHandler(options: FieldServerOptions): FieldHandler {
  const { storage, clock = () => new Date(), logger = silentLogger } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const olts = options.olts ? createOltAccess(options.olts) : null;
  const onuJobRunner = olts
    ? createOnuJobRunner({
        storage,
        olts,
        clock,
        logger,
        queue: options.onuJobQueue ?? createMemoryJobQueue(),
        maxJobMs: limits.onuJobMs,
        holdMs: limits.onuJobHoldMs,
      })
    : null;
  const now = () => clock().getTime();
  const throttle = createLoginThrottle(storage.loginAttempts, now);
  const answer = createRouter({
    routes,
    logger,
    allowedOrigins: options.allowedOrigins ?? [],
    addressRate: createRequestRate(limits.addressRate, now),
    services: {
      storage,
      clock,
      onuJobs: olts && createOnuJobs(olts),
      onuJobRunner,
      readiness: createReadiness(storage),
      signIn: createSignIn(storage, throttle, clock),
      uploadTurns: createUploadTurns(),
      lists: createRecall(),
      sessionRate: createRequestRate(limits.sessionRate, now),
      streams: createOpenStreams(),
      limits,
      policy: { requireIdempotencyKey: false, requireIfMatch: false, ...options.policy },
      publicUrl: options.publicUrl ?? null,
      closing: options.closing ?? new AbortController().signal,
    },
  });
  return {
    answer: (request, caller) => answer(request, { ...caller, address: networkOf(caller.address) }),
    close: async () => onuJobRunner?.close(),
  };
}
