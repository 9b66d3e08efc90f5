import { isFieldError } from '@field/core';
import type { CliPlatform, CliPreparation, CliSession } from '../contract/cli.ts';
import type { Doing } from '../contract/phrases.ts';
import type { Transport } from '../contract/transport.ts';
import { Prompts } from '../toolkit/terminal/prompts.ts';
import { Channel } from './channel.ts';
import { type Limits, within } from './deadline.ts';
import { logIn } from './login.ts';
import { Secrets } from './secrets.ts';
import { TerminalSession } from './terminal-session.ts';
import { defaultTimeouts, type SessionTimeouts } from './timeouts.ts';
import { type OnTranscript, Transcript } from './transcript.ts';

export type { TranscriptEvent } from './transcript.ts';

export interface OpenCliSessionOptions {
  readonly user: string;
  readonly password: string;
  /** For a mode that asks for a password on entry (`enable`); the login's password unless told. */
  readonly enablePassword?: string;
  readonly timeouts?: Partial<SessionTimeouts>;
  /** Stops the opening; an open session is closed by its `close`. */
  readonly signal?: AbortSignal;
  /** Hears all that is sent and received, without passwords and the secrets of commands. */
  readonly onTranscript?: OnTranscript;
}

/**
 * Opens the transport, logs in, prepares the terminal as the platform says and walks to its home mode.
 * Login and password are sent once each; a wrong one is never tried again.
 * @throws FieldError what the transport throws, `olt.auth_refused`, `olt.account_locked`, `olt.session_limit`, `olt.timeout`,
 * `olt.session_closed`, `olt.unknown_question`, `olt.aborted`. The transport is closed then.
 */
export async function openCliSession(
  transport: Transport,
  platform: CliPlatform,
  options: OpenCliSessionOptions,
): Promise<CliSession> {
  const { user, password, enablePassword = password, signal } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const secrets = new Secrets([password, enablePassword]);
  const channel = new Channel(transport, new Transcript(options.onTranscript, secrets));
  const prompts = new Prompts(platform);
  const endsAt = performance.now() + timeouts.loginMs;
  const limits = (doing: Doing): Limits => ({ silenceMs: timeouts.loginMs, endsAt, signal, doing });
  let session: TerminalSession | null = null;
  try {
    await within(limits('opening the connection'), (stopped) => transport.open(stopped));
    if (transport.banner !== '') channel.transcript.received(`${transport.banner}\n`);
    const login = await logIn(channel, platform, prompts, {
      user,
      password,
      settleMs: timeouts.settleMs,
      limits: limits('logging in'),
    });
    session = new TerminalSession({ channel, platform, prompts, secrets, timeouts, enablePassword, login });
    for (const preparation of platform.prepare) await prepare(session, preparation, signal);
    await session.walkHome(signal);
    return session;
  } catch (error) {
    channel.transcript.flush();
    if (session) await session.close();
    else await closeQuietly(transport, timeouts);
    throw error;
  }
}

/** Every preparation is a convenience: what a device or a guard refuses is left out. */
async function prepare(
  session: TerminalSession,
  { send, otherwise, at, dialogue = [] }: CliPreparation,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const command of otherwise === undefined ? [send] : [send, otherwise]) {
    try {
      await session.run(command, { at, dialogue, ...(signal && { signal }) });
      return;
    } catch (error) {
      if (!session.usable || !isFieldError(error) || error.code === 'olt.aborted') throw error;
    }
  }
}

async function closeQuietly(transport: Transport, { logoutMs }: SessionTimeouts): Promise<void> {
  const endsAt = performance.now() + logoutMs;
  try {
    await within({ silenceMs: logoutMs, endsAt, signal: undefined, doing: 'closing' }, () =>
      transport.close(),
    );
  } catch (error) {
    // The error that ended the opening is the one to tell.
    if (!isFieldError(error)) throw error;
  }
}
