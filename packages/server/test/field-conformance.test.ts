import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { ConformanceReport } from '../src/conformance/index.ts';
import { listen } from './support/break-server.ts';
import { serve, temporaryFolder } from './support/serve.ts';
import { password, provider, ticket } from './support/tenant.ts';

const bin = fileURLToPath(new URL('../bin/field-conformance.js', import.meta.url));

/** Runs the command as `npx field-conformance` does. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const options = { env: { PATH: process.env.PATH ?? '', LANG: 'en_US.UTF-8', ...env } };
  return promisify(execFile)(process.execPath, [bin, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) =>
      ({ code, stdout, stderr }) as { code: number; stdout: string; stderr: string },
  );
}

test('the command tells what is kept, as lines and as JSON, and its exit code says whether all is', async () => {
  const tickets = [ticket('t-1'), ticket('t-3')];
  const { url } = await serve({ tenants: [provider('norte', { tickets })] });
  const args = [url, '--tenant', 'norte', '--username', 'ana', '--company', 'matriz'];
  const env = { FIELD_CONFORMANCE_PASSWORD: password };
  const only = [
    '--only',
    'idempotency.replay',
    'faults.drop-answer',
    'access.others-tickets',
    'closing.once',
  ];
  const lines = await run([...args, ...only], env);
  expect(lines).toMatchObject({ code: 0, stderr: '' });
  expect(lines.stdout).toMatch(/^ok {6}idempotency\.replay /m);
  expect(lines.stdout).toMatch(/^skip {4}closing\.once .*\n\s+tickets may not be closed$/m);
  expect(lines.stdout).toContain('2 kept, 0 broken, 2 untested: the server conforms.');
  const { promises } = JSON.parse((await run([...args, '--json', ...only], env)).stdout) as ConformanceReport;
  expect(promises.map(({ outcome }) => outcome)).toEqual(['untested', 'kept', 'kept', 'untested']);
});

test('an address, a user and a password are enough: what needs more is told as untested', async () => {
  const tickets = [ticket('t-1'), ticket('t-3')];
  const { url } = await serve({ tenants: [provider('norte', { tickets, domains: ['localhost'] })] });
  const args = [url.replace('127.0.0.1', 'localhost'), '--username', 'ana', '--json'];
  const { code, stdout, stderr } = await run(args, { FIELD_CONFORMANCE_PASSWORD: password });
  expect([code, stderr]).toEqual([0, '']);
  const { promises, conforms } = JSON.parse(stdout) as ConformanceReport;
  expect(conforms).toBe(true);
  expect(promises.filter(({ outcome }) => outcome !== 'kept').map(({ id }) => id)).toEqual([
    'access.others-tickets',
    'idempotency.restart',
    'reading.dispatcher-pages',
    'evidence.others',
    'closing.once',
    'closing.evidence-pending',
    'sync.removed',
  ]);
});

test('what was not told is asked for before a guess is spent on it', async () => {
  const companies = Array.from({ length: 12 }, (_, index) => ({
    id: `e-${index + 1}`,
    name: `Empresa ${index}`,
  }));
  const base = provider('norte');
  const technicians = base.technicians?.map((one) => ({ ...one, companyIds: ['e-9'] })) ?? [];
  const tickets = ['t-1', 't-3'].map((id) => ticket(id, { companyId: 'e-9' }));
  const { url } = await serve({ tenants: [provider('norte', { companies, technicians, tickets })] });
  const args = [url, '--tenant', 'norte', '--username', 'ana', '--only', 'idempotency.replay'];
  const env = { FIELD_CONFORMANCE_PASSWORD: password };
  const cases: [string[], Record<string, string>, string, string][] = [
    [
      [],
      env,
      '12 companies, and which of them ana signs in for was not told: e-1 (Empresa 0), ',
      'company_missing',
    ],
    [['--company', 'e-13'], env, 'has no company e-13; it has e-1 (Empresa 0)', 'company_unknown'],
    [['--company', 'e-9'], {}, 'Set FIELD_CONFORMANCE_PASSWORD in the environment', 'password_missing'],
    [
      ['--company', 'e-9', '--stranger-username', 'beto'],
      env,
      'Set FIELD_CONFORMANCE_STRANGER_PASSWORD',
      'password_missing',
    ],
    [['--company', 'e-8'], env, 'does not let ana in for e-8: POST /v1/login answered 401', 'login_refused'],
    [
      ['--company', 'e-9', 'idempotency.often'],
      env,
      'There is no promise idempotency.often. There are',
      'promise_unknown',
    ],
  ];
  for (const [more, variables, told, code] of cases) {
    const only = more.filter((one) => one.includes('.'));
    const rest = more.filter((one) => !one.includes('.'));
    const { code: exit, stdout, stderr } = await run([...args, ...only, ...rest], variables);
    expect([exit, stdout, stderr]).toEqual([2, '', expect.stringContaining(told)]);
    expect(stderr).toContain(`(server.conformance_${code})`);
  }
  const address = await run(['localhost', '--username', 'ana'], env);
  expect([address.code, address.stderr]).toEqual([2, expect.stringContaining('one like https://')]);
  expect((await run([...args, '--company', 'e-9'], env)).stdout).toContain('1 kept, 0 broken');
});

test('what restarts the server is run, and told where it fails', async () => {
  const { url } = await serve({ tenants: [provider('norte', { tickets: [ticket('t-1'), ticket('t-3')] })] });
  const mark = join(await temporaryFolder(), 'restarted');
  const only = ['--username', 'ana', '--tenant', 'norte', '--only', 'idempotency.restart'];
  const restart = (command: string) =>
    run([url, '--restart', command, ...only], { FIELD_CONFORMANCE_PASSWORD: password });
  expect(await restart(`touch ${mark}`)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ok /) });
  await access(mark);
  const failed = await restart('exit 3');
  expect([failed.code, failed.stdout]).toEqual([0, expect.stringContaining('exit 3 ended with 3')]);
});

test('a server that breaks a promise ends the command with 1, and the report says what was seen', async () => {
  const tickets = [ticket('t-1'), ticket('t-3')];
  const { url } = await serve({ tenants: [provider('norte', { tickets })] });
  const forgetful = await listen((request) => {
    const headers = new Headers(request.headers);
    headers.delete('idempotency-key');
    const { pathname, search } = new URL(request.url);
    const body = request.body && { body: request.body, duplex: 'half' };
    return fetch(url + pathname + search, { method: request.method, headers, ...body } as RequestInit);
  });
  const args = [forgetful, '--tenant', 'norte', '--username', 'ana', '--only', 'idempotency.replay'];
  const { code, stdout } = await run(args, { FIELD_CONFORMANCE_PASSWORD: password });
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^BROKEN {2}idempotency\.replay .*\n\s+\S.*$/m)]);
  expect(stdout).toContain('0 kept, 1 broken, 0 untested: the server does not conform.');
});

test('a wrong password, or nothing to work on, is told before anything is tested', async () => {
  const { url } = await serve({ tenants: [provider('norte', { tickets: [] })] });
  const args = [url, '--tenant', 'norte', '--username', 'ana', '--company', 'matriz'];
  const wrong = await run(args, { FIELD_CONFORMANCE_PASSWORD: 'other-secret-1' });
  expect(wrong).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('server.login_refused'),
  });
  expect(wrong.stderr).not.toContain('other-secret-1');
  const empty = await run(args, { FIELD_CONFORMANCE_PASSWORD: password, LANG: 'pt_BR.UTF-8' });
  expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('A suíte não consegue trabalhar')]);
  expect(empty.stderr).toContain('the technician has no open ticket');
});
