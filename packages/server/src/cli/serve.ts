import { parse } from '@field/core';
import { createBackendSync } from '../backends/backend-sync.ts';
import { GivenConnectionLimits } from '../connections/connection-limits.ts';
import { createOltGateway } from '../onu-jobs/olt-gateway.ts';
import { consoleLogger, describeFault } from '../protocol/logger.ts';
import { startFieldServer } from '../start.ts';
import type { Configuration } from './configuration.ts';
import { configuredBackends } from './configured-backends.ts';
import { credentialsFrom } from './credentials.ts';
import { defaultDatabase, openStorage } from './open-storage.ts';

/** Runs the server until the process is asked to end; resolves when the last request is answered and all is closed. */
export async function serve(
  configuration: Configuration,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { host, port = 8080, publicUrl, behindProxy, allowedOrigins } = configuration;
  const { requireIdempotencyKey = false, requireIfMatch = false } = configuration;
  const ended = untilAskedToEnd();
  tellCrash();
  const letGo = await hold(configuration);
  const storage = await openStorage(configuration, environment.FIELD_SECRET_KEY);
  try {
    const backends = await configuredBackends(configuration, storage, environment);
    const sync = createBackendSync({ storage, backends, logger: consoleLogger });
    const { databaseUrl } = configuration;
    const { lock, ...shared } = databaseUrl === undefined ? {} : await sharedOlts(databaseUrl);
    const server = await startFieldServer({
      storage,
      port,
      olts: createOltGateway({
        credentials: credentialsFrom(environment, storage.directory.listTenants),
        ...(lock && { lock }),
      }),
      ...shared,
      logger: consoleLogger,
      policy: { requireIdempotencyKey, requireIfMatch },
      connections: parse(GivenConnectionLimits, configuration),
      ...(host !== undefined && { host }),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(behindProxy !== undefined && { behindProxy }),
      ...(allowedOrigins && { allowedOrigins }),
    });
    consoleLogger.info({ event: 'listening', at: new Date().toISOString(), url: server.url });
    sync.start();
    await ended;
    consoleLogger.info({ event: 'closing', at: new Date().toISOString() });
    await server.close();
    await sync.close();
  } finally {
    await storage.close();
    letGo();
  }
  consoleLogger.info({ event: 'closed', at: new Date().toISOString() });
}

/** Servers on one PostgreSQL know of each other. */
async function hold({ databaseUrl, database = defaultDatabase }: Configuration): Promise<() => void> {
  if (databaseUrl !== undefined) return () => {};
  const { holdDatabase } = await import('./hold-database.ts');
  return holdDatabase(database);
}

/** Servers that share nothing need neither the lock nor the queue. */
async function sharedOlts(databaseUrl: string) {
  const { shareOlts } = await import('./share-olts.ts');
  return shareOlts(databaseUrl);
}

/** Node would print the whole of a fault nobody caught: its message, and what a database says of the row it was about. */
function tellCrash(): void {
  process.once('uncaughtException', (fault) => {
    consoleLogger.error({ event: 'crash', at: new Date().toISOString(), ...describeFault(fault) });
    process.exit(1);
  });
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process the hard way. */
function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGTERM', 'SIGINT'] as const;
    const end = () => {
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });
}
