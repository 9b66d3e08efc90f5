import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Timeline } from '@field/core';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { runCommand, serveCommand } from './support/command.ts';
import { jpeg } from './support/pictures.ts';
import { temporaryFolder } from './support/serve.ts';
import { mountSmallDisk } from './support/small-disk.ts';
import { provider } from './support/tenant.ts';

const run = promisify(execFile);

async function imported() {
  const folder = await temporaryFolder();
  const env = { FIELD_DATABASE: join(folder, 'field.db') };
  const tenant = join(folder, 'tenant.yaml');
  await writeFile(tenant, stringify(provider('norte')));
  expect((await runCommand(['import', tenant], env)).code).toBe(0);
  return { folder, env };
}

/** What a backup has left under its name or one made of it. */
async function left(copy: string): Promise<string[]> {
  const names = await readdir(dirname(copy));
  return names.filter((name) => name.startsWith(basename(copy)));
}

test('a backup made while work comes in holds all that was acknowledged before it began', async () => {
  const { folder, env } = await imported();
  const server = await serveCommand([], env);
  const as = await server.login();
  const start = Date.UTC(2026, 2, 2, 12);
  let moves = 0;
  const acknowledged: string[] = [];
  /** Is where nobody was at that moment: one entry of the timeline. */
  const move = async () => {
    moves += 1;
    const occurredAt = new Date(start + moves * 60_000).toISOString();
    const location = { latitude: 1, longitude: 1, accuracyMetres: null, measuredAt: null };
    const request = { as, body: { occurredAt, location }, headers: { 'idempotency-key': randomUUID() } };
    const { status } = await server.call('PUT', '/v1/tickets/t-1/location', request);
    if (status === 200) acknowledged.push(occurredAt);
  };
  let ends = false;
  const writer = async () => {
    while (!ends) await move();
  };
  const { id } = (await (await server.upload(as, 't-1', 'photo', jpeg)).json()) as { id: string };
  for (let turn = 0; turn < 40; turn += 1) await move();
  const writers = [writer(), writer()];
  const before = [...acknowledged];
  const copy = join(folder, 'copy');
  const made = await runCommand(['backup', copy], env);
  const during = acknowledged.length - before.length;
  ends = true;
  await Promise.all(writers);
  expect(before).toHaveLength(40);
  expect([made.code, made.stdout, made.stderr]).toEqual([0, expect.stringContaining(copy), '']);
  // Nobody waited for it.
  expect(during).toBeGreaterThan(0);
  expect(await server.stop()).toBe(0);

  const again = await serveCommand([], { FIELD_DATABASE: join(copy, 'field.db') });
  const person = await again.login();
  const held = new Set<number>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor && `?cursor=${cursor}`;
    const page: Timeline = await again.json('GET', `/v1/tickets/t-1/timeline${query}`, { as: person });
    for (const { occurredAt } of page.items) held.add(Date.parse(occurredAt));
    cursor = page.nextCursor ?? null;
  }
  expect(before.filter((occurredAt) => !held.has(Date.parse(occurredAt)))).toEqual([]);
  const photo = await again.call('GET', `/v1/evidence/${id}`, { as: person });
  expect(new Uint8Array(await photo.arrayBuffer())).toEqual(jpeg.bytes);
  expect(await again.stop()).toBe(0);
});

test('of two backups into one folder at once one is made, whole, and the other says so', async () => {
  const { folder, env } = await imported();
  const evidence = `${env.FIELD_DATABASE}.evidence`;
  // Long enough for both to be at it.
  await mkdir(join(evidence, 'norte'));
  const names = Array.from({ length: 2000 }, (_, index) => `file-${index}`).sort();
  for (const name of names) await writeFile(join(evidence, 'norte', name), name);
  const copy = join(folder, 'copy');
  const backups = await Promise.all([1, 2].map(() => runCommand(['backup', copy], env)));
  expect(backups.map(({ code }) => code).sort()).toEqual([0, 1]);
  const other = backups.find(({ code }) => code === 1);
  expect(other?.stderr).toMatch(
    /(another backup into this folder runs|exists)\. .*\(server\.backup_failed\)\n$/,
  );
  expect(await left(copy)).toEqual(['copy']);
  expect((await readdir(join(copy, 'field.db.evidence', 'norte'))).sort()).toEqual(names);
  expect(await (await serveCommand([], { FIELD_DATABASE: join(copy, 'field.db') })).stop()).toBe(0);
});

test('what a killed backup has left is in nobody’s way', async () => {
  const { folder, env } = await imported();
  const copy = join(folder, 'copy');
  await mkdir(`${copy}.unfinished`);
  await writeFile(join(`${copy}.unfinished`, 'field.db'), 'half a database');
  await writeFile(`${copy}.unfinished.lock`, '');
  expect(await runCommand(['backup', copy], env)).toMatchObject({ code: 0, stderr: '' });
  expect(await left(copy)).toEqual(['copy']);
  expect(await (await serveCommand([], { FIELD_DATABASE: join(copy, 'field.db') })).stop()).toBe(0);
});

test('a backup onto a disk without room says so and leaves nothing', async (context) => {
  const disk = await mountSmallDisk();
  if (!disk) return context.skip('no disk can be mounted here');
  const { env } = await imported();
  const evidence = join(`${env.FIELD_DATABASE}.evidence`, 'norte');
  await mkdir(evidence);
  const copy = join(disk, 'copy');
  // The database finds room, the photos do not; then not even the database does.
  await run('dd', ['if=/dev/zero', `of=${join(evidence, 'photo')}`, 'bs=1M', 'count=5']);
  for (const ballast of [0, 4]) {
    await run('dd', ['if=/dev/zero', `of=${join(disk, 'ballast')}`, 'bs=1M', `count=${ballast}`]).catch(
      () => undefined,
    );
    const { code, stdout, stderr } = await runCommand(['backup', copy], env);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('server.backup_failed')]);
    expect(await left(copy)).toEqual([]);
  }
});
