import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import { openPostgresStorage, openSqliteStorage, type Storage, seedTenant } from '../../src/index.ts';
import { findPostgres, type Postgres, startPostgres } from '../../test/support/postgres.ts';
import { password, provider, ticket } from '../../test/support/tenant.ts';

export type EngineName = 'SQLite' | 'PostgreSQL';

/** A tenant with many tickets: a hundred technicians share them, each with `openEach` still to do, a hundred unless told. */
export interface LargeTenant {
  readonly storage: Storage;
  /** Statements beside the server, on a connection of their own; on SQLite to a file of its own in the same folder. */
  run(statement: string): Promise<void>;
  close(): Promise<void>;
}

export const technicians = 100;
export const login = { username: 'tec-7', password, companyId: 'matriz' };

let postgres: Promise<Postgres> | undefined;

/** The engines of this machine; `FIELD_BENCH_ENGINE` names one of them. */
export function engines(): EngineName[] {
  const here: EngineName[] = findPostgres() === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'];
  const { FIELD_BENCH_ENGINE: only } = process.env;
  return here.filter((name) => only === undefined || name === only);
}

export async function stopEngines(): Promise<void> {
  await (await postgres)?.stop();
}

export async function openLargeTenant(
  engine: EngineName,
  tickets: number,
  openEach = 100,
): Promise<LargeTenant> {
  return engine === 'SQLite' ? openSqlite(tickets, openEach) : openPostgres(tickets, openEach);
}

async function openSqlite(tickets: number, openEach: number): Promise<LargeTenant> {
  const folder = mkdtempSync(join(tmpdir(), 'field-bench-'));
  const path = join(folder, 'field.db');
  const seeding = await openSqliteStorage({ path });
  await seedTenant(seeding, template());
  await seeding.close();
  const database = new Database(path);
  const columnsOf = (table: string) =>
    (database.prepare(`pragma table_info(${table})`).all() as { name: string }[]).map(({ name }) => name);
  const tables = { contracts: columnsOf('contracts'), tickets: columnsOf('tickets') };
  database.exec(multiply(tables, { tickets, openEach }, 'SQLite'));
  database.exec('analyze');
  database.close();
  const storage = await openSqliteStorage({ path });
  // A file of its own: two writers of one file empty each other's caches, and a server's file has one.
  const beside = new Database(join(folder, 'beside.db'));
  beside.pragma('journal_mode = WAL');
  beside.pragma('synchronous = FULL');
  beside.pragma('wal_autocheckpoint = 8000');
  return {
    storage,
    async run(statement) {
      beside.exec(statement);
    },
    async close() {
      beside.close();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openPostgres(tickets: number, openEach: number): Promise<LargeTenant> {
  postgres ??= startPostgres(findPostgres() ?? '', { durable: true });
  const server = await postgres;
  const url = await server.create();
  const storage = await openPostgresStorage({
    url,
    evidencePath: join(server.folder, `evidence-${tickets}`),
  });
  await seedTenant(storage, template());
  const beside = new pg.Client({ connectionString: url });
  await beside.connect();
  await beside.query("select set_config('field.tenant_id', 'norte', false)");
  const columnsOf = async (table: string) =>
    (await beside.query(`select * from ${table} limit 0`)).fields.map(({ name }) => name);
  const tables = { contracts: await columnsOf('contracts'), tickets: await columnsOf('tickets') };
  await beside.query(multiply(tables, { tickets, openEach }, 'PostgreSQL'));
  await beside.query('analyze');
  return {
    storage,
    async run(statement) {
      await beside.query(statement);
    },
    async close() {
      await beside.end();
      await storage.close();
    },
  };
}

function template() {
  const [ana] = provider('norte').technicians ?? [];
  const names = Array.from({ length: technicians }, (_, index) => `tec-${index}`);
  return provider('norte', {
    technicians: names.map(
      (id) => ({ ...ana, id, username: id, companyIds: ['matriz'] }) as NonNullable<typeof ana>,
    ),
    stock: [],
    contracts: [{ id: 'contract-1' }],
    tickets: [
      ticket('first', {
        technicianId: 'tec-0',
        status: 'assigned',
        schedule: { startsAt: '2026-03-02T08:00:00-03:00', endsAt: '2026-03-02T12:00:00-03:00' },
      }),
    ],
  });
}

/** Statements that make all tickets, each with its contract, of the first one. */
function multiply(
  tables: Readonly<Record<'contracts' | 'tickets', readonly string[]>>,
  { tickets, openEach }: { readonly tickets: number; readonly openEach: number },
  engine: EngineName,
) {
  const hour = engine === 'SQLite' ? "substr('0' || (n % 24), -2)" : "lpad((n % 24)::text, 2, '0')";
  const series =
    engine === 'SQLite'
      ? `with recursive series(n) as (select 0 union all select n + 1 from series where n < ${tickets - 1})`
      : `with series(n) as (select generate_series(0, ${tickets - 1}))`;
  const copies = (table: 'contracts' | 'tickets', from: string, changed: Record<string, string>) => {
    const values = tables[table].map((name) => changed[name] ?? `first.${name}`).join(', ');
    return `insert into ${table} (${tables[table].join(', ')}) ${series} select ${values}
      from series, (select * from ${table} where id = '${from}') as first;`;
  };
  return `${copies('contracts', 'contract-1', { id: "'c-' || n" })}
    ${copies('tickets', 'first', {
      id: "'t-' || n",
      contract_id: "'c-' || n",
      technician_id: `'tec-' || (n % ${technicians})`,
      status: `case when n < ${technicians * openEach} then 'assigned' else 'completed' end`,
      priority: "case when n % 7 = 0 then 'urgent' else 'normal' end",
      sort_at: `'2026-03-02T' || ${hour} || ':00:00.000Z'`,
      revision: 'n + 10',
    })}
    update tenants set revision = ${tickets + 10};`;
}
