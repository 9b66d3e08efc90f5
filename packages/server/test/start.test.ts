import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Configuration } from '../src/cli/configuration.ts';
import { runCommand, serveCommand, startCommand } from './support/command.ts';
import { temporaryFolder } from './support/serve.ts';
import { usePostgres } from './support/use-postgres.ts';

const run = promisify(execFile);

/** What it answers where no setting is told at all. */
async function helpOf(command: 'field-server' | 'field-conformance'): Promise<string> {
  const program = fileURLToPath(new URL(`../bin/${command}.js`, import.meta.url));
  const cwd = await temporaryFolder();
  const { stdout, stderr } = await run(process.execPath, [program, '--help'], { env: {}, cwd });
  expect([stderr, await readdir(cwd)]).toEqual(['', []]);
  return stdout;
}

test('--help needs no settings, gives examples, and names the settings the guide names', async () => {
  const help = await helpOf('field-server');
  expect(help).toMatch(/\nExamples:\n( {2}.*field-server.*\n){3,}/);
  expect(await helpOf('field-conformance')).toMatch(/\nExamples:\n( {2}field-conformance http.*\n){2,}/);

  const settings = Object.keys(Configuration.shape).sort();
  const lines = [...help.matchAll(/^ {2}(\w+) +(FIELD_[A-Z_]+|DATABASE_URL|in the file only)$/gm)];
  expect(lines.map(([, setting]) => setting).sort()).toEqual(settings);
  const guide = await readFile(new URL('../../../docs/guides/run-a-server.md', import.meta.url), 'utf8');
  const chapters = guide.slice(guide.indexOf('## Settings'), guide.indexOf('## Which database'));
  const cells = [...chapters.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell);
  const named = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, setting]) => setting));
  expect(named.sort()).toEqual(settings);
});

test('a setting whose variable is misspelt is refused, and no empty database is started in its place', async () => {
  const folder = await temporaryFolder();
  const database = join(folder, 'field.db');
  const misspelt: Record<string, string> = {
    FIELD_DATABSE_URL: 'DATABASE_URL',
    FIELD_DATABASE_URL: 'DATABASE_URL',
    FIELD_DATABSE: 'FIELD_DATABASE',
    FIELD_DATABASE_FILE: 'FIELD_DATABASE',
    FIELD_SECRETKEY: 'FIELD_SECRET_KEY',
  };
  for (const [name, meant] of Object.entries(misspelt)) {
    const secret = 'postgres://field:secret-7@db/field';
    const { code, stderr } = await runCommand([], { FIELD_DATABASE: database, [name]: secret });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${name} (${meant}?)`)]);
    expect(stderr).toContain('server.variable_misspelt');
    expect(stderr).not.toContain('secret-7');
  }
  expect(await readdir(folder)).toEqual([]);
});

test('a variable that looks like no setting is told, and the server starts', async () => {
  const child = startCommand(['check'], {
    // As Kubernetes tells where the service `field-server` is.
    FIELD_SERVER_PORT_8080_TCP: 'tcp://10.0.0.7:8080',
    FIELD_OLT_CENTRO_PASSWORD: 'secret-7',
    FIELD_BACKEND_NORTE_TOKEN: 'secret-7',
    FIELD_CONFORMANCE_PASSWORD: 'secret-7',
  });
  let told = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(told).toMatch(/^Nothing reads FIELD_SERVER_PORT_8080_TCP\. .*\(server\.variable_unread\)\n$/);
});

describe('PostgreSQL away at the start', () => {
  const { postgres } = usePostgres();

  /** One line that says where and why, and the end: no secret, no trace, nothing that listens. */
  async function expectRefused(url: string, reason: RegExp) {
    const env = { DATABASE_URL: url, FIELD_EVIDENCE: await temporaryFolder(), FIELD_PORT: '0' };
    const { code, stdout, stderr } = await runCommand([], env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The database .* cannot be opened: .+\(server\.storage_not_opened\)\n$/);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain('secret-7');
  }

  test('nobody listens, by either name of this machine', async () => {
    await expectRefused(
      'postgres://field:secret-7@127.0.0.1:1/field',
      /127\.0\.0\.1:1\/field .*ECONNREFUSED/,
    );
    await expectRefused('postgres://field:secret-7@localhost:1/field', /localhost:1\/field .*ECONNREFUSED/);
  });

  test('nothing is ever answered: it gives up by itself', async () => {
    const silent = createServer((socket) => void socket.on('error', () => socket.destroy()).resume());
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as AddressInfo;
    await expectRefused(`postgres://field:secret-7@127.0.0.1:${port}/field`, /timeout/);
  });

  test('the password is wrong, the database is missing, and with both mended it starts', async () => {
    const url = await postgres().create();
    await postgres().run(url, `alter role field password 'right-1'`);
    const { folder } = postgres();
    const at = (password: string, name: string) =>
      `postgres://field:${password}@localhost/${name}?host=${encodeURIComponent(folder)}`;
    await postgres().demandPasswords();
    const name = new URL(url).pathname.slice(1);
    await expectRefused(at('secret-7', name), /password authentication failed for user "field"/);
    await expectRefused(at('right-1', 'secret-free'), /database "secret-free" does not exist/);
    const env = { DATABASE_URL: at('right-1', name), FIELD_EVIDENCE: await temporaryFolder() };
    expect(await (await serveCommand([], env)).stop()).toBe(0);
  });
});
