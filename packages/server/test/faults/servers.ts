import { createSeededData, createStandInServer, type StandInData } from '@field/client/testing';
import { createFieldServer, openSqliteStorage, type Storage, seedTenant } from '../../src/index.ts';
import { password, provider, ticket } from '../support/tenant.ts';

/** Which server a day is lived with: ours, or the stand-in that does a repeated change twice. */
export type ServerKind = 'ours' | 'forgetful';

/** What a day begins with. */
export interface Morning {
  readonly tenantId: string;
  readonly ticketIds: readonly string[];
  readonly serials: readonly string[];
  /** Metres of cable in ana's van. */
  readonly cable: number;
}

/** Answers the requests of one day. */
export type Handler = (request: Request) => Promise<Response>;

/** A server for many days: each is a provider of its own. */
export interface Servers {
  readonly kind: ServerKind;
  startDay(morning: Morning, now: () => number): Promise<Handler>;
  close(): Promise<void>;
}

export async function openServers(kind: ServerKind): Promise<Servers> {
  return kind === 'ours' ? ours(await openSqliteStorage({ path: ':memory:' })) : forgetful;
}

function ours(storage: Storage): Servers {
  return {
    kind: 'ours',
    async startDay({ cable, serials, tenantId, ticketIds }, now) {
      const van = { technicianId: 'ana' };
      await seedTenant(
        storage,
        provider(tenantId, {
          stock: [
            { ...van, productId: 'drop', available: cable },
            { ...van, productId: 'router', serials: [...serials] },
          ],
          tickets: ticketIds.map((ticketId) => ticket(ticketId)),
        }),
      );
      const server = createFieldServer({ storage, clock: () => new Date(now()) });
      return (request) => server.fetch(request, { address: '203.0.113.9' });
    },
    close: () => storage.close(),
  };
}

const seeded = createSeededData({ tickets: 1, day: '2026-03-02T08:00:00-03:00' });

const forgetful: Servers = {
  kind: 'forgetful',
  async startDay(morning, now) {
    const clock = { now, schedule: () => () => undefined };
    const server = createStandInServer({ data: dataOf(morning), clock, idempotency: false });
    return server.handle;
  },
  close: async () => undefined,
};

function dataOf({ cable, serials, tenantId, ticketIds }: Morning): StandInData {
  const [model] = seeded.tickets;
  return {
    ...seeded,
    tenant: { ...seeded.tenant, tenantId },
    technicians: seeded.technicians.map((technician) => ({ ...technician, password })),
    tickets: model ? ticketIds.map((id) => ({ ...model, id, technicianId: 'ana' })) : [],
    stock: {
      ana: (seeded.stock.ana ?? []).flatMap((item) => {
        if (item.productId === 'drop') return [{ ...item, available: cable }];
        if (item.productId !== 'router') return [];
        return [{ ...item, available: serials.length, serials: [...serials] }];
      }),
    },
  };
}
