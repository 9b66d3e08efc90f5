import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Problem, ProductUses, Session, Timeline } from '@field/core';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openPostgresStorage, seedTenant } from '../src/index.ts';
import { spawnJobServer } from './job-servers/spawn-server.ts';
import { callsTo, secretKey, serve } from './support/serve.ts';
import { provider, staffed } from './support/tenant.ts';
import { usePostgres } from './support/use-postgres.ts';

const { postgres } = usePostgres();

test('two processes, one database: the same key while its change is in a transaction is one change', async () => {
  const database = await postgres().create();
  const evidencePath = join(postgres().folder, randomUUID());
  const storage = await openPostgresStorage({ url: database, secretKey, evidencePath });
  await seedTenant(storage, provider('norte'));
  await storage.close();
  const settings = { database, evidencePath, passwords: {} };
  const servers = await Promise.all([1, 2].map(() => spawnJobServer(settings)));
  const [one, two] = servers.map(({ url }) => callsTo(url));
  const as = await one?.login();
  if (!one || !two || !as) throw new TypeError('no server');

  // Keeps a change from writing its line on the timeline, the last but its answer.
  const blocker = new pg.Client({ connectionString: database.replace('//field@', '//postgres@') });
  await blocker.connect();
  onTestFinished(() => blocker.end());
  await blocker.query('begin; lock table timeline in exclusive mode');
  const stuck = (count: number) =>
    vi.waitFor(
      async () => {
        const { rows } = await blocker.query('select pid from pg_locks where not granted');
        expect(rows.length).toBe(count);
      },
      { timeout: 20_000, interval: 20 },
    );
  const path = '/v1/tickets/t-1/products';
  const headers = { 'idempotency-key': randomUUID() };
  const body = { productId: 'connector', quantity: 2, mode: 'sale' };
  const first = one.call('POST', path, { as, body, headers });
  await stuck(1);
  const second = two.call('POST', path, { as, body, headers });
  await stuck(2);
  await blocker.query('commit');

  const answers = await Promise.all([first, second]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers.map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  const [told, again] = await Promise.all(answers.map((answer) => answer.json()));
  expect(again).toEqual(told);
  expect((await two.json<ProductUses>('GET', path, { as })).items).toEqual([told]);
  const { items } = await two.json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(items.map(({ kind }) => kind)).toEqual(['productAdded']);
});

/** Two servers on one database, in which there is a provider with a technician, a dispatcher and an administrator. */
async function serveTwo() {
  const url = await postgres().create();
  const evidencePath = join(postgres().folder, randomUUID());
  const open = async () => {
    const storage = await openPostgresStorage({ url, secretKey, evidencePath });
    onTestFinished(storage.close);
    return storage;
  };
  const one = await serve({ storage: await open(), tenants: [staffed('norte')] });
  const two = await serve({ storage: await open(), tenants: [] });
  return { url, one, two };
}

test('a session that ended on one server is over on the other, and who its technician is changes there, too', async () => {
  const { url, one, two } = await serveTwo();
  const [ana, other] = [await one.login('ana'), await one.login('ana')];
  const told = async (as: Session) => (await one.call('GET', '/v1/tickets', { as })).status;
  const dispatches = async () => (await one.call('GET', '/v1/dispatch/tickets', { as: other })).status;
  expect([await told(ana), await told(other), await dispatches()]).toEqual([200, 200, 403]);

  await two.call('POST', '/v1/logout', { as: ana });
  expect([await told(ana), await told(other)]).toEqual([401, 200]);

  // By hand, as somebody does who helps himself.
  await postgres().run(url, "update technicians set role = 'dispatcher' where id = 'ana'");
  expect(await dispatches()).toBe(200);
  await postgres().run(url, 'delete from access_tokens; delete from refresh_tokens; delete from sessions');
  expect(await told(other)).toBe(401);
});

test('what one server changes of the settings, the other judges its next closing by', async () => {
  const { url, one, two } = await serveTwo();
  const [ana, dora] = [await one.login('ana'), await two.login('dora')];
  const refused = async () => {
    const answer = await one.call('POST', '/v1/tickets/t-1/closing', {
      as: ana,
      body: { cause: { code: 'power' } },
    });
    return ((await answer.json()) as Problem).errors.map(({ pointer }) => pointer);
  };
  expect(await refused()).toContain('/cause/code');
  const body = { label: 'Falta de energia' };
  await two.json('PUT', '/v1/dispatch/catalogues/causes/power', { as: dora, body });
  expect(await refused()).not.toContain('/cause/code');
  // Whoever changes them, by hand too.
  await postgres().run(url, "delete from catalogue where code = 'power'");
  expect(await refused()).toContain('/cause/code');
});
