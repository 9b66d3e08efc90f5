import { createFieldClient } from '@field/client';
import { createMemoryRecords, openOutbox } from '@field/client/outbox';
import { createSeededRandom } from '@field/client/testing';
import { openUploads } from '@field/client/uploads';
import { createFieldServer, openSqliteStorage, seedTenant } from '../../src/index.ts';
import { closing, digestOf, photo, signature, tenantWith } from './report.ts';
import { createSlowLink } from './slow-link.ts';
import { password, provider } from './tenant.ts';

/** What became of a report that went over a bad connection. */
export interface SlowReport {
  readonly status: string | undefined;
  /** How many bytes went over the air more often than once, of all the report has. */
  readonly againShare: number;
  readonly dropOuts: number;
  readonly requests: number;
  readonly seconds: number;
}

/** Closes a ticket with six photos of 250 kB over 64 kbit/s, 3 % of the packets lost, the line gone now and then. */
export async function sendSlowReport(seed: number): Promise<SlowReport> {
  const storage = await openSqliteStorage({ path: ':memory:' });
  await seedTenant(storage, provider('norte'));
  let now = () => 0;
  const server = createFieldServer({ storage, clock: () => new Date(now()) });
  const link = createSlowLink((request) => server.fetch(request, { address: '203.0.113.9' }), {
    seed,
    bitsPerSecond: 64_000,
    loss: 0.03,
    roundTripMs: 400,
    upMs: 60_000,
    downMs: 20_000,
  });
  now = link.clock.now;
  const startedAt = now();
  const client = createFieldClient({
    tenant: tenantWith(['resumableUploads']),
    fetch: link.fetch,
    clock: link.clock,
    random: createSeededRandom(seed),
  });
  const records = createMemoryRecords();
  const signIn = async () => {
    while (client.session.getSnapshot().status !== 'signedIn') {
      await client.login({ username: 'ana', password, companyId: 'matriz' }).catch(() => undefined);
    }
  };
  await link.run(signIn());
  // At once: what takes real time would let the link's time run on.
  const uploads = await openUploads({ client, storage: records, sha256: digestOf });
  const outbox = await openOutbox({ client, storage: records, uploads });
  const photos = Array.from({ length: 6 }, (_, index) => photo(250_000 + index, index + 1));
  const queued = await outbox.closeTicket('t-1', { evidence: [...photos, signature], closing });
  const ticket = await link.run(queued.acknowledged);
  await uploads.close();
  await outbox.close();
  await storage.close();
  const size = photos.reduce((sum, { bytes }) => sum + bytes.length, signature.bytes.length);
  const { dropOuts, requests, sentBytes } = link.counts;
  return {
    status: ticket?.status,
    againShare: sentBytes / size - 1,
    dropOuts,
    requests,
    seconds: (now() - startedAt) / 1_000,
  };
}
