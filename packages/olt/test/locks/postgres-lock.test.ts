import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPostgresLock } from '../../src/postgres-lock/index.ts';
import { findPostgres, type Postgres, startPostgres } from '../rigs/postgres.ts';

const programs = findPostgres();
let postgres: Postgres;
const running: ChildProcess[] = [];

beforeAll(async () => {
  if (programs !== null) postgres = await startPostgres(programs);
});
afterAll(() => postgres?.stop());
beforeEach((context) => {
  context.skip(programs === null, 'not installed: PostgreSQL (Debian package postgresql)');
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

/** Another process that takes the lock; `said` resolves when it has printed this line. */
function startHolder(key: string) {
  const program = join(import.meta.dirname, 'lock-program.ts');
  const args = ['--conditions=@field/source', '--import', 'tsx', program, postgres.connectionString, key];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  running.push(child);
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    waiting.get(line)?.();
  });
  const said = (line: string) =>
    new Promise<void>((resolve) => {
      if (lines.includes(line)) resolve();
      else waiting.set(line, resolve);
    });
  return { child, lines, said, tell: () => child.stdin.write('release\n') };
}

/** The lock in this process, and what the server knows of the connections behind it. */
async function connect() {
  const client = new pg.Client({ connectionString: postgres.connectionString });
  await client.connect();
  return client;
}

async function onServer<Row>(text: string): Promise<readonly Row[]> {
  const client = await connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as Row[];
}

const waitingBackends = "select pid from pg_locks where locktype = 'advisory' and not granted";
const holdingBackends = "select pid from pg_locks where locktype = 'advisory' and granted";

test('two processes: the second writes when the first has given the lock back', async () => {
  const first = startHolder('10.0.0.2 OLT01');
  await first.said('held');
  const second = startHolder('10.0.0.2 OLT01');
  const other = startHolder('10.0.0.3 OLT02');
  await other.said('held');
  await second.said('asking');
  expect(second.lines).toEqual(['asking']);
  first.tell();
  await second.said('held');
  second.tell();
  await second.said('released');
});

test('a process that is killed leaves no lock behind', async () => {
  const first = startHolder('killed');
  await first.said('held');
  const second = startHolder('killed');
  await second.said('asking');
  first.child.kill('SIGKILL');
  await second.said('held');
});

test('a connection that the server ends is a lost lock', async () => {
  const holder = startHolder('lost');
  await holder.said('held');
  await onServer(`select pg_terminate_backend(pid) from (${holdingBackends}) held`);
  await holder.said('lost');
});

test('who gives up waiting holds nobody up', async () => {
  const lock = createPostgresLock(connect);
  const release = await lock.acquire('olt');
  const impatient = new AbortController();
  const waiting = lock.acquire('olt', impatient.signal);
  const refused = expect(waiting).rejects.toThrow('gone');
  while ((await onServer(waitingBackends)).length === 0);
  impatient.abort(new DOMException('gone', 'AbortError'));
  await refused;
  const next = lock.acquire('olt');
  release();
  (await next)();
});

test('a connection that falls silent is a lost lock', async () => {
  let silent = false;
  const lock = createPostgresLock(
    async () => {
      const client = await connect();
      return {
        query: (text, values) => (silent ? new Promise(() => {}) : client.query(text, values)),
        on: (event: 'error' | 'end', listener) => client.on(event as 'end', listener),
        end: () => client.end(),
      };
    },
    { heartbeatMs: 5 },
  );
  const release = await lock.acquire('silent');
  const lost = new Promise((resolve) => release.lost?.addEventListener('abort', resolve));
  silent = true;
  await lost;
  release();
});

test('a database that cannot be reached says so, and nothing else', async () => {
  const lock = createPostgresLock(async () => {
    const client = new pg.Client({
      connectionString: 'postgres://postgres:s3cret@localhost/x?host=/nowhere',
    });
    await client.connect();
    return client;
  });
  const error = await lock.acquire('olt').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'olt.lock_failed', retryable: true, details: { reason: 'ENOENT' } });
  expect(JSON.stringify(error)).not.toContain('s3cret');
});
