import { performance } from 'node:perf_hooks';
import { createFieldServer } from '../src/index.ts';
import { password } from '../test/support/tenant.ts';
import { engines, type LargeTenant, openEach, openLargeTenant, stopEngines } from './rigs/large-tenant.ts';
import { isFull, type Measure, spread } from './rigs/measure.ts';

const clients = 16;
const perClient = isFull ? openEach - 1 : 40;
const sha256 = '9f'.repeat(32);
const report = {
  cause: { code: 'fibre-cut' },
  solution: { code: 'new-drop' },
  details: 'Drop trocado da CTO até a casa, sinal medido.',
  addressChanged: false,
  readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: 'CTO-15', seal: '0099', ctoPort: '7' },
  photos: [`sha256:${sha256}`],
  customerSignature: `sha256:${sha256}`,
  technicianSignature: null,
  outcome: 'resolved',
  occurredAt: '2026-03-02T13:00:00-03:00',
  location: null,
};

/**
 * Closings of 16 technicians at once, each one transaction on the disk before it is answered, against the rate at which the
 * same engine commits one row at a time, on one connection, just as durable.
 */
export default async function bench(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const engine of engines()) {
    const tenant = await openLargeTenant(engine, 10_000);
    const own = await ownRate(tenant);
    const { rate, times } = await closingRate(tenant);
    const again = await ownRate(tenant);
    measures.push(
      {
        name: `${engine}: closings a second, of the engine's own one-row commits`,
        value: rate / ((own + again) / 2),
        unit: '×',
        atLeast: 0.25,
      },
      { name: `${engine}: closings a second, ${clients} clients`, value: rate, unit: '/s' },
      { name: `${engine}: one-row commits a second`, value: (own + again) / 2, unit: '/s' },
      ...spread(`${engine}: a closing`, times),
    );
    await tenant.close();
  }
  await stopEngines();
  return measures;
}

async function ownRate(tenant: LargeTenant): Promise<number> {
  const commits = 400;
  await tenant.run('create table if not exists one_row (number integer)');
  const started = performance.now();
  for (let number = 0; number < commits; number += 1)
    await tenant.run(`insert into one_row values (${number})`);
  return (commits / (performance.now() - started)) * 1000;
}

async function closingRate({ storage }: LargeTenant): Promise<{ rate: number; times: number[] }> {
  const unbounded = { burst: 1e9, perSecond: 1e9 };
  const server = createFieldServer({ storage, limits: { sessionRate: unbounded, addressRate: unbounded } });
  const post = async (path: string, headers: Record<string, string>, body: unknown) => {
    const response = await server.fetch(
      new Request(`http://norte.example${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
    const json = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new RangeError(`POST ${path}: ${response.status} ${JSON.stringify(json)}`);
    return json;
  };
  const sessions = await Promise.all(
    Array.from({ length: clients }, (_, client) =>
      post('/v1/login', {}, { username: `tec-${client}`, password, companyId: 'matriz' }),
    ),
  );
  const times: number[] = [];
  const started = performance.now();
  await Promise.all(
    sessions.map(async ({ accessToken }, client) => {
      for (let number = 0; number < perClient; number += 1) {
        const headers = {
          authorization: `Bearer ${accessToken}`,
          'idempotency-key': `00000000-0000-7000-8000-${String(client * 1000 + number).padStart(12, '0')}`,
        };
        const begun = performance.now();
        await post(`/v1/tickets/t-${client + 100 * number}/closing`, headers, report);
        times.push(performance.now() - begun);
      }
    }),
  );
  return { rate: ((clients * perClient) / (performance.now() - started)) * 1000, times };
}
