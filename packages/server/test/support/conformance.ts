import { type ConformanceReport, runConformance } from '../../src/conformance/index.ts';
import { createFieldServer, seedTenant } from '../../src/index.ts';
import { listen, type Mutation } from './break-server.ts';
import { openTestStorage } from './engine.ts';
import { password, staffed, ticket } from './tenant.ts';

/** Runs the suite against a server of ours, perhaps with something broken. */
export async function testConformance(how: Mutation, only?: readonly string[]): Promise<ConformanceReport> {
  const storage = await openTestStorage();
  const tickets = Array.from({ length: 6 }, (_, index) => ticket(`t-${index}`));
  tickets.push(ticket('t-beto', { technicianId: 'beto' }));
  await seedTenant(storage, staffed('norte', { tickets }));
  let server = createFieldServer({ storage });
  let restarts = 0;
  try {
    return await runConformance({
      url: await listen(
        how(
          (request) => server.fetch(request),
          () => restarts,
        ),
      ),
      tenantId: 'norte',
      technician: { username: 'ana', password, companyId: 'matriz' },
      stranger: { username: 'beto', password, companyId: 'matriz' },
      dispatcher: { username: 'dora', password, companyId: 'matriz' },
      mayClose: true,
      async restart() {
        await server.close();
        server = createFieldServer({ storage });
        restarts += 1;
      },
      ...(only && { only }),
    });
  } finally {
    await storage.close();
  }
}
