import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary, missingBinaries } from './binaries.ts';
import { freeUdpPort, startDaemon } from './daemon.ts';
import type { SnmpUser } from './snmpsim.ts';

export interface SnmpdOptions {
  readonly community: string;
  readonly v3User?: SnmpUser;
  /** Where it was before, for an agent that comes back; a free one unless told. */
  readonly port?: number;
  /** Further lines of snmpd.conf. */
  readonly config?: readonly string[];
}

/** Net-SNMP's agent on loopback, answering about this machine. */
export interface Snmpd {
  readonly host: '127.0.0.1';
  readonly port: number;
  stop(): Promise<void>;
}

/** Why there is no snmpd here; null where it is installed. */
export const missingSnmpd = (): string | null => missingBinaries({ snmpd: 'snmpd' });

export async function startSnmpd(options: SnmpdOptions): Promise<Snmpd> {
  const { community, v3User, config = [] } = options;
  const folder = await mkdtemp(join(tmpdir(), 'field-snmpd-'));
  const port = options.port ?? (await freeUdpPort());
  const user = v3User && [
    `createUser ${v3User.name} ${v3User.authProtocol.replace(/^SHA(?=\d)/, 'SHA-')} ${v3User.authPassword} ${v3User.privProtocol} ${v3User.privPassword}`,
    `rouser ${v3User.name} authpriv`,
  ];
  await writeFile(
    join(folder, 'snmpd.conf'),
    [
      `agentaddress udp:127.0.0.1:${port}`,
      `[snmp] persistentDir ${folder}`,
      `rocommunity ${community}`,
      ...(user ?? []),
      ...config,
    ].join('\n'),
  );
  const daemon = await startDaemon(
    findBinary('snmpd') ?? 'snmpd',
    ['-f', '-Lo', '-C', '-c', join(folder, 'snmpd.conf'), '-p', join(folder, 'pid')],
    { ready: /NET-SNMP version/ },
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
