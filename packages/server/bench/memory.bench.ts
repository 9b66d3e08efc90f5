import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isFull, type Measure } from '../../../scripts/measure.ts';
import { startFieldServer } from '../src/index.ts';
import { createClient } from './rigs/http.ts';
import { engines, login, openLargeTenant, stopEngines } from './rigs/large-tenant.ts';

const totalMs = isFull ? 600_000 : 20_000;
const unbounded = { burst: 1e9, perSecond: 1e9 };

// What is held is counted, not what the engine has not collected yet.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Whether memory stays flat under a mixed load: the last fifth of the time against the second fifth, least of each. */
export default async function bench(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const engine of engines()) {
    const tenant = await openLargeTenant(engine, 10_000);
    const limits = { sessionRate: unbounded, addressRate: unbounded };
    const server = await startFieldServer({ port: 0, storage: tenant.storage, limits });
    const client = createClient(server.url, 8);
    const json = { 'content-type': 'application/json', 'x-field-tenant': 'norte' };
    const session = JSON.parse(
      (await client.send('POST', '/v1/login', json, JSON.stringify(login))).toString(),
    );
    const headers = { authorization: `Bearer ${session.accessToken}`, 'content-type': 'application/json' };
    const ends = Date.now() + totalMs;
    let requests = 0;
    const work = async (worker: number) => {
      for (let round = 0; Date.now() < ends; round += 1) {
        const id = `t-${7 + 100 * ((round * 8 + worker) % 90)}`;
        const search = `jose%20${(round * 8 + worker).toString(36)}`;
        await client.send('GET', `/v1/tickets?limit=50&search=${search}`, headers);
        await client.send('GET', `/v1/tickets/${id}`, headers);
        await client.send('GET', '/v1/tickets?status=assigned&limit=50', headers);
        const body = {
          occurredAt: '2026-03-02T11:40:00-03:00',
          location: { latitude: round / 1e4, longitude: worker, accuracyMetres: null, measuredAt: null },
        };
        await client.send('PUT', `/v1/tickets/${id}/location`, headers, JSON.stringify(body));
        requests += 4;
      }
    };
    const samples: number[] = [];
    const watch = async () => {
      while (Date.now() < ends) {
        await wait(totalMs / 100);
        collect();
        samples.push(process.memoryUsage.rss() / 1_048_576);
      }
    };
    await Promise.all([watch(), ...Array.from({ length: 8 }, (_, worker) => work(worker))]);
    const least = (from: number, to: number) =>
      Math.min(...samples.slice(Math.floor(samples.length * from), Math.floor(samples.length * to)));
    measures.push(
      {
        name: `${engine}: memory at the end, of that near the start`,
        value: least(0.8, 1) / least(0.2, 0.4),
        unit: '×',
        limit: 1.25,
      },
      { name: `${engine}: memory at the end`, value: least(0.8, 1), unit: 'MB' },
      { name: `${engine}: requests`, value: requests, unit: '' },
    );
    client.close();
    await server.close();
    await tenant.close();
  }
  await stopEngines();
  return measures;
}
