import type { Locale } from '@field/core';
import { clientError } from '../errors/client-error.ts';
import { accepted } from '../errors/invalid-input.ts';
import type { Clock } from '../ports/clock.ts';
import type { OutboxEntry } from './entry.ts';
import { inputChecks } from './input-checks.ts';
import type { OutboxLog } from './log.ts';
import type { Outbox } from './outbox.ts';
import type { Runner } from './runner.ts';

/** What decisions are taken about, and who is told. */
export interface DecisionsOptions {
  readonly log: OutboxLog;
  readonly runner: Runner;
  readonly clock: Clock;
  readonly locale: Locale;
  find(operationId: string): OutboxEntry | undefined;
  settle(entry: OutboxEntry, outcome: Promise<unknown>): void;
  onDiscarded(entry: OutboxEntry): void;
}

/** What a person may do with a change that waits, was refused, or is not known to have arrived. */
export function createDecisions({
  clock,
  find,
  locale,
  log,
  onDiscarded,
  runner,
  settle,
}: DecisionsOptions): Pick<Outbox, 'retry' | 'decide' | 'edit' | 'discard'> {
  /** A change a person may still decide about. */
  function open(operationId: string): OutboxEntry {
    const entry = find(operationId);
    if (!entry || entry.state === 'done') throw clientError('client.not_found', { operationId });
    return entry;
  }

  /** A change a person may take back or change: not one that may have arrived. */
  function changeable(operationId: string): OutboxEntry {
    const entry = open(operationId);
    if (entry.state === 'queued' && entry.sentAt) throw clientError('client.conflict', { operationId });
    return entry;
  }

  return {
    async retry(operationId) {
      await runner.whileHeld(open(operationId), () => log.take({ type: 'retried', operationId }));
    },
    async decide(operationId, outcome, answerId) {
      const entry = open(operationId);
      if (entry.state !== 'unclear') throw clientError('client.conflict', { operationId });
      const at = new Date(clock.now()).toISOString();
      await runner.whileHeld(entry, () =>
        log.take(
          outcome === 'notDone'
            ? { type: 'retried', operationId }
            : { type: 'acknowledged', operationId, answerId: answerId ?? null, at },
        ),
      );
      if (outcome === 'done') settle(entry, Promise.resolve());
    },
    async edit(operationId, json) {
      const entry = changeable(operationId);
      const checkInput = inputChecks[entry.operation.kind];
      if (!checkInput) throw clientError('client.conflict', { operationId });
      const body = { json: accepted(checkInput(json), locale) };
      await runner.whileHeld(entry, () => log.take({ type: 'edited', operationId, body }));
    },
    async discard(operationId) {
      const entry = changeable(operationId);
      await runner.whileHeld(entry, () => log.take({ type: 'discarded', operationId }));
      settle(entry, Promise.reject(clientError('client.aborted', { operationId })));
      onDiscarded(entry);
    },
  };
}
