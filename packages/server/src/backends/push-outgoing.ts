import { isFieldError } from '@field/core';
import type { Backend, BackendAction, BackendOperation, SendResult } from './backend.ts';
import { backendError } from './backend-errors.ts';
import type { ForeignNews, Outgoing, OutgoingState } from './backend-store.ts';
import { degrade } from './degrade.ts';
import { describeOutgoing, type OutgoingSource } from './describe-outgoing.ts';

export interface PushOptions extends OutgoingSource {
  readonly backend: Backend;
  /** Names this process. */
  readonly runner: string;
  now(): Date;
  readonly signal: AbortSignal;
}

/** How long a process keeps an operation without being heard of; longer than any request to a backend lasts. */
const holdMs = 5 * 60_000;
/** How long after an unknown end is read back first: what timed out here may still be at work over there. */
const settleMs = 30_000;
/** How often an operation is sent whose end was read back as "not done", before a person is asked. */
const maxAttempts = 5;

/**
 * Works on the next operation for a backend; false where none is due. An attempt is recorded before its first byte. What has no known end
 * is read back and sent again only where it was not done.
 */
export async function pushOutgoing(options: PushOptions): Promise<boolean> {
  const { store, backend, runner, now, signal } = options;
  const until = new Date(now().getTime() + holdMs).toISOString();
  const taken = await store.take(backend.name, { runner, until }, now().toISOString());
  if (!taken) return false;
  const described = await describeOutgoing(taken.operation, options);
  const operation = degrade(described, backend);
  if (!operation) await settle(options, taken.operation, 'skipped');
  else if (taken.readBack) await readBack(options, taken.operation, operation, signal);
  else await conclude(options, taken.operation, operation, await backend.send(operation, signal));
  return true;
}

/** What of a ticket over there an operation has changed, so that anything said of that is news. */
const changes: Readonly<Partial<Record<BackendAction['kind'], ForeignNews>>> = {
  assign: 'technician',
  schedule: 'status',
  cancel: 'status',
  startVisit: 'status',
  customerAbsent: 'status',
  moveLocation: 'status',
  close: 'status',
};

async function conclude(
  options: PushOptions,
  outgoing: Outgoing,
  { action }: BackendOperation,
  result: SendResult,
): Promise<void> {
  switch (result.kind) {
    case 'done':
      return settle(options, outgoing, 'done', {
        foreignRef: result.foreignRef,
        news: changes[action.kind],
      });
    case 'refused':
      return settle(options, outgoing, 'refused', { error: result.error });
    case 'notSent':
      return settle(options, outgoing, 'waiting', { error: result.error, waitMs: backOff(outgoing) });
    case 'unknown':
      return settle(options, outgoing, 'unknown', { error: result.error, waitMs: settleMs });
  }
}

async function readBack(
  options: PushOptions,
  outgoing: Outgoing,
  operation: BackendOperation,
  signal: AbortSignal,
): Promise<void> {
  try {
    const found = await options.backend.readBack(operation, signal);
    if (found.kind === 'done') {
      return await settle(options, outgoing, 'done', {
        ...found,
        news: changes[operation.action.kind],
      });
    }
    const error = backendError('server.backend_no_answer', {
      backend: options.backend.name,
      what: outgoing.kind,
    });
    const spent = outgoing.attempts >= maxAttempts;
    await settle(options, outgoing, spent ? 'refused' : 'waiting', {
      error: spent && outgoing.problem !== null ? outgoing.problem : error,
      waitMs: backOff(outgoing),
    });
  } catch (error) {
    await settle(options, outgoing, 'unknown', { error, waitMs: backOff(outgoing) });
  }
}

interface End {
  readonly waitMs?: number;
  readonly error?: unknown;
  readonly foreignRef?: string | null;
  readonly news?: ForeignNews | undefined;
}

function settle(
  { store, runner, now }: PushOptions,
  { number, kind }: Outgoing,
  state: OutgoingState,
  { waitMs = 0, error, foreignRef, news }: End = {},
): Promise<void> {
  // Opened under a number nobody told: what comes after it has nowhere to go until that is read back.
  const isNameless = kind === 'opened' && state === 'done' && !foreignRef;
  const nextAt = new Date(now().getTime() + (isNameless ? settleMs : waitMs)).toISOString();
  const problem = error === undefined ? null : textOf(error);
  return store.settle(number, runner, {
    state: isNameless ? 'unknown' : state,
    nextAt,
    problem,
    ...(news !== undefined && { news }),
    ...(foreignRef !== undefined && { foreignRef }),
  });
}

/** Five seconds, doubled with every attempt, ten minutes at most. */
function backOff({ attempts }: Outgoing): number {
  return Math.min(5_000 * 2 ** Math.max(attempts - 1, 0), 600_000);
}

function textOf(error: unknown): string {
  if (typeof error === 'string') return error;
  return isFieldError(error) ? `${error.code}: ${error.message}`.slice(0, 1000) : 'server.internal';
}
