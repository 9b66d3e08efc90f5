import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { findBinary, missingBinaries } from './binaries.ts';
import { freeUdpPort, startDaemon } from './daemon.ts';
import { walkToSnmprec } from './walk-to-snmprec.ts';

export interface SnmpsimOptions {
  /**
   * Folder with `.snmprec` files (their lines in OID order) and `.snmpwalk` files (any order, numeric OIDs). Each is served under
   * its file name without the ending, as v2c community and as v3 context.
   */
  readonly dataDir: string;
  readonly v3User?: SnmpUser;
}

/** A v3 user of an agent, in the words of Net-SNMP and snmpsim. */
export interface SnmpUser {
  readonly name: string;
  readonly authProtocol: 'MD5' | 'SHA' | 'SHA224' | 'SHA256' | 'SHA384' | 'SHA512';
  readonly authPassword: string;
  readonly privProtocol: 'DES' | 'AES' | 'AES256' | 'AES256BLMT';
  readonly privPassword: string;
}

/** Debian's snmpsim on loopback. */
export interface Snmpsim {
  readonly host: '127.0.0.1';
  readonly port: number;
  stop(): Promise<void>;
}

/** Why there is no snmpsim here; null where it is installed. */
export const missingSnmpsim = (): string | null => missingBinaries({ snmpsimd: 'snmpsim' });

export async function startSnmpsim({ dataDir, v3User }: SnmpsimOptions): Promise<Snmpsim> {
  const folder = await mkdtemp(join(tmpdir(), 'field-snmpsim-'));
  const data = join(folder, 'data');
  const cache = join(folder, 'cache');
  await cp(dataDir, data, { recursive: true });
  for (const entry of await readdir(data, { recursive: true })) {
    const { dir, name, ext } = parse(entry);
    if (ext !== '.snmpwalk') continue;
    const walk = await readFile(join(data, entry), 'utf8');
    await writeFile(join(data, dir, `${name}.snmprec`), walkToSnmprec(walk));
    await rm(join(data, entry));
  }
  // Started by root it drops to nobody, who must be able to read the data and to write the index.
  await mkdir(cache);
  await chmod(folder, 0o755);
  await chmod(data, 0o755);
  await chmod(cache, 0o777);
  const port = await freeUdpPort();
  const daemon = await startDaemon(
    findBinary('snmpsimd') ?? 'snmpsimd',
    [
      ...(process.getuid?.() === 0 ? ['--process-user=nobody', '--process-group=nogroup'] : []),
      '--logging-method=stderr',
      `--data-dir=${data}`,
      `--cache-dir=${cache}`,
      `--agent-udpv4-endpoint=127.0.0.1:${port}`,
      ...(v3User
        ? [
            `--v3-user=${v3User.name}`,
            `--v3-auth-proto=${v3User.authProtocol}`,
            `--v3-auth-key=${v3User.authPassword}`,
            `--v3-priv-proto=${v3User.privProtocol}`,
            `--v3-priv-key=${v3User.privPassword}`,
          ]
        : []),
    ],
    { ready: /Listening at UDP/, timeoutMs: 30_000 },
  );
  return {
    host: '127.0.0.1',
    port,
    async stop() {
      await daemon.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
