import { createFieldClient } from '../src/index.ts';
import { openOffline } from '../src/offline/index.ts';
import { createMemoryRecords } from '../src/storage/index.ts';
import { createSeededData, createStandInServer } from '../src/testing/index.ts';

const tickets = 10_000;
const runs = 60;
const filter = { search: 'jose silva', from: '2026-01-01T00:00:00Z', to: '2026-12-31T00:00:00Z' };

/**
 * A phone with ten thousand tickets, of which every list is asked for anew after something changed. Counted is the time of
 * the processor: a machine that does other things too does not change it.
 */
export default async function bench() {
  const seeded = createSeededData({ tickets });
  const data = { ...seeded, tickets: seeded.tickets.map((ticket) => ({ ...ticket, technicianId: 'ana' })) };
  const server = createStandInServer({ data });
  const client = createFieldClient({ baseUrl: 'https://field.test', fetch: server.fetch });
  await client.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
  const storage = createMemoryRecords();
  const offline = openOffline({ client, storage });
  await offline.sync();

  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    server.world.update(`os-${1001 + run}`, { priority: run % 2 === 0 ? 'urgent' : 'low' });
    // The order is made anew after each change.
    await offline.sync();
    const before = process.cpuUsage();
    const reading = await offline.tickets.list(filter, { maxAgeMs: Infinity });
    const { system, user } = process.cpuUsage(before);
    times.push((system + user) / 1000);
    if (!reading.complete || !reading.value?.total) throw new TypeError('not the whole list');
  }
  offline.close();
  const reopened = openOffline({ client, storage });
  const started = performance.now();
  await reopened.tickets.list({}, { maxAgeMs: Infinity });
  const openMs = performance.now() - started;
  reopened.close();

  times.sort((a, b) => a - b);
  return [
    {
      name: `list, filter and count ${tickets.toLocaleString('en')} cached tickets after a change, processor time, median`,
      value: times[runs / 2] ?? Number.NaN,
      unit: 'ms',
      limit: 50,
    },
    { name: 'the same, 95th of 100', value: times[Math.floor(runs * 0.95)] ?? Number.NaN, unit: 'ms' },
    { name: 'the first list after the app was opened, records in memory', value: openMs, unit: 'ms' },
  ];
}
