import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { prepareStatements } from '../src/storage/prepare-statements.ts';
import { tenantConnections } from '../src/storage/tenant-connections.ts';
import { viewOf } from '../src/storage/view.ts';
import { findPostgres, type Postgres, startPostgres } from './support/postgres.ts';

const programs = findPostgres();

if (programs === undefined) {
  test.skip('known statements: PostgreSQL is not installed (Debian package postgresql)', () => {});
} else {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(programs);
  });
  afterAll(() => postgres.stop());

  async function open(options: pg.PoolConfig = {}) {
    const url = await postgres.create();
    const pool = new pg.Pool({ connectionString: url, max: 1, pipeline: true, ...options });
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    prepareStatements(pool);
    const client = await pool.connect();
    let isHeld = true;
    const release = (broken = false) => {
      if (isHeld) client.release(broken);
      isHeld = false;
    };
    onTestFinished(async () => {
      release();
      await pool.end();
    });
    await client.query('create table fibres (id text primary key, length integer, check (length < 1000))');
    return { pool, client, release, url };
  }

  /** The types of the messages that go out, in packets. */
  function listen(client: pg.PoolClient) {
    const { stream } = (client as unknown as { connection: { stream: NodeJS.WritableStream } }).connection;
    const sent: string[] = [];
    const write = stream.write.bind(stream);
    vi.spyOn(stream, 'write').mockImplementation(((message: Buffer) => {
      sent.push(String.fromCharCode(message[0] ?? 0));
      return write(message);
    }) as typeof stream.write);
    return () => sent.splice(0).join('');
  }

  const insert = 'insert into fibres (id, length) values ($1, $2)';
  const select = 'select * from fibres where id = $1';

  test('a statement is parsed and described once, and what is given together has one Sync', async () => {
    const { client } = await open();
    const sent = listen(client);
    await client.query(insert, ['a', 1]);
    expect(sent()).toBe('CPBDES');
    await client.query(select, ['a']);
    expect(sent()).toBe('CPBDES');
    const answers = await Promise.all([
      client.query('begin'),
      client.query(insert, ['b', 2]),
      client.query(select, ['b']),
      client.query('commit'),
    ]);
    expect(sent()).toBe('CPBDE BE BE CPBDE S'.replaceAll(' ', ''));
    expect(answers.map(({ command, rowCount, rows }) => [command, rowCount, rows])).toEqual([
      ['BEGIN', null, []],
      ['INSERT', 1, []],
      ['SELECT', 1, [{ id: 'b', length: 2 }]],
      ['COMMIT', null, []],
    ]);
    const [changed, gone] = await Promise.all([
      client.query('update fibres set length = length + $1', [1]),
      client.query('delete from fibres where length > $1', [0]),
    ]);
    expect([changed.rowCount, gone.rowCount]).toEqual([2, 2]);
  });

  test('what has no name goes between what has one, in the order given', async () => {
    const { client } = await open();
    await Promise.all([client.query(insert, ['a', 1]), client.query(select, ['a'])]);
    const answers = await Promise.all([
      client.query(insert, ['b', 2]),
      client.query("update fibres set length = 7 where id = 'b'"),
      client.query(select, ['b']),
      client.query({ text: "delete from fibres where id = 'b'" }),
      client.query(select, ['b']),
    ]);
    expect(answers.map(({ rowCount }) => rowCount)).toEqual([1, 1, 1, 1, 0]);
    expect(answers[2].rows).toEqual([{ id: 'b', length: 7 }]);
  });

  test('each type is read as pg reads it, described or known', async () => {
    const readInt8 = vi.fn(Number);
    const getTypeParser = ((oid: number, format?: 'text') =>
      oid === pg.types.builtins.INT8
        ? readInt8
        : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;
    const { client, url } = await open({ types: { getTypeParser } });
    const plain = new pg.Client({ connectionString: url, types: { getTypeParser } });
    await plain.connect();
    onTestFinished(() => plain.end());
    const text = `select exists(select 1) as yes, not exists(select 1) as no, 9007199254740991::int8 as big, 12.50::numeric as sum,
      -3 as small, 0.5::float8 as half, null::text as nothing, $1::text as name, $2::bytea as bytes, '' as empty,
      '{"a": [1, null]}'::jsonb as data, array['x', null, 'ç'] as list, timestamptz '2026-03-02 12:00:00Z' as at,
      date '2026-03-02' as day, 1 as same, 2 as same`;
    const values = ['João – 光ファイバー 🛠', Buffer.from([0, 1, 0xff])];
    const expected = (await plain.query(text, values)).rows;
    for (let run = 0; run < 3; run += 1) expect((await client.query(text, values)).rows).toEqual(expected);
    expect(expected).toMatchObject([{ yes: true, no: false, big: 9007199254740991, nothing: null, same: 2 }]);
    expect(readInt8).toHaveBeenCalledTimes(4);
    const dated = await client.query('select $1::timestamptz as at, $2::jsonb as data, $3::text as name', [
      new Date(0),
      { a: 'ã' },
      'a\0b',
    ]);
    expect(dated.rows).toEqual([{ at: new Date(0), data: { a: 'ã' }, name: 'a\ufffdb' }]);
  });

  test('a value that cannot be sent or read fails its own statement', async () => {
    const getTypeParser = ((oid: number, format?: 'text') => (text: string) => {
      if (text === '13') throw new RangeError('thirteen');
      return pg.types.getTypeParser(oid, format)(text);
    }) as typeof pg.types.getTypeParser;
    const { client } = await open({ types: { getTypeParser } });
    const round: Record<string, unknown> = {};
    round.self = round;
    const one = 'select $1::int as number';
    const ends = await Promise.allSettled([
      client.query(one, [1]),
      client.query(one, [13]),
      client.query(one, [2]),
    ]);
    expect(ends).toMatchObject([
      { value: { rows: [{ number: 1 }] } },
      { reason: { message: 'thirteen' } },
      { value: { rows: [{ number: 2 }] } },
    ]);
    await expect(async () => client.query(one, [round])).rejects.toThrow('circular');
    expect((await client.query(one, [3])).rows).toEqual([{ number: 3 }]);
  });

  test('an error rejects its own statement, those behind it are passed over, the next go on', async () => {
    const { client } = await open();
    await client.query(insert, ['a', 1]);
    for (let run = 0; run < 2; run += 1) {
      const ends = await Promise.allSettled([
        client.query('begin'),
        client.query(insert, ['b', 2]),
        client.query(insert, ['a', 1]),
        client.query(insert, ['c', 1]),
        client.query(select, ['a']),
        client.query('commit'),
        client.query('rollback'),
        client.query(select, ['a']),
      ]);
      expect(ends).toMatchObject([
        { status: 'fulfilled' },
        { status: 'fulfilled' },
        { reason: { code: '23505', constraint: 'fibres_pkey' } },
        { reason: { code: '25P02' } },
        { reason: { code: '25P02' } },
        { reason: { code: '25P02' } },
        { value: { command: 'ROLLBACK' } },
        { value: { rows: [{ id: 'a', length: 1 }] } },
      ]);
    }
    const wrong = await Promise.allSettled([
      client.query('select nothing from fibres where id = $1', ['a']),
      client.query(select, ['a']),
    ]);
    expect(wrong).toMatchObject([{ reason: { code: '42703' } }, { reason: { code: '25P02' } }]);
    expect((await client.query('select id from fibres where length < $1', [9])).rows).toEqual([{ id: 'a' }]);
  });

  test('a connection that breaks rejects all that is under way on it, and another takes its place', async () => {
    const { client, pool, release } = await open();
    await client.query(insert, ['a', 1]);
    const ends = Promise.allSettled([
      client.query(select, ['a']),
      client.query('select pg_terminate_backend(pg_backend_pid()), $1::text', ['']),
      client.query(select, ['a']),
      client.query('select 1'),
      client.query(select, ['a']),
    ]);
    const [first, ...others] = await ends;
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 'rejected'));
    expect(others[0]).toMatchObject({ reason: { code: '57P01' } });
    expect(others[1]).toMatchObject({ reason: { message: 'Connection terminated unexpectedly' } });
    await expect(client.query(select, ['a'])).rejects.toThrow('not queryable');
    release(true);
    expect((await pool.query(select, ['a'])).rows).toEqual([{ id: 'a', length: 1 }]);
  });

  test('columns that change under a running server cost a transaction at most', async () => {
    const { client, release, pool, url } = await open();
    const all = 'select * from fibres where length < $1';
    await client.query(insert, ['a', 1]);
    for (let run = 0; run < 2; run += 1) {
      await client.query(select, ['a']);
      await client.query(all, [9]);
    }
    await postgres.run(url, "alter table fibres add column colour text default 'blue'");
    const row = { id: 'a', length: 1, colour: 'blue' };
    expect((await client.query(select, ['a'])).rows).toEqual([row]);
    expect((await client.query(all, [9])).rows).toEqual([row]);
    expect((await client.query(all, [9])).rows).toEqual([row]);
    release();

    await postgres.run(url, "alter table fibres add column sheath text default 'LSZH'");
    const { transact } = tenantConnections(pool);
    const work = () =>
      transact('norte', 'norte', async (db) => {
        const { run } = viewOf(db);
        return (await Promise.all([run(select, ['a']), run(all, [9])])).map(({ rows }) => rows);
      });
    await expect(work()).rejects.toMatchObject({ code: '0A000' });
    const wider = [{ ...row, sheath: 'LSZH' }];
    expect(await work()).toEqual([wider, wider]);
  });

  test('whoever instruments pg sees each statement, its values and its end', async () => {
    const { client } = await open();
    const seen: unknown[] = [];
    const { query } = pg.Client.prototype;
    const watch = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...args: unknown[]
    ) {
      const config = args[0] as {
        text: string;
        values: unknown[];
        callback: (...ended: unknown[]) => void;
      };
      const { callback, text, values } = { ...config };
      config.callback = (...ended) => {
        seen.push([text, values, (ended[0] as { code?: string } | null)?.code ?? 'done']);
        callback(...ended);
      };
      return Reflect.apply(query, this, args);
    } as typeof query);
    onTestFinished(() => watch.mockRestore());
    await Promise.allSettled([client.query(insert, ['a', 1]), client.query(insert, ['a', 1])]);
    expect(seen).toEqual([
      [insert, ['a', 1], 'done'],
      [insert, ['a', 1], '23505'],
    ]);
  });
}
