import { absent, inChromium, percentile } from './rigs/chromium-page.ts';

const program = `
  import { createFieldClient } from './src/index.ts';
  import { openOffline } from './src/offline/index.ts';
  import { openIndexedDbRecords } from './src/outbox/index.ts';
  import { sampleLogin, sampleSession, sampleTicket } from './test/samples.ts';
  const firstNames = ['José', 'João', 'Conceição', 'Antônia', 'MARIA', 'Luís', 'Ângela', 'Mário'];
  const lastNames = ['da Silva', 'dos Santos', 'Gonçalves', 'Araújo', 'Magalhães', 'Lima'];
  const statuses = ['open', 'scheduled', 'assigned', 'inProgress'];
  const ticket = (index) => ({
    ...sampleTicket,
    id: 'ticket-' + index,
    status: statuses[index % 4],
    priority: index % 9 === 0 ? 'urgent' : 'normal',
    customer: { id: 'c' + index, name: firstNames[index % 8] + ' ' + lastNames[index % 6] + ' ' + index, phone: null },
  });
  globalThis.measure = async () => {
    const fetch = async (address) => {
      const url = new URL(address);
      if (url.pathname === '/v1/login') return Response.json(sampleSession());
      const at = Number(url.searchParams.get('cursor') ?? 0);
      const items = Array.from({ length: 500 }, (_, index) => ticket(at + index));
      return Response.json({ items, removed: [], complete: at + 500 >= 10_000, nextCursor: String(at + 500) });
    };
    const client = createFieldClient({ baseUrl: 'https://field.test', fetch });
    await client.login(sampleLogin);
    const offline = openOffline({ client, storage: await openIndexedDbRecords('bench') });
    await offline.sync();
    const searches = ['jose silva', 'CONCEICAO', 'araujo 99', undefined];
    const times = [];
    for (let run = 0; run < 60; run += 1) {
      const filter = { search: searches[run % 4], status: statuses.slice(run % 3), from: '2026-01-01T00:00:00Z' };
      const started = performance.now();
      const { source, value } = await offline.tickets.list(filter, { maxAgeMs: Infinity });
      times.push(performance.now() - started);
      if (source !== 'cache' || value.total !== value.items.length) throw new TypeError('not from the cache');
    }
    const { value } = await offline.tickets.list({}, { maxAgeMs: Infinity });
    return { times, total: value.total };
  };
`;

/** The list screen of a provider's dispatcher, without coverage. */
export default async function bench() {
  if (absent) return { skipped: absent };
  const { times, total } = await inChromium(
    program,
    (page) => page.evaluate('measure()') as Promise<{ times: number[]; total: number }>,
  );
  if (total !== 10_000) throw new TypeError(`only ${total} tickets are cached`);
  return [
    {
      name: '10,000 cached tickets listed, filtered and counted, p95',
      value: percentile(times, 95),
      unit: 'ms',
      limit: 50,
    },
  ];
}
