import { absent, inChromium, percentile } from './rigs/chromium-page.ts';

const program = `
  import { createFieldClient } from './src/index.ts';
  import { openIndexedDbRecords, openOutbox } from './src/outbox/index.ts';
  import { sampleSession, sampleLogin } from './test/samples.ts';
  const times = 300;
  const time = async (work) => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  globalThis.measure = async () => {
    const fetch = async (url) => {
      if (url.endsWith('/v1/login')) return Response.json(sampleSession());
      throw new TypeError('no coverage');
    };
    const client = createFieldClient({ baseUrl: 'https://field.test', fetch });
    await client.login(sampleLogin);
    const outbox = await openOutbox({ client, storage: await openIndexedDbRecords('bench') });
    const bare = await openIndexedDbRecords('bare');
    const photo = { category: 'photo', mediaType: 'image/jpeg', takenAt: '2026-03-02T12:00:00Z' };
    const bytes = new Uint8Array(300_000);
    const found = { change: [], photo: [], bare: [] };
    for (let index = 0; index < times; index += 1) {
      const use = { productId: 'drop', quantity: 1 + index, mode: 'sale' };
      found.bare.push(await time(() => bare.commit([['r/' + index, JSON.stringify(use).padEnd(700)]])));
      found.change.push(await time(() => outbox.products.use(String(index % 20), use)));
      if (index % 10 === 0) {
        found.photo.push(await time(() => outbox.evidence.upload('p' + index, { ...photo, bytes })));
      }
    }
    return { ...found, pending: outbox.getSnapshot().pending };
  };
`;

/** How long a technician waits until a change cannot be lost any more. */
export default async function bench() {
  if (absent) return { skipped: absent };
  const { bare, change, pending, photo } = await inChromium(
    program,
    (page) =>
      page.evaluate('measure()') as Promise<{
        bare: number[];
        change: number[];
        photo: number[];
        pending: number;
      }>,
  );
  if (pending !== change.length + photo.length) throw new TypeError(`only ${pending} were kept`);
  const ratio = percentile(change, 50) / percentile(bare, 50);
  return [
    {
      name: 'a change on the disk, IndexedDB in Chromium, p95',
      value: percentile(change, 95),
      unit: 'ms',
      limit: 30,
    },
    {
      name: 'the same with 300 changes waiting, against one bare durable write',
      value: ratio,
      unit: 'x',
      limit: 10,
    },
    { name: 'a photo of 300 kB on the disk, p95', value: percentile(photo, 95), unit: 'ms', limit: 30 },
  ];
}
