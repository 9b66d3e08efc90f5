import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freeTcpPort } from '../rigs/daemon.ts';
import { startTcpServer } from '../rigs/tcp-server.ts';
import { documentOf, fieldOlt } from './run-field-olt.ts';
import { type CliBench, startCliBench } from './simulated-bench.ts';

let bench: CliBench;
let folder: string;
let before: unknown;

beforeAll(async () => {
  bench = await startCliBench({ maxLogins: 20 });
  folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
  before = bench.configuration();
});
afterAll(async () => {
  expect(bench.configuration()).toEqual(before);
  await bench.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  bench.judge = () => 'pass';
  bench.lines.length = 0;
});

const password = { FIELD_OLT_PASSWORD: 'wrong-password' };

describe.each([
  ['en', 'The OLT refused user or password.', 'Check the credentials'],
  ['pt-BR', 'A OLT recusou o usuário ou a senha.', 'Confira as credenciais'],
  ['es', 'La OLT rechazó el usuario o la contraseña.', 'Revise las credenciales'],
])('in %s', (lang, message, next) => {
  test('a wrong password: what happened, what to do, and the code', async () => {
    // One try each, so that nobody's account is locked by three tests.
    const run = await bench.run('telnet', 'identify', ['--lang', lang], { env: password });
    await bench.run('telnet', 'identify');
    expect(run).toMatchObject({ code: 4, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(`\n  ${next}`);
    expect(run.stderr).toContain('[olt.auth_refused]');
    expect(run.stderr).not.toContain('wrong-password');
  });
});

test('the language of the environment is the language of the errors', async () => {
  const run = await bench.run('ssh', 'onu', ['nonsense'], { env: { LANG: 'pt_BR.UTF-8' } });
  expect(run).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('A entrada não é válida'),
  });
});

test('with --json the error is a document on standard output and a text on standard error', async () => {
  const run = await bench.spawn('ssh', 'identify', ['--json'], { env: password });
  await bench.run('ssh', 'identify');
  expect(run.code).toBe(4);
  expect(documentOf(run)).toEqual({
    error: {
      code: 'olt.auth_refused',
      message: 'The OLT refused user or password.',
      next: expect.any(String),
      retryable: false,
      details: expect.any(Object),
    },
  });
  expect(run.stderr).toContain('[olt.auth_refused]');
});

describe('an OLT that cannot be reached ends in finite time with exit code 3', () => {
  test.each(['ssh', 'telnet'])('a closed port over %s', async (kind) => {
    const url = `${kind}://admin@127.0.0.1:${await freeTcpPort()}`;
    const run = await fieldOlt(['identify', url], { env: bench.env });
    expect(run).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('[olt.unreachable]') });
  });

  test('a name nobody knows', async () => {
    const run = await fieldOlt(['identify', 'telnet://admin@olt.invalid'], { env: bench.env });
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('olt.invalid') });
  });

  test.each([
    ['ssh', []],
    ['telnet', []],
    ['telnet', ['--vendor', 'huawei']],
  ])('a server that says nothing, over %s %j', async (kind, options) => {
    const silent = await startTcpServer();
    const url = `${kind}://admin@127.0.0.1:${silent.port}`;
    const run = await fieldOlt(['identify', url, '--timeout', '1', ...options], { env: bench.env });
    await silent.stop();
    expect(run).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('[olt.timeout]') });
  });

  test('a device that asks for nothing but the user', async () => {
    const stuck = await startTcpServer((socket) => socket.write('\r\n>>User name:'));
    const url = `telnet://admin@127.0.0.1:${stuck.port}`;
    const run = await fieldOlt(['identify', url, '--timeout', '1'], { env: bench.env });
    await stuck.stop();
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('[olt.timeout]') });
  });

  test('an SNMP agent that does not answer', async () => {
    const agent = `127.0.0.1:${await freeTcpPort()}`;
    const run = await fieldOlt(['identify', `snmp://${agent}`, '--timeout', '1'], { env: bench.env });
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('[olt.timeout]') });
  });

  test('a device that falls silent in the middle of a command', async () => {
    bench.judge = (line) => (line.startsWith('display ont autofind') ? 'silence' : 'pass');
    const run = await bench.run('telnet', 'discover', ['--silence', '1', '--json']);
    expect(run.code).toBe(3);
    expect(documentOf(run)).toMatchObject({ error: { code: 'olt.timeout', retryable: true } });
  });

  test('a device that hangs up in the middle of a command', async () => {
    bench.judge = (line) => (line.startsWith('display ont autofind') ? 'cut' : 'pass');
    expect(await bench.spawn('telnet', 'discover')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('[olt.session_closed]'),
    });
  });
});

describe('host keys', () => {
  const knownHosts = (name: string) => join(folder, name);
  const url = () => bench.target('ssh')[0];
  const identify = (file: string, ...more: string[]) =>
    fieldOlt(['identify', url(), '--known-hosts', file, ...more], { env: bench.env });

  test('an unknown host is refused with its fingerprint, and known once it was trusted', async () => {
    const file = knownHosts('new');
    const refused = await identify(file);
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toContain(bench.simulator.hostKeyFingerprint);
    expect(bench.lines).toEqual([]);
    expect(await identify(file, '--trust-on-first-use')).toMatchObject({ code: 0 });
    expect(await identify(file)).toMatchObject({ code: 0 });
  });

  test('a changed key is refused, trust on first use or not', async () => {
    const file = knownHosts('changed');
    await identify(file, '--trust-on-first-use');
    const [place] = (await readFile(file, 'utf8')).split(' ');
    const other = 'AAAAC3NzaC1lZDI1NTE5AAAAIMuGyLqPfgrlYPxt7sVdtMYZJtwAuL5DsfHJsvEeZv7C';
    await writeFile(file, `${place} ssh-ed25519 ${other}\n`);
    bench.lines.length = 0;
    const run = await identify(file, '--trust-on-first-use');
    expect(run).toMatchObject({ code: 4, stderr: expect.stringContaining('[olt.host_key_changed]') });
    expect(bench.lines).toEqual([]);
  });

  test('another fingerprint than the one that was given', async () => {
    const wrong = `SHA256:${'A'.repeat(43)}`;
    const run = await fieldOlt(['identify', url(), '--fingerprint', wrong], { env: bench.env });
    expect(run.code).toBe(4);
    expect(bench.lines).toEqual([]);
  });
});

describe('what was typed', () => {
  test.each([
    [
      'a serial of the wrong shape',
      'authorize',
      ['HWTC12', '--port', '0/1/0', '--line-profile', '1', '--service-profile', '1'],
    ],
    ['a new serial of the wrong shape', 'replace', ['0/1/0:0', 'not a serial']],
    ['a port of the wrong shape', 'onus', ['--port', '0-1-0']],
    ['an ONU of the wrong shape', 'onu', ['0/1/0:x']],
    ['neither an ONU nor --all', 'signal', []],
    ['a missing option', 'provision', ['0/1/0:0', '--vlan', '100']],
    ['a VLAN that is none', 'provision', ['0/1/0:0', '--vlan', '5000', '--gem-port', '1']],
    ['an unknown option', 'ports', ['--frobnicate']],
    ['a language that is none', 'ports', ['--lang', 'xx']],
    ['a time that is none', 'ports', ['--timeout', 'soon']],
  ])('%s ends with exit code 2 before anything is connected', async (_what, command, args) => {
    const run = await bench.run('telnet', command, [...args, '--json']);
    expect(run.code).toBe(2);
    expect(documentOf(run)).toHaveProperty('error.code');
    expect(run.stderr).toMatch(/^field-olt: .+ \[[a-z]+\.[a-z_]+\]/);
    expect(bench.lines).toEqual([]);
  });

  test('an unknown command, and none', async () => {
    expect(await fieldOlt(['frobnicate'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('frobnicate'),
    });
    expect(await fieldOlt([])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Usage: field-olt'),
    });
  });

  test.each([
    ['a target without a user', ['identify', 'ssh://10.0.0.2'], 'olt.bad_request'],
    ['a target that is no URL', ['identify', '10.0.0.2'], 'olt.bad_target'],
    [
      'a vendor nobody knows',
      ['identify', 'telnet://admin@127.0.0.1:1', '--vendor', 'acme'],
      'olt.vendor_unknown',
    ],
  ])('%s', async (_what, args, code) => {
    const run = await fieldOlt(args, { env: bench.env });
    expect([2, 7]).toContain(run.code);
    expect(run.stderr).toContain(`[${code}]`);
  });
});

describe('what the OLT does not have', () => {
  test.each([
    ['an ONU at a free id', 'onu', ['0/1/0:100']],
    ['an ONU by its serial number', 'onu', ['HWTC00000001']],
    ['the signal of one', 'signal', ['0/1/0:100']],
    ['one to deprovision', 'deprovision', ['HWTC00000001']],
    ['one to restart', 'reboot', ['0/1/0:100']],
    ['one to replace', 'replace', ['0/1/0:100', 'HWTC00000002']],
  ])('%s is exit code 8', async (_what, command, args) => {
    const run = await bench.run('telnet', command, [...args, '--json']);
    expect(run.code).toBe(8);
    expect(documentOf(run)).toMatchObject({ error: { code: 'olt.onu_not_found' } });
    expect(bench.writesSent()).toEqual([]);
  });

  test('a profile that is not there is refused, and nothing remains', async () => {
    const serial = bench.simulator.olt.state.unauthorized()[0]?.serialNumber ?? '';
    const run = await bench.run('telnet', 'authorize', [
      ...[serial, '--port', '0/1/0', '--line-profile', '4000', '--service-profile', '31', '--json'],
    ]);
    expect([1, 5]).toContain(run.code);
    expect(documentOf(run)).toMatchObject({ error: { code: 'olt.profile_missing' } });
  });

  test('an operation that SNMP alone cannot serve', async () => {
    const run = await bench.run('snmp', 'profiles');
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('[olt.unsupported_operation]') });
    const write = await bench.run('snmp', 'reboot', ['0/1/0:0']);
    expect(write).toMatchObject({ code: 2, stderr: expect.stringContaining('[olt.unsupported_operation]') });
  });
});

test('a screen that is not understood quotes the line', async () => {
  bench.judge = (line) =>
    line.startsWith('display ont autofind')
      ? { reply: '\r\n  What is this \u001b[31mscreen?\r\n\r\nOLT01#' }
      : 'pass';
  const run = await bench.spawn('telnet', 'discover');
  expect(run).toMatchObject({ code: 7, stdout: '', stderr: expect.stringContaining('What is this') });
  expect(run.stderr).not.toContain('\u001b');
});

test('a reader that has seen enough ends the command without a fuss', async () => {
  const run = await bench.spawn('snmp', 'onus', [], {
    started: (child) => child.stdout?.destroy(),
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
});
