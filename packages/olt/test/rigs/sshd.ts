import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinary, missingBinaries } from './binaries.ts';
import { freeTcpPort, startDaemon } from './daemon.ts';

const run = promisify(execFile);

export interface SshdOptions {
  /** Program every login gets instead of a shell. */
  readonly forceCommand?: string;
  /** Kinds of host keys; ed25519 alone unless told. */
  readonly hostKeyTypes?: readonly ('ed25519' | 'rsa' | 'ecdsa')[];
  /** Further lines of sshd_config. */
  readonly config?: readonly string[];
}

/** A real OpenSSH server on loopback that lets the user of this process in by key. */
export interface Sshd {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly username: string;
  readonly privateKey: string;
  /** Public host keys as known_hosts holds them (`ssh-ed25519 AAAA...`), by type. */
  readonly hostKeys: Readonly<Record<string, string>>;
  /** A folder for the test's own files, removed by `stop`. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Why there is no OpenSSH's server here; null where it is installed. */
export const missingSshd = (): string | null =>
  missingBinaries({
    sshd: 'openssh-server',
    'ssh-keygen': 'openssh-client',
    'ssh-keyscan': 'openssh-client',
  });

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const { hostKeyTypes = ['ed25519'] } = options;
  const folder = await mkdtemp(join(tmpdir(), 'field-sshd-'));
  const file = (name: string) => join(folder, name);
  const hostKeys: Record<string, string> = {};
  for (const type of hostKeyTypes) {
    const key = file(`host_${type}`);
    const bits = type === 'rsa' ? ['-b', '2048'] : [];
    await run('ssh-keygen', ['-q', '-t', type, ...bits, '-N', '', '-C', '', '-f', key]);
    hostKeys[type] = (await readFile(`${key}.pub`, 'utf8')).trim();
  }
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', file('user')]);
  await writeFile(file('authorized_keys'), await readFile(file('user.pub')));
  await chmod(file('authorized_keys'), 0o600);
  const port = await freeTcpPort();
  await writeFile(
    file('sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      ...hostKeyTypes.map((type) => `HostKey ${file(`host_${type}`)}`),
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      `PidFile ${file('pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'PermitRootLogin yes',
      'PrintMotd no',
      'PrintLastLog no',
      ...(options.forceCommand ? [`ForceCommand ${options.forceCommand}`] : []),
      ...(options.config ?? []),
    ].join('\n'),
  );
  // Run by root, sshd wants its privilege separation folder, which only the package's service file makes.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  const daemon = await startDaemon(findBinary('sshd') ?? 'sshd', ['-D', '-e', '-f', file('sshd_config')], {
    ready: /Server listening/,
  });
  return {
    host: '127.0.0.1',
    port,
    username: userInfo().username,
    privateKey: await readFile(file('user'), 'utf8'),
    hostKeys,
    folder,
    async stop() {
      await daemon.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
