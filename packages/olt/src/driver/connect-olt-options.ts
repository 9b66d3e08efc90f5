import type { ReadBudget, SnmpValue } from '../contract/snmp.ts';
import type { SnmpCredentials } from '../snmp/net-snmp-session.ts';
import type { HostKeyPolicy } from '../transports/ssh.ts';
import type { OltTranscriptEvent } from './operation-mark.ts';
import type { WriteLock } from './write-lock.ts';

/** How to reach one OLT. */
export interface ConnectOltOptions {
  /** `ssh://admin@10.0.0.2`, `telnet://10.0.0.2:2323`, or `snmp://10.0.0.2` for what SNMP alone can answer. */
  readonly target: string;
  /** The user, where the target does not name one. */
  readonly username?: string;
  readonly password?: string;
  /** A private key in OpenSSH or PEM form, with its passphrase. */
  readonly privateKey?: { readonly key: string; readonly passphrase?: string };
  readonly enablePassword?: string;
  /** How the OLT's SSH host key is checked. Required for `ssh://`. */
  readonly hostKeys?: HostKeyPolicy;
  /** Allows SSH algorithms that are no longer considered safe, for OLTs that know no others. Default false. */
  readonly legacyAlgorithms?: boolean;
  /** The OLT's SNMP agent, beside a command-line target; for an `snmp://` target only the credentials are read. */
  readonly snmp?: { readonly target?: string } & SnmpCredentials;
  /** The vendor, where it is known; otherwise it is detected. */
  readonly vendor?: string;
  /** The firmware family; the vendor's default, or the detected one. */
  readonly profile?: string;
  /**
   * `read-only` (default) and `dry-run` let no write leave the process, whatever is called; plans can be made. `write` lets the
   * commands of an applied plan through, while it runs.
   */
  readonly access?: 'read-only' | 'dry-run' | 'write';
  /**
   * How much reads may ask of the OLT: `gentle` (default; 120 commands a minute after a first 60, and what one `snmpbulkwalk` takes),
   * `full` for a maintenance window, or variables a minute. Writes are not counted. Reports of line cards that crashed under polling
   * are behind the default.
   */
  readonly budget?: ReadBudget;
  /** One writer per OLT: the lock of this process unless another is given. */
  readonly lock?: WriteLock;
  /**
   * Longest time to connect, detect the vendor and log in, default 20,000. For so long, too, an OLT that has no free session for the
   * user is asked again: at first, and when a session that was cut has to be replaced.
   */
  readonly connectTimeoutMs?: number;
  /**
   * Longest silence of the OLT in the middle of a command: 20,000, or more for lists that make it think, unless told; then it holds
   * for every command but a save.
   */
  readonly silenceMs?: number;
  /** Longest time of a save, and so the longest silence in it; the vendor's own where left out, which is minutes. */
  readonly saveMs?: number;
  /**
   * How long a command-line session is kept that nobody uses, default 240,000. Then it is logged off, so that the OLT does not have to
   * cut it (Huawei does after five minutes) and the session is free for others; the next operation logs in again. `Infinity` keeps it.
   */
  readonly idleMs?: number;
  /** What was sent and received, with secrets removed. */
  readonly onTranscript?: (event: OltTranscriptEvent) => void;
  /** Every value that was read over SNMP: what the OLT holds, with whatever is secret in it. */
  readonly onSnmpValue?: (oid: string, value: SnmpValue) => void;
  readonly signal?: AbortSignal;
}
