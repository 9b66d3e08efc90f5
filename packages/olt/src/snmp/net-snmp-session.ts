import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import {
  AuthProtocols,
  createSession,
  createV3Session,
  PrivProtocols,
  SecurityLevel,
  type Session,
  type User,
  Version2c,
} from 'net-snmp';
import { oltError } from '../contract/errors.ts';
import type { SnmpSession } from '../contract/snmp.ts';
import { type SnmpAgent, type SnmpReply, sessionOverAgent } from './session-over-agent.ts';
import { checkSnmpCredentials, type SnmpCredentials } from './snmp-credentials.ts';
import { readSnmpFailure } from './snmp-failure.ts';
import type { Varbind } from './snmp-value.ts';

export type { SnmpAuthProtocol, SnmpCredentials, SnmpPrivProtocol } from './snmp-credentials.ts';

/** An SNMP agent, and how gently to ask it. */
export interface SnmpTarget {
  readonly host: string;
  /** 161 unless told. */
  readonly port?: number;
  readonly credentials: SnmpCredentials;
  /** For one answer; 5,000 unless told. */
  readonly timeoutMs?: number;
  /** How often a request without an answer is sent again; 1 unless told. */
  readonly retries?: number;
  /** Rows asked for at once in a walk, 10 unless told; fewer once a request timed out or was too big. */
  readonly maxRepetitions?: number;
}

/**
 * One SNMP v2c or v3 agent over UDP. Nothing is sent before the first request.
 *
 * A v2c agent drops a request with a wrong community without a word: that is `olt.timeout`. A v3 agent reports a wrong user or
 * password (`olt.auth_refused`), but some meet a wrong privacy password with silence (`olt.timeout`).
 *
 * @throws ValidationError for credentials that cannot be right
 */
export function createSnmpSession(options: SnmpTarget): SnmpSession {
  checkSnmpCredentials(options.credentials);
  return sessionOverAgent(createAgent(options), options.maxRepetitions ?? 10);
}

/** The library's session, and how many messages it could not read. */
interface Line {
  readonly session: Session;
  unreadable: number;
}

type Done = (error: Error | null, varbinds?: readonly Varbind[]) => void;

function createAgent(options: SnmpTarget): SnmpAgent {
  const { host, port = 161 } = options;
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const lines = new Set<Line>();
  let opening: Promise<Line> | null = null;
  let closed = false;

  const doing = 'waiting for the SNMP agent';
  const closedError = () => oltError('olt.session_closed', { target, doing });

  async function open(): Promise<Line> {
    const address = await resolve(host, target);
    if (closed) throw closedError();
    const line: Line = { session: openLibrarySession(address, port, options), unreadable: 0 };
    // Somebody's garbage must not end the process; an answer that cannot be read explains the time-out that follows it.
    line.session.on('error', () => {
      line.unreadable += 1;
    });
    lines.add(line);
    return line;
  }

  async function currentLine(): Promise<Line> {
    opening ??= open();
    try {
      return await opening;
    } catch (error) {
      opening = null;
      throw error;
    }
  }

  async function askOnce(
    send: (session: Session, done: Done) => void,
    signal: AbortSignal | undefined,
  ): Promise<SnmpReply> {
    const aborted = () => oltError('olt.aborted', { target, doing });
    if (closed) throw closedError();
    if (signal?.aborted) throw aborted();
    const line = await currentLine();
    if (signal?.aborted) throw aborted();
    const before = line.unreadable;
    return new Promise((resolve, reject) => {
      const stop = () => reject(aborted());
      signal?.addEventListener('abort', stop, { once: true });
      send(line.session, (error, varbinds) => {
        signal?.removeEventListener('abort', stop);
        if (closed) reject(closedError());
        else if (error) resolve({ failure: readSnmpFailure(error, target, line.unreadable > before) });
        else resolve({ varbinds: varbinds ?? [] });
      });
    });
  }

  async function ask(
    send: (session: Session, done: Done) => void,
    signal: AbortSignal | undefined,
  ): Promise<SnmpReply> {
    const reply = await askOnce(send, signal);
    if (!('failure' in reply) || reply.failure.kind !== 'stale_engine') return reply;
    // An agent that restarts and forgets how often it did looks like a replay to the library's clock: meet it anew, once.
    opening = null;
    return askOnce(send, signal);
  }

  return {
    target,
    get: (oids, signal) => ask((session, done) => session.get([...oids], done), signal),
    next: (oid, repetitions, signal) =>
      ask(
        (session, done) =>
          session.getBulk([oid], 0, repetitions, (error, columns) => done(error, columns?.flat())),
        signal,
      ),
    close() {
      closed = true;
      for (const { session } of lines) session.close();
      lines.clear();
    },
  };
}

interface Address {
  readonly address: string;
  readonly family: number;
}

/** Once and here: the library would look a name up for every packet, and only for one address family. */
async function resolve(host: string, target: string): Promise<Address> {
  const family = isIP(host);
  if (family !== 0) return { address: host, family };
  try {
    return await lookup(host);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'the name is not known';
    throw oltError('olt.unreachable', { target, reason }, { cause });
  }
}

function openLibrarySession({ address, family }: Address, port: number, options: SnmpTarget): Session {
  const { credentials, timeoutMs = 5_000, retries = 1 } = options;
  const transport = family === 6 ? 'udp6' : 'udp4';
  const common = { port, transport, timeout: timeoutMs, retries } as const;
  if (credentials.version === '2c')
    return createSession(address, credentials.community, { ...common, version: Version2c });
  const { context = '' } = credentials;
  return createV3Session(address, userOf(credentials), { ...common, context });
}

function userOf(credentials: SnmpCredentials & { readonly version: '3' }): User {
  const { user: name, authProtocol, authPassword } = credentials;
  const auth = { name, authProtocol: AuthProtocols[authProtocol], authKey: authPassword };
  if (credentials.privProtocol === 'none') return { ...auth, level: SecurityLevel.authNoPriv };
  return {
    ...auth,
    level: SecurityLevel.authPriv,
    privProtocol: PrivProtocols[credentials.privProtocol],
    privKey: credentials.privPassword,
  };
}
