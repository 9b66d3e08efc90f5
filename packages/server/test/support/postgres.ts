import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** A PostgreSQL of its own in a temporary folder, reached by a socket in it: no port, no network. */
export interface Postgres {
  /** Its folder, for files that go with its databases. */
  readonly folder: string;
  /** The address of a new database: empty, or a copy of one that nobody has open. */
  create(template?: string): Promise<string>;
  /** A copy of a template that is emptied and used again: a database is hundreds of files, which cost more to remove than to write. */
  lease(template: string): Promise<LeasedDatabase>;
  /** Runs SQL on a database as the superuser, whom row-level security does not bind. */
  run(url: string, text: string): Promise<void>;
  /** From now on everybody but the superuser needs a password. */
  demandPasswords(): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

export interface LeasedDatabase {
  readonly url: string;
  /** Empties it for the next one, once nobody has it open. */
  giveBack(): Promise<void>;
}

/** The newest PostgreSQL of Debian's packages; undefined where none is installed. */
export function findPostgres(): string | undefined {
  const root = '/usr/lib/postgresql';
  try {
    const newest = readdirSync(root).sort((a, b) => Number(b) - Number(a))[0];
    return newest === undefined ? undefined : join(root, newest, 'bin');
  } catch {
    return undefined;
  }
}

const usual = ['listen_addresses=', 'max_connections=200'];

/** A database for each of some hundred tests: nothing is written to the disk before it has to be. */
const hasty = [
  ...usual,
  'fsync=off',
  'full_page_writes=off',
  'autovacuum=off',
  'checkpoint_timeout=1h',
  'max_wal_size=8GB',
];

/** Leaves of a database what a new copy of its template has: its tables, which are empty, and what was migrated. */
const emptied = `
  do $$ declare one name; begin
    set local session_replication_role = replica;
    for one in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
    loop execute format('delete from %I', one); end loop;
  end $$`;

/** Starts PostgreSQL, as the user `postgres` where this process is root, which PostgreSQL refuses to be. */
export async function startPostgres(programs: string, { durable = false } = {}): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'field-pg-'));
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, env: { PATH: process.env.PATH ?? '' } };
  const initialize = ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'];
  execFileSync(join(programs, 'initdb'), initialize, { ...options, stdio: 'pipe' });
  const server = spawn(
    join(programs, 'postgres'),
    // Without fsync a power cut would lose what was committed; the end of a process does not, and that is all tests do.
    ['-D', data, '-k', folder, ...(durable ? usual : hasty).flatMap((setting) => ['-c', setting])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(server, 'exit');
  const log = createInterface({ input: server.stderr });
  const ready = new Promise<void>((resolve) => {
    log.on('line', (line) => {
      if (line.includes('ready to accept connections')) resolve();
    });
  });
  await Promise.race([ready, exited]);

  const addressOf = (database: string, user = 'field') =>
    `postgres://${user}@localhost/${database}?host=${encodeURIComponent(folder)}`;
  /** As the superuser, which the server itself refuses to be. */
  async function command(text: string, database = 'postgres'): Promise<void> {
    const client = new pg.Client({ connectionString: addressOf(database, 'postgres') });
    await client.connect();
    await client.query(text);
    await client.end();
  }
  await command('create role field login');
  let databases = 0;
  async function create(template?: string): Promise<string> {
    databases += 1;
    const name = `field_${databases}`;
    const copied = template === undefined ? '' : ` template ${new URL(template).pathname.slice(1)}`;
    await command(`create database ${name} owner field${copied}`);
    return addressOf(name);
  }
  const run = (url: string, text: string) => command(text, new URL(url).pathname.slice(1));
  const free: string[] = [];
  return {
    folder,
    create,
    run,
    async lease(template) {
      const url = free.pop() ?? (await create(template));
      const giveBack = async () => {
        await run(url, emptied);
        free.push(url);
      };
      return { url, giveBack };
    },
    async demandPasswords() {
      const rules = 'local all postgres trust\nlocal all all scram-sha-256\n';
      await writeFile(join(data, 'pg_hba.conf'), rules);
      await command('select pg_reload_conf()');
    },
    async stop() {
      // Its folder goes with it: nothing has to be written to the disk in order.
      server.kill('SIGQUIT');
      await exited;
      // Thousands of files: a test that waited for their end in one go would find its idle connections dead.
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}
