import type { FieldClient } from '../client.ts';
import type { CallOptions } from '../http/caller.ts';
import type { Desk, Desks } from './desk.ts';
import type { Known } from './reading.ts';

/** What a read takes. */
export interface ReadOptions extends Omit<CallOptions, 'as'> {
  /**
   * How old the cache's answer may be to do without the network; 0 where left out. `Infinity` asks the network only for
   * what was never read.
   */
  readonly maxAgeMs?: number | undefined;
}

/** What all reads share: whose they are, and how long they wait. */
export interface OfflineCall {
  desk(): Promise<Desk>;
  prepare(
    desk: Desk,
    known: Known<unknown> | undefined,
    options: ReadOptions,
  ): { readonly call: CallOptions; readonly young: boolean };
}

/** @param patienceMs how long a read waits for the network where the cache has an answer */
export function createOfflineCall(
  { connection }: FieldClient,
  desks: Desks,
  patienceMs: number,
): OfflineCall {
  return {
    desk: desks.current,
    prepare({ owner }, known, { maxAgeMs = 0, signal, timeoutMs }) {
      const patient = known ? Math.min(patienceMs, connection.timeoutMs) : undefined;
      const age = known ? Math.max(0, connection.clock.now() - Date.parse(known.asOf)) : Infinity;
      return {
        call: { as: owner, signal, timeoutMs: timeoutMs ?? patient },
        young: maxAgeMs > 0 && age <= maxAgeMs,
      };
    },
  };
}
