import { isFieldError } from '@field/core';
import type { CliPlatform } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { Transport } from '../contract/transport.ts';
import type { DeviceFacts } from '../contract/vendor-driver.ts';
import { openCliSession, type TranscriptEvent } from '../session/open-cli-session.ts';
import { awaitFreeSession } from './await-free-session.ts';
import { type CliSeat, createCliSeat, type SeatedSession } from './cli-seat.ts';
import type { ConnectOltOptions } from './connect-olt-options.ts';
import {
  type DetectedVendor,
  detectByGreeting,
  detectVendor,
  resumeTransport,
  selectProfile,
} from './detect-vendor.ts';
import { finishCommands } from './finishing-session.ts';
import { guardTransport } from './guarded-transport.ts';
import { beforeDeadline } from './opening-deadline.ts';
import { nameOperation } from './operation-mark.ts';
import type { OltTarget } from './target.ts';

/** Longest time from the first packet to the first prompt, unless told. */
export const defaultConnectTimeoutMs = 20_000;

/** An OLT's command line, logged in, and whose it is. */
export interface OpenedSeat {
  readonly seat: CliSeat;
  readonly detected: DetectedVendor;
  /** The host name in the OLT's prompt. */
  readonly host: string;
}

const noFacts: DeviceFacts = { sysObjectId: '', sysDescr: '', banner: '' };

/** A transport that is open, and the time by which it must be logged in. */
interface Reached {
  readonly transport: Transport;
  readonly endsAt: number;
}

/**
 * Connects, finds out whose OLT it is where nobody has said so, and logs in. Whatever fails on the way, no connection stays open.
 * Some OLTs say which family they are of only behind the login (a ZTE C6xx): where nobody named the family, and it turns out to be
 * another one than the vendor's usual, it is logged in once more as that.
 * @param known the vendor, or null to detect it by the terminal's greeting
 */
export async function openSeat(
  target: OltTarget,
  known: DetectedVendor | null,
  options: ConnectOltOptions,
): Promise<OpenedSeat> {
  const { signal } = options;
  let waiting: Reached | null = null;
  try {
    let detected = known;
    if (!detected) {
      waiting = await reach(target, options, signal);
      const found = await greet(waiting, signal);
      waiting = { ...waiting, transport: found.transport };
      detected = found.detected;
    }
    const platform = detected.profile.cli;
    if (!platform) {
      const { vendor } = detected.driver;
      throw oltError('olt.unsupported_operation', { operation: target.kind, vendor, sessions: target.kind });
    }
    const onTranscript = (event: TranscriptEvent) =>
      options.onTranscript?.({ ...event, operation: seat.operation });
    const open = async (stop: AbortSignal | undefined) => {
      const reached = waiting ?? (await reach(target, options, stop));
      waiting = null;
      return logIn(reached, platform, target, { ...options, onTranscript }, stop);
    };
    const withinMs = options.connectTimeoutMs ?? defaultConnectTimeoutMs;
    let wasIn = false;
    // Some OLTs say nothing to one session too many (ZTE): they hang up on a user whose password they took before.
    const isFull = (error: unknown) =>
      isFieldError(error, 'olt.session_limit') || (wasIn && isFieldError(error, 'olt.session_closed'));
    const seat: CliSeat = createCliSeat(async (stop) => {
      const session = await awaitFreeSession(() => open(stop), { withinMs, signal: stop, isFull });
      wasIn = true;
      return session;
    }, options.idleMs);
    const { host, banner } = await seat.use(
      async ({ cli }) => ({ host: cli.host, banner: cli.banner }),
      signal,
      nameOperation('connect', {}),
    );
    const told = options.profile ?? detected.driver.identify({ ...noFacts, banner }) ?? detected.profile.name;
    if (told === detected.profile.name) return { seat, detected, host };
    await seat.close();
    return openSeat(target, selectProfile(detected.driver, told), { ...options, profile: told });
  } catch (error) {
    await waiting?.transport.close();
    throw error;
  }
}

async function reach(
  target: OltTarget,
  options: ConnectOltOptions,
  signal: AbortSignal | undefined,
): Promise<Reached> {
  const ms = options.connectTimeoutMs ?? defaultConnectTimeoutMs;
  const endsAt = performance.now() + ms;
  const transport = await createTransport(target, options, ms);
  try {
    await transport.open(signal);
  } catch (error) {
    await transport.close();
    throw error;
  }
  return { transport: resumeTransport(transport, ''), endsAt };
}

/** @throws FieldError `olt.vendor_unknown` with what the device said, where it spoke and no login prompt of ours came */
async function greet({ transport, endsAt }: Reached, signal: AbortSignal | undefined) {
  let heard = transport.banner;
  const listening: Transport = {
    ...transport,
    async read(stop) {
      const text = await transport.read(stop);
      heard += text;
      return text;
    },
  };
  const limit = { ms: endsAt - performance.now(), doing: 'waiting for a login prompt', signal };
  try {
    return await beforeDeadline(limit, (stop) => detectByGreeting(listening, stop));
  } catch (error) {
    const stuck = isFieldError(error, 'olt.timeout') || isFieldError(error, 'olt.session_closed');
    if (stuck && heard.trim() !== '') await detectVendor({ banner: heard });
    throw error;
  }
}

async function logIn(
  { transport, endsAt }: Reached,
  platform: CliPlatform,
  target: OltTarget,
  options: Omit<ConnectOltOptions, 'onTranscript'> & { onTranscript(event: TranscriptEvent): void },
  signal: AbortSignal | undefined,
): Promise<SeatedSession> {
  const user = userOf(target, options);
  const { password = '', enablePassword, silenceMs, onTranscript } = options;
  const gate = guardTransport(transport, platform, [user, password, enablePassword ?? password]);
  const limit = { ms: endsAt - performance.now(), doing: 'logging in', signal };
  const cli = await beforeDeadline(limit, (stop) =>
    openCliSession(gate, platform, {
      user,
      password,
      timeouts: { loginMs: limit.ms, ...(silenceMs === undefined ? {} : { silenceMs }) },
      signal: stop,
      ...(enablePassword === undefined ? {} : { enablePassword }),
      onTranscript,
    }),
  );
  return { cli: finishCommands(cli, silenceMs), gate };
}

/** A library is loaded by who speaks its protocol, not by every program that starts. */
async function createTransport(
  target: OltTarget,
  options: ConnectOltOptions,
  connectTimeoutMs: number,
): Promise<Transport> {
  const { host, port } = target;
  const username = userOf(target, options);
  if (target.kind === 'telnet') {
    const { createTelnetTransport } = await import('../transports/telnet.ts');
    return createTelnetTransport({ host, port, connectTimeoutMs });
  }
  if (!options.hostKeys) throw oltError('olt.bad_request', { field: 'hostKeys', reason: 'ssh needs it' });
  const { password, privateKey } = options;
  const { createSshTransport } = await import('../transports/ssh.ts');
  return createSshTransport({
    host,
    port,
    connectTimeoutMs,
    username,
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
