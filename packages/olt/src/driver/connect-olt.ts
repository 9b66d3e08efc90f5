import type { CliPlatform } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { SnmpSession } from '../contract/snmp.ts';
import type { Transport } from '../contract/transport.ts';
import { openCliSession, type TranscriptEvent } from '../session/open-cli-session.ts';
import { createSnmpSession, type SnmpCredentials } from '../snmp/net-snmp-session.ts';
import { createSshTransport, type HostKeyPolicy } from '../transports/ssh.ts';
import { createTelnetTransport } from '../transports/telnet.ts';
import { bindOlt } from './bind-olt.ts';
import { createCliSeat, type SeatedSession } from './cli-seat.ts';
import {
  type DetectedVendor,
  detectByGreeting,
  detectBySnmp,
  loadVendor,
  selectProfile,
} from './detect-vendor.ts';
import { guardTransport } from './guarded-transport.ts';
import type { Olt } from './olt.ts';
import { formatEndpoint, type OltTarget, parseTarget } from './target.ts';
import { processLock, type WriteLock } from './write-lock.ts';

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
  /** One writer per OLT: the lock of this process unless another is given. */
  readonly lock?: WriteLock;
  /** Longest time to connect and log in, default 30,000. */
  readonly connectTimeoutMs?: number;
  /** What was sent and received, with secrets removed. */
  readonly onTranscript?: (event: TranscriptEvent) => void;
  readonly signal?: AbortSignal;
}

/**
 * Connects to an OLT and logs in, so that a wrong address, key or password is known at once.
 *
 * @throws FieldError `olt.bad_target`, `olt.secret_missing`, `olt.unreachable`, `olt.auth_refused`, `olt.account_locked`,
 * `olt.session_limit`, `olt.host_key_unknown`, `olt.host_key_changed`, `olt.vendor_unknown`, `olt.timeout`, `olt.aborted`
 * @example
 * const olt = await connectOlt({ target: 'ssh://admin@10.0.0.2', password, hostKeys: { file: 'known_hosts' } });
 * try { console.table(await olt.listUnauthorizedOnus()); } finally { await olt.close(); }
 */
export async function connectOlt(options: ConnectOltOptions): Promise<Olt> {
  const target = parseTarget(options.target);
  const snmp = openSnmp(target, options);
  const known = options.vendor ? selectProfile(await loadVendor(options.vendor), options.profile) : null;
  let seat: ReturnType<typeof createCliSeat> | null = null;
  try {
    let detected = known ?? (snmp ? await detectBySnmp(snmp, options.signal) : null);
    if (target.kind !== 'snmp') {
      let greeted: Transport | null = null;
      if (!detected) {
        const first = await openTransport(target, options, options.signal);
        const found = await detectByGreeting(first, options.signal).catch((error: unknown) =>
          first.close().then(() => Promise.reject(error)),
        );
        detected = found.detected;
        greeted = found.transport;
      }
      const { profile } = detected;
      if (!profile.cli) {
        throw oltError('olt.unsupported_operation', {
          operation: target.kind,
          vendor: detected.driver.vendor,
          sessions: target.kind,
        });
      }
      const platform = profile.cli;
      seat = createCliSeat(async (signal) => {
        const transport = greeted ?? createTransport(target, options);
        greeted = null;
        return logIn(transport, platform, target, options, signal);
      });
      await seat.use(async () => {}, options.signal);
    }
    if (!detected) throw oltError('olt.vendor_unknown', { facts: options.target });
    return bindOlt({
      detected: detected satisfies DetectedVendor,
      endpoint: formatEndpoint(target),
      seat,
      snmp,
      canWrite: options.access === 'write',
      lock: options.lock ?? processLock,
    });
  } catch (error) {
    await seat?.close();
    await snmp?.close();
    throw error;
  }
}

async function logIn(
  transport: Transport,
  platform: CliPlatform,
  target: OltTarget,
  options: ConnectOltOptions,
  signal: AbortSignal | undefined,
): Promise<SeatedSession> {
  const gate = guardTransport(transport, platform);
  const cli = await openCliSession(gate, platform, {
    user: user(target, options),
    password: options.password ?? '',
    ...(options.enablePassword === undefined ? {} : { enablePassword: options.enablePassword }),
    ...(options.onTranscript ? { onTranscript: options.onTranscript } : {}),
    ...(signal ? { signal } : {}),
  });
  return { cli, gate };
}
