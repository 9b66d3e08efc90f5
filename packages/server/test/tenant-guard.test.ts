import { expect, onTestFinished, test } from 'vitest';
import { type Blank, prepared } from '../src/storage/prepared.ts';
import type { Tables } from '../src/storage/tables.ts';
import { together } from '../src/storage/together.ts';
import { openTestEngine } from './support/engine.ts';

const product = (tenant_id: string, id: string): Tables['products'] => ({
  tenant_id,
  id,
  name: id,
  unit: 'unit',
  kind: 'bulk',
});

async function setUp() {
  const engine = await openTestEngine();
  onTestFinished(engine.close);
  for (const id of ['norte', 'sul']) {
    const db = engine.within(id);
    await db
      .insertInto('tenants')
      .values({
        id,
        name: id,
        locale: 'pt-BR',
        revision: 0,
        epoch: '',
        numbers_from: 0,
        settings: '',
        people: '',
      })
      .execute();
    await db
      .insertInto('products')
      .values([product(id, 'drop'), product(id, 'router')])
      .execute();
  }
  const { within } = engine;
  return { engine, norte: within('norte'), sul: within('sul') };
}

test('a statement that names no tenant sees and changes its own tenant’s rows only', async () => {
  const { norte, sul } = await setUp();
  const all = () => norte.selectFrom('products').select('tenant_id').execute();
  expect(await all()).toEqual([{ tenant_id: 'norte' }, { tenant_id: 'norte' }]);
  expect(await norte.selectFrom('tenants').select('id').execute()).toEqual([{ id: 'norte' }]);

  await norte.updateTable('products').set({ name: 'taken' }).execute();
  await norte.deleteFrom('products').where('id', '=', 'router').execute();
  expect(await all()).toHaveLength(1);
  const names = await sul.selectFrom('products').select('name').orderBy('id').execute();
  expect(names).toEqual([{ name: 'drop' }, { name: 'router' }]);
});

test('asking for another tenant by name, in a join or in a subquery finds nothing', async () => {
  const { norte } = await setUp();
  const other = () => norte.selectFrom('products').where('tenant_id', '=', 'sul');
  expect(await other().selectAll().execute()).toEqual([]);
  expect(
    await norte.selectFrom('products as p').selectAll().where('p.tenant_id', '=', 'sul').execute(),
  ).toEqual([]);
  const joined = norte
    .selectFrom('products as own')
    .innerJoin('products as other', 'other.id', 'own.id')
    .select('other.tenant_id')
    .where((eb) => eb.or([eb('other.tenant_id', '=', 'sul'), eb('own.tenant_id', '=', 'sul')]));
  expect(await joined.execute()).toEqual([]);
  const optional = norte
    .selectFrom('products as own')
    .leftJoin('products as other', (join) => join.on('other.tenant_id', '=', 'sul'))
    .select(['own.id', 'other.id as otherId']);
  expect((await optional.execute()).map(({ otherId }) => otherId)).toEqual([null, null]);
  const outer = norte.selectFrom('products').select('id').where('id', 'in', other().select('id'));
  expect(await outer.execute()).toEqual([]);
  const { count } = await norte
    .selectNoFrom((eb) =>
      eb
        .selectFrom('products')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('count'),
    )
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(2);
});

test('no row can be written for another tenant or given to one', async () => {
  const { norte, sul } = await setUp();
  const writes = [
    norte.insertInto('products').values(product('sul', 'planted')),
    norte.insertInto('products').values([product('norte', 'a'), product('sul', 'planted')]),
    norte
      .insertInto('products')
      .values(product('sul', 'drop'))
      .onConflict((conflict) => conflict.doNothing()),
    norte
      .insertInto('products')
      .values(product('norte', 'drop'))
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet({ tenant_id: 'sul' })),
    norte.updateTable('products').set({ tenant_id: 'sul', id: 'given' }).where('id', '=', 'drop'),
  ];
  for (const write of writes) await expect(write.execute()).rejects.toThrow();
  expect(await sul.selectFrom('products').select('id').orderBy('id').execute()).toEqual([
    { id: 'drop' },
    { id: 'router' },
  ]);
  expect(await norte.selectFrom('products').selectAll().execute()).toHaveLength(2);
});

test('a transaction is bound like a statement, and binds nobody after it', async () => {
  const { engine, norte, sul } = await setUp();
  for (const id of ['norte', 'sul', 'norte']) {
    await engine.transact(id, id, async (db) => {
      expect(await db.selectFrom('tenants').select('id').execute()).toEqual([{ id }]);
    });
  }
  const failing = engine.transact('norte', 'norte', async (db) => {
    await db.deleteFrom('products').execute();
    throw new RangeError('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  const counts = await Promise.all(
    [norte, sul, norte, sul].map((db) => db.selectFrom('products').selectAll().execute()),
  );
  expect(counts.map((rows) => rows.map(({ tenant_id }) => tenant_id))).toEqual([
    ['norte', 'norte'],
    ['sul', 'sul'],
    ['norte', 'norte'],
    ['sul', 'sul'],
  ]);
});

test('statements that travel together are undone together, and leave the connection as it was', async () => {
  const { engine, norte } = await setUp();
  const named = prepared(({ db, tenantId, value }: Blank<{ id: string }>) =>
    db.insertInto('products').values({ ...product(tenantId, ''), id: value.id }),
  );
  for (let round = 0; round < 3; round += 1) {
    const ended: string[] = [];
    const insert = (db: Parameters<typeof named>[0], id: string) =>
      named(db, { id }).finally(() => ended.push(id));
    const failing = engine.transact('norte', 'norte', (db) =>
      together([insert(db, 'new'), insert(db, 'drop'), insert(db, 'newer')]),
    );
    await expect(failing).rejects.toThrow();
    expect(ended.sort()).toEqual(['drop', 'new', 'newer']);
    const ids = (await norte.selectFrom('products').select('id').orderBy('id').execute()).map(({ id }) => id);
    expect(ids).toEqual(['drop', 'router']);
  }
  await engine.transact('norte', 'norte', (db) =>
    together([named(db, { id: 'new' }), named(db, { id: 'newer' })]),
  );
  expect(await norte.selectFrom('products').selectAll().execute()).toHaveLength(4);
});

test('a prepared statement is one tenant’s, whichever tenant’s turn it is', async () => {
  const { engine, norte, sul } = await setUp();
  const rename = prepared(({ db, value }: Blank<{ name: string }>) =>
    db.updateTable('products').set({ name: value.name }),
  );
  const names = prepared(({ db }: Blank<object>) =>
    db.selectFrom('products').select(['tenant_id', 'name']).distinct(),
  );
  for (const id of ['norte', 'sul', 'norte', 'sul']) {
    const { changed } = await engine.transact(id, id, (db) => rename(db, { name: `of ${id}` }));
    expect(changed).toBe(2);
  }
  expect((await names(norte, {})).rows).toEqual([{ tenant_id: 'norte', name: 'of norte' }]);
  expect((await names(sul, {})).rows).toEqual([{ tenant_id: 'sul', name: 'of sul' }]);
});
