import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingTelnetd, startTelnetd } from '../rigs/telnetd.ts';
import { bin, documentOf, fieldOlt, spawnFieldOlt, startFieldOlt } from './run-field-olt.ts';

interface Announced {
  readonly ssh: { readonly host: string; readonly port: number };
  readonly telnet: { readonly host: string; readonly port: number };
  readonly snmp: { readonly host: string; readonly port: number };
  readonly username: string;
  readonly password: string;
  readonly community: string;
}

async function simulate(...args: string[]) {
  const child = startFieldOlt(['simulate', 'huawei', ...args]);
  const exited = once(child, 'exit') as Promise<[code: number | null]>;
  const [line] = (await once(child.stdout?.setEncoding('utf8') as never, 'data')) as [string];
  return {
    line,
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      return (await exited)[0];
    },
  };
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const open = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return open;
}

test.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])(
  'one line when it listens; %s ends it and frees the ports',
  async (signal) => {
    const running = await simulate('--onus', '256', '--unauthorized', '3', '--seed', '1', '--json');
    expect(running.line.endsWith('}\n')).toBe(true);
    const place = { host: '127.0.0.1', port: expect.any(Number) };
    const told = JSON.parse(running.line) as Announced;
    expect(told).toMatchObject({
      ...{ ssh: place, telnet: place, snmp: place },
      ...{ username: 'admin', password: expect.any(String), community: 'public' },
      ...{ v3: { user: 'field' }, hostKeyFingerprint: expect.stringMatching(/^SHA256:/) },
    });
    expect(Object.keys(told).slice(0, 6)).toEqual([
      'ssh',
      'telnet',
      'snmp',
      'username',
      'password',
      'community',
    ]);
    expect(await isOpen(told.ssh.port)).toBe(true);

    const env = { FIELD_OLT_PASSWORD: told.password, FIELD_OLT_COMMUNITY: told.community };
    const telnet = `telnet://admin@127.0.0.1:${told.telnet.port}`;
    expect(
      documentOf(await fieldOlt(['onus', `snmp://127.0.0.1:${told.snmp.port}`, '--json'], { env })),
    ).toHaveLength(256);
    expect(documentOf(await fieldOlt(['discover', telnet, '--json'], { env }))).toHaveLength(3);

    expect(await running.stop(signal)).toBe(0);
    expect(await isOpen(told.ssh.port)).toBe(false);
    expect(await isOpen(told.telnet.port)).toBe(false);
  },
);

test('the same seed makes the same OLT', async () => {
  const serials = async () => {
    const running = await simulate('--onus', '4', '--unauthorized', '2', '--seed', '7', '--json');
    const { telnet, password } = JSON.parse(running.line) as Announced;
    const run = await fieldOlt(['discover', `telnet://admin@127.0.0.1:${telnet.port}`, '--json'], {
      env: { FIELD_OLT_PASSWORD: password },
    });
    await running.stop('SIGTERM');
    return (documentOf(run) as { serialNumber: string }[]).map(({ serialNumber }) => serialNumber);
  };
  expect(await serials()).toEqual(await serials());
});

test('a vendor that is not simulated, and more ONUs than fit', async () => {
  expect(await spawnFieldOlt(['simulate', 'acme'])).toMatchObject({ code: 2, stdout: '' });
  expect(await fieldOlt(['simulate', 'huawei', '--onus', '65000'])).toMatchObject({ code: 2, stdout: '' });
});

test('--stdio plays the terminal on standard input and output, and ends with it', async () => {
  const run = await spawnFieldOlt(['simulate', 'huawei', '--stdio', '--onus', '4'], {
    input: 'enable\rquit\ry\r',
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('Huawei Integrated Access Software');
  expect(run.stdout).toContain('Configuration console exit');
  const child = startFieldOlt(['simulate', 'huawei', '--stdio']);
  const exited = once(child, 'exit');
  await once(child.stdout as never, 'data');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

test('as the login program of a real telnetd', async (context) => {
  const missing = missingTelnetd();
  context.skip(missing !== null, missing ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'field-olt-'));
  const loginProgram = join(folder, 'login');
  const path = `PATH='${process.env.PATH}'`;
  await writeFile(
    loginProgram,
    `#!/bin/sh\n${path} exec '${bin}' simulate huawei --stdio --onus 8 --unauthorized 1\n`,
  );
  await chmod(loginProgram, 0o755);
  const telnetd = await startTelnetd({ loginProgram });
  const url = `telnet://admin@127.0.0.1:${telnetd.port}`;
  const run = await fieldOlt(['onus', url, '--json'], { env: { FIELD_OLT_PASSWORD: 'unused' } });
  await telnetd.stop();
  await rm(folder, { recursive: true });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(documentOf(run)).toHaveLength(8);
});
