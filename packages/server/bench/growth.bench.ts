import { performance } from 'node:perf_hooks';
import { isFull, type Measure, percentile, spread } from '../../../scripts/measure.ts';
import { createFieldServer } from '../src/index.ts';
import { engines, login, openLargeTenant, stopEngines } from './rigs/large-tenant.ts';

const small = 10_000;
/** Making a million takes minutes on both engines. */
const large = isFull ? 1_000_000 : 100_000;
const rounds = isFull ? 1000 : 200;
const unbounded = { burst: 1e9, perSecond: 1e9 };
const filter = 'status=assigned&status=open&status=inProgress';

/** What one request costs in a tenant of 10,000 tickets and in a much larger one: nothing is answered from memory. */
export default async function bench(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const engine of engines()) {
    const costs = new Map<string, number[]>();
    for (const tickets of [small, large]) {
      const tenant = await openLargeTenant(engine, tickets);
      const limits = { sessionRate: unbounded, addressRate: unbounded };
      const server = createFieldServer({ storage: tenant.storage, limits });
      const send = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
        const request = new Request(`http://norte.example${path}`, {
          method,
          headers: { 'content-type': 'application/json', ...headers },
          body: body === undefined ? null : JSON.stringify(body),
        });
        const response = await server.fetch(request);
        const json = (await response.json()) as Record<string, unknown>;
        if (!response.ok)
          throw new RangeError(`${method} ${path}: ${response.status} ${JSON.stringify(json)}`);
        return json;
      };
      const { accessToken } = await send('POST', '/v1/login', {}, login);
      const headers = { authorization: `Bearer ${accessToken}` };
      const { nextCursor } = await send('GET', '/v1/sync/tickets?limit=500', headers);
      const requests: Record<string, (round: number) => Promise<unknown>> = {
        'page of 50': (round) =>
          send('GET', `/v1/tickets?${filter}&limit=50&search=${'jose'.slice(0, 1 + (round % 4))}`, headers),
        'one ticket': (round) => send('GET', `/v1/tickets/t-${7 + 100 * (round % 90)}`, headers),
        'what changed': () => send('GET', `/v1/sync/tickets?cursor=${nextCursor}`, headers),
        change: (round) =>
          send('PUT', `/v1/tickets/t-${7 + 100 * (round % 90)}/location`, headers, {
            occurredAt: '2026-03-02T11:40:00-03:00',
            location: { latitude: round / 1e4, longitude: 1, accuracyMetres: null, measuredAt: null },
          }),
      };
      // A change before each page keeps it from being remembered.
      for (let round = -10; round < rounds; round += 1) {
        for (const [name, ask] of Object.entries(requests)) {
          const started = performance.now();
          await ask(Math.abs(round));
          if (round < 0) continue;
          const key = `${name} ${tickets}`;
          costs.set(key, [...(costs.get(key) ?? []), performance.now() - started]);
        }
      }
      await tenant.close();
    }
    for (const name of ['page of 50', 'one ticket', 'what changed', 'change']) {
      const [few = [], many = []] = [costs.get(`${name} ${small}`), costs.get(`${name} ${large}`)];
      measures.push(
        {
          name: `${engine}: ${name}, ${large.toLocaleString('en')} tickets to ${small.toLocaleString('en')}`,
          value: percentile(many, 0.1) / percentile(few, 0.1),
          unit: '×',
          limit: 1.5,
        },
        ...spread(`${engine}: ${name} of ${large.toLocaleString('en')} tickets`, many),
      );
    }
  }
  await stopEngines();
  return measures;
}
