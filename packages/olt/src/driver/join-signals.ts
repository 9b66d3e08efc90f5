/** One signal for several, until it is left. */
export interface JoinedSignal {
  readonly signal: AbortSignal;
  /** To be called when the work is over: a caller's signal may outlive many. */
  leave(): void;
}

/**
 * Fires with the first of the signals. Unlike `AbortSignal.any`, which on Node 20 forgets an `AbortSignal.timeout` that
 * nobody else holds, it holds on to each: a deadline comes whatever is collected meanwhile.
 */
export function joinSignals(...signals: readonly (AbortSignal | undefined)[]): JoinedSignal {
  const joined = new AbortController();
  const fire = (event: Event) => joined.abort((event.target as AbortSignal).reason);
  for (const signal of signals) {
    if (signal?.aborted) joined.abort(signal.reason);
    else signal?.addEventListener('abort', fire, { once: true });
  }
  return {
    signal: joined.signal,
    leave() {
      for (const signal of signals) signal?.removeEventListener('abort', fire);
    },
  };
}
