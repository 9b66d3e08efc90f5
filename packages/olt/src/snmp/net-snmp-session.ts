import { createSocket, type SocketType } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createSession, createV3Session, type Session, Version2c } from 'net-snmp';
import { oltError } from '../contract/errors.ts';
import type { ReadBudget, SnmpSession } from '../contract/snmp.ts';
import { userOf } from './net-snmp-user.ts';
import { sessionOverAgent } from './session-over-agent.ts';
import type { SnmpAgent, SnmpReply } from './snmp-agent.ts';
import { checkSnmpCredentials, type SnmpCredentials } from './snmp-credentials.ts';
import { readSnmpFailure, type SnmpFailure } from './snmp-failure.ts';
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
  /** How much may be read a minute; `gentle` unless told. */
  readonly budget?: ReadBudget;
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
  const { maxRepetitions = 10, budget = 'gentle', timeoutMs = 5_000, retries = 1 } = options;
  return sessionOverAgent(createAgent({ ...options, timeoutMs, retries }), {
    maxRepetitions,
    budget,
    timeoutMs,
    retries,
  });
}

/** The library's session, and how many messages it could not read. */
interface Line {
  readonly session: Session;
  unreadable: number;
}

type Done<Answer> = (error: Error | null, answer?: Answer) => void;
type Send<Answer> = (session: Session, done: Done<Answer>) => void;
type Reply<Answer> = { readonly answer: Answer } | { readonly failure: SnmpFailure };

interface Timing {
  readonly timeoutMs: number;
  readonly retries: number;
}

function createAgent(options: SnmpTarget & Timing): SnmpAgent {
  const { host, port = 161 } = options;
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const lines = new Set<Line>();
  /** By how often a request is sent again: the library knows that of a whole session only. */
  const openings = new Map<number, Promise<Line>>();
  let unreadable = 0;
  let closed = false;

  const doing = 'waiting for the SNMP agent';
  const closedError = () => oltError('olt.session_closed', { target, doing });

  async function open(retries: number): Promise<Line> {
    const address = await resolve(host, target);
    if (closed) throw closedError();
    const line: Line = { session: openLibrarySession(address, port, { ...options, retries }), unreadable: 0 };
    // Somebody's garbage must not end the process; an answer that cannot be read explains the time-out that follows it.
    line.session.on('error', () => {
      line.unreadable += 1;
      unreadable += 1;
    });
    lines.add(line);
    return line;
  }

  async function currentLine(retries: number): Promise<Line> {
    const opening = openings.get(retries) ?? open(retries);
    openings.set(retries, opening);
    try {
      return await opening;
    } catch (error) {
      openings.delete(retries);
      throw error;
    }
  }

  async function askOnce<Answer>(
    send: Send<Answer>,
    retries: number,
    signal: AbortSignal | undefined,
  ): Promise<Reply<Answer>> {
    const aborted = () => oltError('olt.aborted', { target, doing });
    if (closed) throw closedError();
    if (signal?.aborted) throw aborted();
    const line = await currentLine(retries);
    if (signal?.aborted) throw aborted();
    const before = line.unreadable;
    return new Promise((resolve, reject) => {
      const stop = () => reject(aborted());
      signal?.addEventListener('abort', stop, { once: true });
      send(line.session, (error, answer) => {
        signal?.removeEventListener('abort', stop);
        if (closed) reject(closedError());
        else if (error || answer === undefined)
          resolve({ failure: readSnmpFailure(error, target, line.unreadable > before) });
        else resolve({ answer });
      });
    });
  }

  async function ask<Answer>(
    send: Send<Answer>,
    signal: AbortSignal | undefined,
    retries = options.retries,
  ): Promise<Reply<Answer>> {
    const reply = await askOnce(send, retries, signal);
    if (!('failure' in reply) || reply.failure.kind !== 'stale_engine') return reply;
    // An agent that restarts and forgets how often it did looks like a replay to the library's clock: meet it anew, once.
    openings.delete(retries);
    return askOnce(send, retries, signal);
  }

  const varbindsOf = (reply: Reply<readonly Varbind[]>): SnmpReply =>
    'failure' in reply ? reply : { varbinds: reply.answer };

  return {
    target,
    async get(oids, signal) {
      return varbindsOf(await ask((session, done) => session.get([...oids], done), signal));
    },
    async next(oid, repetitions, signal) {
      const reply = await ask<readonly Varbind[]>(
        (session, done) =>
          session.getBulk([oid], 0, repetitions, (error, lanes) => done(error, lanes?.flat())),
        signal,
      );
      return 'failure' in reply ? reply : { varbinds: reply.answer };
    },
    async once(oids, repetitions) {
      const reply = await ask<readonly (readonly Varbind[])[]>(
        (session, done) => {
          if (repetitions > 0)
            session.getBulk([...oids], 0, repetitions, (error, lanes) => done(error, lanes?.map(list)));
          else
            session.get([...oids], (error, varbinds) =>
              done(
                error,
                varbinds?.map((varbind) => [varbind]),
              ),
            );
        },
        undefined,
        0,
      );
      return 'failure' in reply ? reply : { lanes: reply.answer };
    },
    unreadable: () => unreadable,
    close() {
      closed = true;
      for (const { session } of lines) session.close();
      lines.clear();
    },
  };
}

const list = <Item extends Varbind>(found: Item | Item[]): readonly Item[] =>
  Array.isArray(found) ? found : [found];

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

/** The kernel's usual room is too small for the answers to a whole window of requests while this process does something else. */
const receiveBytes = 1_048_576;
const roomySockets = {
  createSocket: (type: SocketType) => createSocket({ type, recvBufferSize: receiveBytes }),
};

function openLibrarySession(
  { address, family }: Address,
  port: number,
  options: SnmpTarget & Timing,
): Session {
  const { credentials, timeoutMs, retries } = options;
  const transport = family === 6 ? 'udp6' : 'udp4';
  const common = { port, transport, timeout: timeoutMs, retries, dgramModule: roomySockets } as const;
  if (credentials.version === '2c')
    return createSession(address, credentials.community, { ...common, version: Version2c });
  const { context = '' } = credentials;
  return createV3Session(address, userOf(credentials), { ...common, context });
}
