import type { Connection } from '../connection.ts';
import { clientError } from '../errors/client-error.ts';
import type { Technician } from '../http/caller.ts';
import { operationAnswers } from '../operations/operation.ts';
import { type Backoff, waitMs } from './backoff.ts';
import { afterAttempt, type Breaker, closedBreaker, probed } from './breaker.ts';
import type { Caution } from './caution.ts';
import type { OutboxEntry } from './entry.ts';
import type { OutboxLog } from './log.ts';
import { headsOf, laneOf } from './outbox-state.ts';
import type { Finding } from './read-back.ts';
import type { ReportFiles } from './report-files.ts';
import { createRest } from './rest.ts';
import { addressed, sendable } from './sendable.ts';
import { judge, refusalOf } from './verdict.ts';

/** Sends what the log holds, in its order. */
export interface Runner {
  /** Sends what may be sent now. */
  pump(): void;
  /** Forgets every wait, then pumps: a person asked, or the connection is back. */
  sync(): void;
  isSending(operationId: string): boolean;
  /**
   * Takes a step about a change while nothing of its ticket is begun.
   * @throws ClientError `client.conflict` where the change is on the wire
   */
  whileHeld(entry: OutboxEntry, step: () => Promise<void>): Promise<void>;
  /** Failed attempts since the app started or the last success. */
  failuresOf(entry: OutboxEntry): number;
  readonly isActive: boolean;
  stop(): void;
}

export interface RunnerOptions {
  readonly connection: Connection;
  readonly log: OutboxLog;
  readonly files: ReportFiles | undefined;
  /** The files a change waits for, by hash. */
  readonly awaitedBy: (entry: OutboxEntry) => readonly string[];
  readonly backoff: Backoff;
  readonly concurrency: number;
  /** Where the server cannot tell a repetition. */
  readonly caution?: Caution | undefined;
  /** Who is signed in and may send. */
  readonly sender: () => Technician | undefined;
  readonly onChange: () => void;
  readonly onSending: (entry: OutboxEntry) => void;
  readonly onAcknowledged: (entry: OutboxEntry, answer: unknown) => void;
  readonly onRefused: (entry: OutboxEntry, error: unknown) => void;
  readonly onUnclear: (entry: OutboxEntry) => void;
  readonly onRetry: (entry: OutboxEntry, error: unknown, inMs: number) => void;
}

/** Whether this version of the app knows how to send a kind of change. */
export function isSupported({ operation }: OutboxEntry): boolean {
  return Object.hasOwn(operationAnswers, operation.kind);
}

export function createRunner(options: RunnerOptions): Runner {
  const { backoff, connection, log, onChange, sender } = options;
  const { clock, locale, random } = connection;
  const busy = new Set<string>();
  const sending = new Set<string>();
  const held = new Set<string>();
  const waits = new Map<string, () => void>();
  const failures = new Map<string, number>();
  const stopping = new AbortController();
  const rest = createRest(clock, pump);
  let breaker: Breaker = closedBreaker;
  let stopBreakerTimer = () => {};

  function pump(): void {
    const owner = sender();
    if (!owner || stopping.signal.aborted || breaker.phase === 'open' || rest.isOn) return;
    const room = breaker.phase === 'probing' ? 1 : options.concurrency;
    for (const entry of headsOf(log.state(), owner)) {
      const lane = laneOf(entry);
      if (busy.size >= room) return;
      if (busy.has(lane) || held.has(lane) || !isSupported(entry)) continue;
      if (options.awaitedBy(entry).length > 0) continue;
      if (options.caution?.isSettled(entry, pump) === false || waits.has(lane)) continue;
      busy.add(lane);
      void attempt(entry, lane, owner);
    }
  }

  async function attempt(entry: OutboxEntry, lane: string, owner: Technician): Promise<void> {
    const { operationId } = entry.operation;
    sending.add(operationId);
    options.onSending(entry);
    try {
      const found = (await lookBack(entry)) ?? { type: 'notDone' };
      if (found.type === 'unclear') await leaveUnclear(entry, found.candidates);
      else if (found.type === 'done') await acknowledge(entry, lane, found.answerId, found.answer);
      else {
        const answer = await send(entry, owner);
        await acknowledge(entry, lane, idIn(answer), answer);
      }
    } catch (error) {
      sending.delete(operationId);
      await settle(entry, lane, error);
    } finally {
      busy.delete(lane);
      sending.delete(operationId);
      onChange();
      pump();
    }
  }

  async function lookBack(entry: OutboxEntry): Promise<Finding | undefined> {
    return options.caution?.lookBack(entry, addressed(entry, { ...options, locale }));
  }

  async function acknowledge(
    entry: OutboxEntry,
    lane: string,
    answerId: string | null,
    answer: unknown,
  ): Promise<void> {
    hostAnswered();
    const { operationId } = entry.operation;
    const at = new Date(clock.now()).toISOString();
    await log.take({ type: 'acknowledged', operationId, answerId, at });
    failures.delete(lane);
    options.onAcknowledged(entry, answer);
  }

  async function leaveUnclear(entry: OutboxEntry, candidates: readonly string[]): Promise<void> {
    const { operationId } = entry.operation;
    sending.delete(operationId);
    await log.take({ type: 'unclear', operationId, candidates });
    options.onUnclear(entry);
  }

  async function send(entry: OutboxEntry, owner: Technician): Promise<unknown> {
    const operation = await sendable(entry, { ...options, locale });
    await options.caution?.beforeSending(entry);
    return connection.send(operation, {
      as: owner,
      signal: stopping.signal,
      timeoutMs: entry.timeoutMs ?? undefined,
    });
  }

  async function settle(entry: OutboxEntry, lane: string, error: unknown): Promise<void> {
    if (stopping.signal.aborted) return;
    const verdict = judge(error);
    if (verdict.type === 'refused') {
      hostAnswered();
      const at = new Date(clock.now()).toISOString();
      const { operationId } = entry.operation;
      try {
        await log.take({ type: 'refused', operationId, refusal: refusalOf(verdict.error, locale, at) });
        options.onRefused(entry, error);
      } catch (failed) {
        waitAndRetry(entry, lane, failed, null);
      }
      return;
    }
    if (verdict.type === 'signIn') {
      // The session's change wakes the outbox; while it says somebody is signed in, time does.
      if (sender()) waitAndRetry(entry, lane, error, null);
      return;
    }
    if (verdict.hostFailed) openBreakerIfNeeded();
    if (verdict.retryAfterMs) rest.impose(verdict.retryAfterMs);
    waitAndRetry(entry, lane, error, verdict.retryAfterMs);
  }

  function waitAndRetry(entry: OutboxEntry, lane: string, error: unknown, retryAfterMs: number | null): void {
    const failed = (failures.get(lane) ?? 0) + 1;
    failures.set(lane, failed);
    const inMs = waitMs(failed, backoff, random, retryAfterMs);
    waits.set(
      lane,
      clock.schedule(inMs, () => {
        waits.delete(lane);
        pump();
      }),
    );
    options.onRetry(entry, error, inMs);
  }

  function hostAnswered(): void {
    if (breaker.phase !== 'closed') forgetWaits();
    breaker = afterAttempt(breaker, false);
    stopBreakerTimer();
  }

  function openBreakerIfNeeded(): void {
    breaker = afterAttempt(breaker, true);
    if (breaker.phase !== 'open') return;
    stopBreakerTimer();
    stopBreakerTimer = clock.schedule(waitMs(breaker.failures, backoff, random, null), () => {
      breaker = probed(breaker);
      forgetWaits();
      pump();
    });
  }

  function forgetWaits(): void {
    for (const stopWaiting of waits.values()) stopWaiting();
    waits.clear();
  }

  return {
    pump,
    sync() {
      stopBreakerTimer();
      breaker = probed(breaker);
      forgetWaits();
      pump();
    },
    isSending: (operationId) => sending.has(operationId),
    async whileHeld(entry, step) {
      const { operationId } = entry.operation;
      const lane = laneOf(entry);
      if (sending.has(operationId) || held.has(lane)) throw clientError('client.conflict', { operationId });
      held.add(lane);
      try {
        await step();
      } finally {
        held.delete(lane);
        waits.get(lane)?.();
        waits.delete(lane);
        pump();
      }
    },
    failuresOf: (entry) => failures.get(laneOf(entry)) ?? 0,
    get isActive() {
      return sending.size > 0;
    },
    stop() {
      stopping.abort(clientError('client.aborted'));
      forgetWaits();
      stopBreakerTimer();
      rest.stop();
      options.caution?.stop();
    },
  };
}

/** What the server calls the result of a change, where it has a name. */
function idIn(answer: unknown): string | null {
  const { id, movementId } = (answer ?? {}) as { id?: unknown; movementId?: unknown };
  const name = movementId ?? id;
  return typeof name === 'string' ? name : null;
}
