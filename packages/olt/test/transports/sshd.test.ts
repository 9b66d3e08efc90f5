import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HostKeyPolicy } from '../../src/transports/host-keys.ts';
import { createSshTransport, type SshTarget } from '../../src/transports/ssh.ts';
import { readAll, readUntil } from '../rigs/read-until.ts';
import { missingSshd, type Sshd, startSshd } from '../rigs/sshd.ts';

const run = promisify(execFile);
const missing = missingSshd();
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

let sshd: Sshd;
beforeAll(async () => {
  if (missing === null) sshd = await startSshd({ hostKeyTypes: ['ed25519', 'rsa', 'ecdsa'] });
});
afterAll(() => sshd?.stop());

function transportTo(server: Sshd, options: Partial<SshTarget> = {}) {
  const transport = createSshTransport({
    host: server.host,
    port: server.port,
    username: server.username,
    privateKey: { key: server.privateKey },
    hostKeys: { file: join(server.folder, 'known_hosts'), trustOnFirstUse: true },
    ...options,
  });
  cleanups.push(transport.close);
  return transport;
}

/** A known_hosts file with these lines. */
let files = 0;
async function knownHosts(...lines: string[]): Promise<string> {
  files += 1;
  const file = join(sshd.folder, `known_hosts_${files}`);
  await writeFile(file, lines.join('\n'));
  return file;
}

/** Opens and closes with this policy. */
async function tryOpen(hostKeys: HostKeyPolicy, server = sshd): Promise<void> {
  const transport = transportTo(server, { hostKeys });
  await transport.open();
  await transport.close();
}

const keyscan = async (server: Sshd, ...args: string[]) =>
  (await run('ssh-keyscan', [...args, '-p', String(server.port), server.host])).stdout;

describe('a shell of OpenSSH', () => {
  test('knows the window, runs commands and ends with the shell', async () => {
    const transport = transportTo(sshd);
    await transport.open();
    expect(transport.authenticated).toBe(true);
    await transport.write('stty size; echo "term $TERM"; printf "ação 中文\\n"; exit\r', 'command');
    const text = await readAll(transport);
    expect(text).toMatch(/^200 500\r?$/m);
    expect(text).toMatch(/^term vt100\r?$/m);
    expect(text).toMatch(/^ação 中文\r?$/m);
  });

  test('lets in with an encrypted key and its passphrase', async () => {
    const file = join(sshd.folder, 'encrypted');
    await writeFile(file, sshd.privateKey, { mode: 0o600 });
    await run('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'open sesame', '-f', file]);
    const key = await readFile(file, 'utf8');
    const transport = transportTo(sshd, { privateKey: { key, passphrase: 'open sesame' } });
    await transport.open();
    expect(() => transportTo(sshd, { privateKey: { key } })).toThrow(
      expect.objectContaining({ code: 'core.invalid_input' }),
    );
  });

  test('keeps out a key it does not know', async () => {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(sshd.folder, 'stranger')]);
    const key = await readFile(join(sshd.folder, 'stranger'), 'utf8');
    await expect(transportTo(sshd, { privateKey: { key } }).open()).rejects.toMatchObject({
      code: 'olt.auth_refused',
    });
  });

  test('runs the command the server forces on every login', async () => {
    const forced = await startSshd({ forceCommand: "/bin/sh -c 'printf OLT\\>; cat'" });
    cleanups.push(forced.stop);
    const transport = transportTo(forced);
    await transport.open();
    expect(await readUntil(transport, '>')).toBe('OLT>');
  });

  test.each([
    ['diffie-hellman-group-exchange-sha1', 'aes128-cbc'],
    ['diffie-hellman-group1-sha1', '3des-cbc'],
  ])('with old algorithms alone (%s, %s) is refused, and reached when asked for', async (kex, cipher) => {
    const old = await startSshd({
      hostKeyTypes: ['rsa'],
      config: [
        `KexAlgorithms ${kex}`,
        'HostKeyAlgorithms ssh-rsa',
        `Ciphers ${cipher}`,
        'MACs hmac-sha1',
        'PubkeyAcceptedAlgorithms +ssh-rsa',
      ],
    });
    cleanups.push(old.stop);
    await expect(transportTo(old).open()).rejects.toMatchObject({ code: 'olt.algorithms_refused' });
    const transport = transportTo(old, { legacyAlgorithms: true });
    await transport.open();
    await transport.write('exit\r', 'command');
    await readAll(transport);
  });
});

describe('host keys', () => {
  test('a host nobody knows is refused with its fingerprint, and nothing is written', async () => {
    const file = join(sshd.folder, 'does_not_exist');
    const error = await tryOpen({ file }).catch((refusal: unknown) => refusal);
    const { stdout } = await run('ssh-keygen', ['-l', '-f', await knownHosts(sshd.hostKeys.ed25519 ?? '')]);
    expect(error).toMatchObject({
      code: 'olt.host_key_unknown',
      details: { target: `127.0.0.1:${sshd.port}`, fingerprint: stdout.split(' ')[1] },
    });
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test.each([
    ['plain, all keys', []],
    ['plain, RSA alone', ['-t', 'rsa']],
    ['hashed, ECDSA alone', ['-H', '-t', 'ecdsa']],
  ])('what ssh-keyscan writes is known: %s', async (_name, args) => {
    await tryOpen({ file: await knownHosts(await keyscan(sshd, ...args)) });
  });

  test('so is what ssh-keygen -H has hashed', async () => {
    const file = await knownHosts(await keyscan(sshd, '-t', 'rsa'));
    await run('ssh-keygen', ['-H', '-f', file]);
    expect(await readFile(file, 'utf8')).toMatch(/^\|1\|/);
    await tryOpen({ file });
  });

  test('trust on first use writes a line OpenSSH reads, and holds to it from then on', async () => {
    const file = await knownHosts('# no line end after this');
    await tryOpen({ file, trustOnFirstUse: true });
    await tryOpen({ file });
    await tryOpen({ file, trustOnFirstUse: true });
    const written = await readFile(file, 'utf8');
    expect(written.split('\n')).toHaveLength(3);
    const name = `[127.0.0.1]:${sshd.port}`;
    const { stdout } = await run('ssh-keygen', ['-F', name, '-f', file]);
    expect(stdout).toContain(sshd.hostKeys.ed25519?.split(' ')[1]);

    const impostor = await startSshd({ hostKeyTypes: ['ed25519'] });
    cleanups.push(impostor.stop);
    const moved = await knownHosts(written.replace(String(sshd.port), String(impostor.port)));
    for (const trustOnFirstUse of [true, false])
      await expect(tryOpen({ file: moved, trustOnFirstUse }, impostor)).rejects.toMatchObject({
        code: 'olt.host_key_changed',
      });
    expect(await readFile(moved, 'utf8')).toBe(written.replace(String(sshd.port), String(impostor.port)));
  });

  test('a key of a new type is a change, not a first use', async () => {
    const impostor = await startSshd({ hostKeyTypes: ['ecdsa'] });
    cleanups.push(impostor.stop);
    const file = await knownHosts(`[127.0.0.1]:${impostor.port} ${sshd.hostKeys.ed25519}`);
    await expect(tryOpen({ file, trustOnFirstUse: true }, impostor)).rejects.toMatchObject({
      code: 'olt.host_key_changed',
    });
  });

  test('a revoked key is refused, whatever other line allows it', async () => {
    const keys = await keyscan(sshd, '-t', 'ed25519');
    const file = await knownHosts(keys, `@revoked * ${sshd.hostKeys.ed25519}`);
    await expect(tryOpen({ file, trustOnFirstUse: true })).rejects.toMatchObject({
      code: 'olt.host_key_changed',
    });
  });

  test('keys of the same host on another port do not count', async () => {
    const file = await knownHosts(
      `127.0.0.1 ${sshd.hostKeys.ed25519}`,
      `[127.0.0.1]:1 ${sshd.hostKeys.ed25519}`,
    );
    await expect(tryOpen({ file })).rejects.toMatchObject({ code: 'olt.host_key_unknown' });
  });

  test('a file that cannot be read is said to be so', async () => {
    await expect(tryOpen({ file: sshd.folder })).rejects.toMatchObject({
      code: 'olt.known_hosts_failed',
      details: { file: sshd.folder, reason: 'EISDIR' },
    });
  });

  test('a pinned fingerprint is enough', async () => {
    const { stdout } = await run('ssh-keygen', ['-l', '-f', await knownHosts(sshd.hostKeys.ed25519 ?? '')]);
    await tryOpen({ fingerprints: [`SHA256:${'A'.repeat(43)}`, stdout.split(' ')[1] ?? ''] });
  });
});
