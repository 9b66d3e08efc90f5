import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Timeline } from '@field/core';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { runCommand, serveCommand } from './support/command.ts';
import { temporaryFolder } from './support/serve.ts';
import { mountSmallDisk } from './support/small-disk.ts';
import { provider } from './support/tenant.ts';

const run = promisify(execFile);

test('a full disk: what was acknowledged stays, the rest is refused as retryable, and room is all it takes', async (context) => {
  const disk = await mountSmallDisk();
  if (!disk) return context.skip('no disk can be mounted here');
  const env = { FIELD_DATABASE: join(disk, 'field.db') };
  const tenant = join(await temporaryFolder(), 'tenant.yaml');
  await writeFile(tenant, stringify(provider('norte')));
  expect((await runCommand(['import', tenant], env)).code).toBe(0);
  const server = await serveCommand([], env);
  const as = await server.login();
  const move = async (key: string, minute: number) => {
    const occurredAt = new Date(Date.UTC(2026, 2, 2, 12, minute)).toISOString();
    const location = { latitude: 1, longitude: 1, accuracyMetres: null, measuredAt: null };
    return server.call('PUT', '/v1/tickets/t-1/location', {
      as,
      body: { occurredAt, location },
      headers: { 'idempotency-key': key },
    });
  };
  const moments = async () => {
    const answer = await server.json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
    return answer.items.map(({ occurredAt }) => (Date.parse(occurredAt) - Date.UTC(2026, 2, 2, 12)) / 60_000);
  };
  expect(await moments()).toEqual([]);

  const ballast = join(disk, 'ballast');
  // All the room there is, and a little of it back.
  await run('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k']).catch(() => undefined);
  await truncate(ballast, (await stat(ballast)).size - 256 * 1024);
  const kept: number[] = [];
  let refused: Response | undefined;
  let key = '';
  for (let minute = 0; minute < 2000 && !refused; minute += 1) {
    key = randomUUID();
    const answer = await move(key, minute);
    if (answer.status === 200) kept.push(minute);
    else refused = answer;
  }
  expect([refused?.status, refused?.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await refused?.json()).toMatchObject({ code: 'server.storage_unavailable', retryable: true });
  // It goes on reading, and says that it lives.
  expect(await moments()).toEqual(kept);
  expect(await server.json('GET', '/healthz')).toEqual({ status: 'ok' });
  // Whoever sends requests here hears that they are in vain, and as soon as there is room that they are not.
  expect(await server.refusal('GET', '/readyz')).toBe('503 server.not_ready');
  expect(await server.refusal('GET', '/readyz')).toBe('503 server.not_ready');
  await rm(ballast);
  expect(await server.json('GET', '/readyz')).toEqual({ status: 'ready' });
  const lost = kept.length;
  expect((await move(key, lost)).status).toBe(200);
  expect(await moments()).toEqual([...kept, lost]);
  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  const again = await serveCommand([], env);
  const after = await again.json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(after.items).toHaveLength(lost + 1);
  expect(await again.stop()).toBe(0);
});
