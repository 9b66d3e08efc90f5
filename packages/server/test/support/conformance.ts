import { type ConformanceReport, runConformance } from '../../src/conformance/index.ts';
import { createFieldServer, seedTenant } from '../../src/index.ts';
import { listen, type Mutation } from './break-server.ts';
import { openTestStorage } from './engine.ts';
import { password, provider, ticket } from './tenant.ts';

/** Runs the suite against a server of ours, perhaps with something broken. */
export async function testConformance(how: Mutation, only?: readonly string[]): Promise<ConformanceReport> {
  const storage = await openTestStorage();
  const tickets = Array.from({ length: 6 }, (_, index) => ticket(`t-${index}`));
  await seedTenant(storage, provider('norte', { tickets }));
  const server = createFieldServer({ storage });
  try {
    return await runConformance({
      url: await listen(how((request) => server.fetch(request))),
      tenantId: 'norte',
      technician: { username: 'ana', password, companyId: 'matriz' },
      stranger: { username: 'beto', password, companyId: 'matriz' },
      mayClose: true,
      ...(only && { only }),
    });
  } finally {
    await storage.close();
  }
}
