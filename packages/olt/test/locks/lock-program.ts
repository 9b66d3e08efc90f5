// Takes the lock, says so, and gives it back when told: one of several processes in a test.
import { createInterface } from 'node:readline';
import pg from 'pg';
import { createPostgresLock } from '../../src/postgres-lock/index.ts';

const [, , connectionString, key = ''] = process.argv;
const say = (text: string) => process.stdout.write(`${text}\n`);
const lock = createPostgresLock(async () => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  say('asking');
  return client;
});
const release = await lock.acquire(key);
say('held');
release.lost?.addEventListener('abort', () => say('lost'));
createInterface({ input: process.stdin }).once('line', () => {
  release();
  say('released');
  process.stdin.destroy();
});
