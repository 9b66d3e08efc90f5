import { expect, test } from 'vitest';
import { type Scope, startFieldServer } from '../src/index.ts';
import { serve } from './support/serve.ts';

const day = 86_400_000;
const begunAt = Date.parse('2026-03-02T12:00:00Z');

async function* bytes(length: number) {
  yield new Uint8Array(length).fill(1);
}

test('a server that starts throws away uploads that expired, and bytes of uploads that are not there, of every tenant', async () => {
  const { storage } = await serve({ clock: () => new Date(begunAt) });
  const { partial } = storage.evidenceFiles;
  const begin = async (tenantId: string, expiresAt: number) => {
    const scope: Scope = { tenantId, companyId: 'matriz', technicianId: 'ana' };
    const file = {
      sha256: '9f'.repeat(32),
      bytes: 100,
      mediaType: 'image/jpeg',
      category: 'photo',
      caption: null,
      takenAt: '2026-03-02T12:00:00Z',
    } as const;
    const { id } = await storage.change(scope, ({ uploads }) =>
      uploads.add({ ticketId: 't-1', file, expiresAt: new Date(expiresAt).toISOString(), evidenceId: null }),
    );
    await partial.append(tenantId, id, 0, bytes(10));
    return { id, tenantId, isKept: async () => (await storage.as(scope).uploads.find(id)) !== null };
  };
  const lastDay = begunAt + 7 * day;
  // More than are thrown away in one go.
  const expired = [await begin('sul', lastDay)];
  for (let count = 0; count < 45; count += 1) expired.push(await begin('norte', lastDay - count));
  const going = [await begin('norte', lastDay + 1), await begin('sul', lastDay + 1)];
  // A server that ended between forgetting an upload and throwing away its bytes, or was set back since.
  const strays = ['gone', 'lost'];
  for (const id of strays) await partial.append('norte', id, 0, bytes(10));

  const held = async (uploads: readonly { id: string; tenantId: string }[]) => {
    const sizes = await Promise.all(uploads.map(({ tenantId, id }) => partial.size(tenantId, id)));
    return sizes.filter((size) => size === 10).length;
  };
  const garbage = [...expired, ...strays.map((id) => ({ tenantId: 'norte', id }))];
  expect(await held(garbage)).toBe(48);
  const next = await startFieldServer({ port: 0, storage, clock: () => new Date(lastDay) });
  await expect.poll(() => held(garbage)).toBe(0);
  await next.close();
  expect(await held(going)).toBe(2);
  for (const upload of expired) expect(await upload.isKept()).toBe(false);
  for (const upload of going) expect(await upload.isKept()).toBe(true);
});
