import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFile, cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '@field/core';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { runCommand, serveCommand } from './support/command.ts';
import { jpeg } from './support/pictures.ts';
import { temporaryFolder } from './support/serve.ts';
import { provider } from './support/tenant.ts';
import { usePostgres } from './support/use-postgres.ts';

type Environment = Record<string, string>;
type Server = Awaited<ReturnType<typeof serveCommand>>;

const path = '/v1/tickets/t-1';
const body = { productId: 'drop', quantity: 35.5, mode: 'sale' };
const headers = { 'idempotency-key': '00000000-0000-7000-8000-000000000001' };
const at = (latitude: number) => ({
  occurredAt: '2026-03-02T11:40:00-03:00',
  location: { latitude, longitude: 1, accuracyMetres: null, measuredAt: null },
});

interface Changes {
  readonly items: { readonly id: string }[];
  readonly nextCursor: string;
}

const sync = (server: Server, as: Session, cursor?: string) =>
  server.json<Changes>('GET', `/v1/sync/tickets${cursor ? `?cursor=${cursor}` : ''}`, { as });

/** What a phone was told by a server before it was set back. */
interface Told {
  readonly as: Session;
  readonly evidenceId: string;
  /** Of the state that was copied. */
  readonly then: { readonly cursor: string; readonly etag: string };
  /** Of the state that is lost. */
  readonly later: { readonly cursor: string; readonly etag: string };
  /** Of material that was used in the state that is lost. */
  readonly lostMovement: string;
}

/** A morning on a server that is copied in between; the server is stopped at the end. */
async function morning(env: Environment, copy: () => Promise<void>): Promise<Told> {
  const tenant = join(await temporaryFolder(), 'tenant.yaml');
  await writeFile(tenant, stringify(provider('norte')));
  expect(await runCommand(['import', tenant], env)).toEqual({ code: 0, stdout: '', stderr: '' });
  const server = await serveCommand([], env);
  const as = await server.login();
  const tell = async () => ({
    cursor: (await sync(server, as)).nextCursor,
    etag: (await server.call('GET', path, { as })).headers.get('etag') ?? '',
  });
  expect((await server.call('POST', `${path}/products`, { as, body, headers })).status).toBe(201);
  const { id } = (await (await server.upload(as, 't-1', 'photo', jpeg)).json()) as { id: string };
  const then = await tell();
  await copy();
  expect((await server.call('PUT', `${path}/location`, { as, body: at(1) })).status).toBe(200);
  const lost = (await server.json('POST', `${path}/products`, { as, body })) as { movementId: string };
  const later = await tell();
  expect(later).not.toEqual(then);
  expect(await server.stop()).toBe(0);
  return { as, evidenceId: id, then, later, lostMovement: lost.movementId };
}

/** What was copied is there, and nothing goes on as if nothing had been. */
async function expectSetBack(env: Environment, { as: before, evidenceId, then, later, lostMovement }: Told) {
  const server = await serveCommand([], env);
  const { call, json, refusal, login } = server;
  // A phone that was shut out since the copy was made must not come in again.
  expect(await refusal('GET', path, { as: before })).toBe('401 server.session_ended');
  const refresh = { body: { refreshToken: before.refreshToken } };
  expect(await refusal('POST', '/v1/refresh', refresh)).toBe('401 server.session_ended');

  const as = await login();
  expect(await json('GET', `${path}/products`, { as })).toMatchObject({ items: [{ quantity: 35.5 }] });
  expect(await json('GET', `${path}/pppoe`, { as })).toMatchObject({ password: 'pppoe-secret-1' });
  const photo = await call('GET', `/v1/evidence/${evidenceId}`, { as });
  expect(new Uint8Array(await photo.arrayBuffer())).toEqual(jpeg.bytes);
  const again = await call('POST', `${path}/products`, { as, body, headers });
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);

  // Who takes back now what was lost must not take back what is counted now.
  expect((await call('POST', `${path}/products`, { as, body })).status).toBe(201);
  expect(await refusal('DELETE', `${path}/products/${lostMovement}`, { as })).toBe('404 server.not_found');

  for (const { cursor } of [then, later]) {
    expect(await refusal('GET', `/v1/sync/tickets?cursor=${cursor}`, { as })).toBe('410 server.sync_restart');
  }
  const all = await sync(server, as);
  expect(all.items.map(({ id }) => id)).toEqual(['t-1']);
  expect((await sync(server, as, all.nextCursor)).items).toEqual([]);

  // The next change makes the version that is lost, with another content.
  const seen = (await call('GET', path, { as })).headers.get('etag') ?? '';
  const edit = { as, body: at(2), headers: { 'if-match': seen } };
  const edited = (await call('PUT', `${path}/location`, edit)).headers.get('etag');
  expect([then.etag, later.etag]).not.toContain(edited);
  const asked = await call('GET', path, { as, headers: { 'if-none-match': later.etag } });
  expect([asked.status, await asked.json()]).toMatchObject([200, { location: { latitude: 2 } }]);
  const stale = { as, body: at(3), headers: { 'if-match': later.etag } };
  expect(await refusal('PUT', `${path}/location`, stale)).toBe('412 server.ticket_changed');
  expect(await server.stop()).toBe(0);

  // Nothing is noticed twice: the next start leaves everybody signed in.
  const next = await serveCommand([], env);
  expect((await sync(next, as, all.nextCursor)).items).toHaveLength(1);
  await next.stop();
}

test('SQLite: a server that starts on a backup, made while it ran, says that it was set back', async () => {
  const folder = await temporaryFolder();
  const [original, copy] = [join(folder, 'field.db'), join(folder, 'copy')];
  const told = await morning({ FIELD_DATABASE: original }, async () => {
    const env = { FIELD_DATABASE: original };
    const made = await runCommand(['backup', copy], env);
    expect(made).toEqual({ code: 0, stdout: expect.stringContaining(`The copy is in ${copy}.`), stderr: '' });
    const again = await runCommand(['backup', copy], env);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('server.backup_failed')]);
  });
  // A copy that cannot be finished leaves nothing that looks like one.
  const pipe = join(`${original}.evidence`, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const broken = join(folder, 'broken');
  const failed = await runCommand(['backup', broken], { FIELD_DATABASE: original });
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('server.backup_failed')]);
  expect((await readdir(folder)).filter((name) => name.startsWith('broken'))).toEqual([]);
  await rm(pipe);
  const pristine = join(folder, 'pristine');
  await cp(copy, pristine, { recursive: true });
  await expectSetBack({ FIELD_DATABASE: join(copy, 'field.db') }, told);
  // The same backup once more is another restore: what the life before it was told names nothing now.
  const second = await serveCommand([], { FIELD_DATABASE: join(copy, 'field.db') });
  const as = await second.login();
  const { nextCursor } = await sync(second, as);
  await second.stop();
  const third = await serveCommand([], { FIELD_DATABASE: join(pristine, 'field.db') });
  const restart = `/v1/sync/tickets?cursor=${nextCursor}`;
  expect(await third.refusal('GET', restart, { as: await third.login() })).toBe('410 server.sync_restart');
  await third.stop();
});

test('SQLite: a file that was put back by other means says so after `field-server restored`', async () => {
  const folder = await temporaryFolder();
  const [database, copy] = [join(folder, 'field.db'), join(folder, 'copy.db')];
  const env = { FIELD_DATABASE: database };
  const told = await morning(env, async () => {
    // As a snapshot of the disk has it: the file with what stands in its journal.
    await copyFile(database, copy);
    await copyFile(`${database}-wal`, `${copy}-wal`);
  });
  await copyFile(copy, database);
  await copyFile(`${copy}-wal`, `${database}-wal`);
  expect(await runCommand(['restored'], env)).toEqual({ code: 0, stdout: '', stderr: '' });
  await expectSetBack(env, told);
});

describe('PostgreSQL', () => {
  const { programs, postgres } = usePostgres();

  const asSuperuser = (url: string) => url.replace('//field@', '//postgres@');
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(programs, program), args, { encoding: 'utf8', stdio: 'pipe' });
  const environmentOf = (url: string) => ({
    DATABASE_URL: url,
    FIELD_EVIDENCE: join(postgres().folder, randomUUID()),
  });
  /** A morning that is dumped in between, and its evidence after it. */
  async function dumped(file: string, ...options: string[]) {
    const url = await postgres().create();
    const env = environmentOf(url);
    const evidence = `${file}.evidence`;
    const told = await morning(env, async () => {
      run('pg_dump', asSuperuser(url), '--file', file, ...options);
      await cp(env.FIELD_EVIDENCE, evidence, { recursive: true });
    });
    return { url, env, told, evidence };
  }

  test('a database made anew from pg_dump says that it was set back, by itself', async () => {
    const file = join(await temporaryFolder(), 'field.dump');
    const { told, evidence } = await dumped(file, '--format=custom');
    const url = await postgres().create();
    run('pg_restore', '--exit-on-error', '--dbname', asSuperuser(url), file);
    await expectSetBack({ DATABASE_URL: url, FIELD_EVIDENCE: evidence }, told);
  });

  test('so does one that psql wrote, under the name it had', async () => {
    const file = join(await temporaryFolder(), 'field.sql');
    const { url, env, told } = await dumped(file);
    const name = new URL(url).pathname.slice(1);
    const other = url.replace(name, 'postgres');
    await postgres().run(other, `drop database ${name}`);
    await postgres().run(other, `create database ${name} owner field`);
    run('psql', '--quiet', '--set=ON_ERROR_STOP=1', '--file', file, asSuperuser(url));
    await expectSetBack(env, told);
  });

  test('a dump by the server’s own user fails: it would hold nothing of any tenant', async () => {
    const url = await postgres().create();
    const env = environmentOf(url);
    expect(await runCommand(['restored'], env)).toMatchObject({ code: 0 });
    expect(() => run('pg_dump', url)).toThrow(/row-level security/);
    const refused = await runCommand(['backup', join(postgres().folder, 'copy')], env);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('server.backup_not_ours')]);
    const backup = 'create role keeper login bypassrls; grant pg_read_all_data to keeper';
    await postgres().run(url, backup);
    expect(run('pg_dump', url.replace('//field@', '//keeper@'))).toContain('CREATE TABLE public.tickets');
  });
});
