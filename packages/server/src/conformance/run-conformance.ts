import { isFieldError } from '@field/core';
import { type Bench, type ConformanceLogin, setUpBench } from './bench.ts';
import { callsTo } from './caller.ts';
import { conformanceError } from './conformance-errors.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { protocolPromises } from './promises/promises.ts';
import type { ProtocolPromise } from './protocol-promise.ts';
import { signInTo } from './sign-in-to.ts';

export interface ConformanceOptions {
  /** Where the server is, as `https://api.provedor.com.br`. Use a test tenant: tickets are changed. */
  readonly url: string;
  /** Sent as `x-field-tenant`, where the address alone does not tell it. */
  readonly tenantId?: string;
  /** A technician with at least two open tickets; five, where tickets may be closed. */
  readonly technician: ConformanceLogin;
  /** Another technician, who sees none of those tickets. */
  readonly stranger?: ConformanceLogin;
  /** Somebody of the office, of a tenant with two people at least: lists of the dispatcher's side are read. */
  readonly dispatcher?: ConformanceLogin;
  /** Closes some of the technician's tickets to test closings; false unless told. */
  readonly mayClose?: boolean;
  /** Ends the server and starts it again, to test what it keeps. */
  readonly restart?: () => Promise<void>;
  /** The ids to test, as `idempotency.replay`; all unless told. */
  readonly only?: readonly string[];
  /** Longest wait for one answer, default 10 s. */
  readonly timeoutMs?: number;
}

/** How one promise came out. */
export interface PromiseResult {
  readonly id: string;
  readonly says: string;
  readonly outcome: 'kept' | 'broken' | 'untested';
  /** What was seen in place of what is promised, or why nothing was seen; null where it is kept. */
  readonly reason: string | null;
}

export interface ConformanceReport {
  readonly url: string;
  readonly promises: readonly PromiseResult[];
  /** Whether none is broken; untested ones are listed and do not count. */
  readonly conforms: boolean;
}

/**
 * Tests whether a server keeps what the Field protocol promises, on good lines and through a proxy that loses, doubles,
 * delays and reorders requests. Works with any server over plain HTTP.
 * @throws FieldError `server.conformance_*`: a promise to test that does not exist, an address that is none, nobody who can sign in,
 *   or no ticket to work on
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { url, tenantId, technician, stranger, dispatcher, mayClose = false, restart, only } = options;
  const { timeoutMs = 10_000 } = options;
  const unknown = only?.find((id) => !protocolPromises.some((promise) => promise.id === id));
  if (unknown !== undefined) {
    const known = protocolPromises.map(({ id }) => id).join(', ');
    throw conformanceError('server.conformance_promise_unknown', { id: unknown, known });
  }
  if (!/^https?:/.test(url) || !URL.canParse(url)) {
    const reason = 'the address has to be one like https://api.provedor.com.br';
    throw conformanceError('server.conformance_not_started', { url, reason });
  }
  let address = url;
  while (address.endsWith('/')) address = address.slice(0, -1);
  const call = callsTo(address, tenantId, timeoutMs);
  const proxy = await startFaultProxy(address);
  try {
    const bench = await setUp(url, async () => {
      const signIn = signInTo(call, url);
      return setUpBench({ call, proxy, signIn, technician, stranger, dispatcher, mayClose, restart });
    });
    const promises: PromiseResult[] = [];
    for (const promise of protocolPromises) {
      if (only && !only.includes(promise.id)) continue;
      promises.push(await testOne(promise, bench));
      await proxy.settle();
    }
    return { url, promises, conforms: promises.every(({ outcome }) => outcome !== 'broken') };
  } finally {
    await proxy.close();
  }
}

async function setUp(url: string, work: () => Promise<Bench>): Promise<Bench> {
  try {
    const bench = await work();
    await bench.ticket();
    return bench;
  } catch (cause) {
    if (isFieldError(cause) && cause.code.startsWith('server.conformance_')) throw cause;
    throw conformanceError('server.conformance_not_started', { url, reason: reasonOf(cause) }, { cause });
  }
}

async function testOne({ id, says, test }: ProtocolPromise, bench: Bench): Promise<PromiseResult> {
  try {
    await test(bench);
    return { id, says, outcome: 'kept', reason: null };
  } catch (error) {
    const outcome = isFieldError(error, 'server.promise_untested') ? 'untested' : 'broken';
    return { id, says, outcome, reason: reasonOf(error) };
  }
}

/** What a person needs to know of an error; a broken line has its reason in its cause. */
function reasonOf(error: unknown): string {
  if (isFieldError(error)) return String(error.details.reason ?? error.message);
  if (!(error instanceof Error)) return typeof error;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
