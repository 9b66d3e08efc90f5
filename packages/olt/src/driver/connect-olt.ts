import type { CliPlatform } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { SnmpSession } from '../contract/snmp.ts';
import type { Transport } from '../contract/transport.ts';
import { openCliSession, type TranscriptEvent } from '../session/open-cli-session.ts';
import { createSnmpSession, type SnmpCredentials } from '../snmp/net-snmp-session.ts';
import { createSshTransport, type HostKeyPolicy } from '../transports/ssh.ts';
import { createTelnetTransport } from '../transports/telnet.ts';
import { bindOlt } from './bind-olt.ts';
import { type CliSeat, createCliSeat, type SeatedSession } from './cli-seat.ts';
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
  const known = options.vendor ? selectProfile(await loadVendor(options.vendor), options.profile) : null;
  const snmp = openSnmp(target, options);
  let seat: CliSeat | null = null;
  try {
    const asked = known ?? (snmp ? await detectBySnmp(snmp, options.signal) : null);
    const opened = target.kind === 'snmp' ? null : await openSeat(target, asked, options);
    seat = opened?.seat ?? null;
    const detected = opened?.detected ?? asked;
    if (!detected) throw oltError('olt.vendor_unknown', { facts: options.target });
    return bindOlt({
      detected,
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

interface OpenedSeat {
  readonly seat: CliSeat;
  readonly detected: DetectedVendor;
}

async function openSeat(
  target: OltTarget,
  asked: DetectedVendor | null,
  options: ConnectOltOptions,
): Promise<OpenedSeat> {
  let greeted: Transport | null = null;
  let detected = asked;
  if (!detected) {
    const found = await greet(createTransport(target, options), options.signal);
    greeted = found.transport;
    detected = found.detected;
  }
  const platform = detected.profile.cli;
  if (!platform) {
    const { vendor } = detected.driver;
    throw oltError('olt.unsupported_operation', { operation: target.kind, vendor, sessions: target.kind });
  }
  const seat = createCliSeat(async (signal) => {
    const transport = greeted ?? createTransport(target, options);
    greeted = null;
    return logIn(transport, platform, target, options, signal);
  });
  await seat.use(async () => {}, options.signal);
  return { seat, detected };
}

/** Connects and reads the greeting; a connection that does not get that far is closed. */
async function greet(
  transport: Transport,
  signal: AbortSignal | undefined,
): ReturnType<typeof detectByGreeting> {
  try {
    await transport.open(signal);
    return await detectByGreeting(transport, signal);
  } catch (error) {
    await transport.close();
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
    user: userOf(target, options),
    password: options.password ?? '',
    ...(options.enablePassword === undefined ? {} : { enablePassword: options.enablePassword }),
    ...(options.onTranscript ? { onTranscript: options.onTranscript } : {}),
    ...(signal ? { signal } : {}),
  });
  return { cli, gate };
}

function createTransport(target: OltTarget, options: ConnectOltOptions): Transport {
  const { host, port } = target;
  const timeout = options.connectTimeoutMs ? { connectTimeoutMs: options.connectTimeoutMs } : {};
  if (target.kind === 'telnet') return createTelnetTransport({ host, port, ...timeout });
  if (!options.hostKeys) throw oltError('olt.bad_request', { field: 'hostKeys', reason: 'ssh needs it' });
  const { password, privateKey } = options;
  return createSshTransport({
    host,
    port,
    ...timeout,
    username: userOf(target, options),
    hostKeys: options.hostKeys,
    ...(password === undefined ? {} : { password }),
    ...(privateKey ? { privateKey } : {}),
    ...(options.legacyAlgorithms ? { legacyAlgorithms: true } : {}),
  });
}

function userOf(target: OltTarget, options: ConnectOltOptions): string {
  const user = target.username ?? options.username;
  if (user === undefined) throw oltError('olt.bad_request', { field: 'username', reason: 'missing' });
  return user;
}

function openSnmp(target: OltTarget, options: ConnectOltOptions): SnmpSession | null {
  const { snmp } = options;
  if (target.kind === 'snmp') {
    if (!snmp)
      throw oltError('olt.bad_request', { field: 'snmp', reason: 'an SNMP target needs credentials' });
    return createSnmpSession({ host: target.host, port: target.port, credentials: withoutTarget(snmp) });
  }
  if (!snmp) return null;
  if (snmp.target === undefined)
    throw oltError('olt.bad_request', { field: 'snmp.target', reason: 'missing' });
  const agent = parseTarget(snmp.target);
  if (agent.kind !== 'snmp') throw oltError('olt.bad_target', { target: snmp.target });
  return createSnmpSession({ host: agent.host, port: agent.port, credentials: withoutTarget(snmp) });
}

function withoutTarget({
  target: _target,
  ...credentials
}: NonNullable<ConnectOltOptions['snmp']>): SnmpCredentials {
  return credentials;
}
