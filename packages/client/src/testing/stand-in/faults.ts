import type { Clock } from '../../ports/clock.ts';

/**
 * What may go wrong between an app and its server:
 *
 * - `offline`: no byte arrives.
 * - `slow`: the answer comes after `delayMs` of the stand-in's clock.
 * - `dropAfterCommit`: the server does it, and the answer is lost.
 * - `serverError`: status 500 and no problem document.
 * - `html`: a Wi-Fi portal's page with status 200.
 * - `expiredToken`: the access token has run out; refreshing works.
 */
export type FaultKind = 'offline' | 'slow' | 'dropAfterCommit' | 'serverError' | 'html' | 'expiredToken';

/** A fault, and when it happens. */
export interface Fault {
  readonly kind: FaultKind;
  /** How often; until it is taken away where left out. */
  readonly times?: number | undefined;
  /** Which requests; all where left out. */
  readonly on?: ((request: { readonly method: string; readonly path: string }) => boolean) | undefined;
  /** `slow`: how long; 5,000 where left out. */
  readonly delayMs?: number | undefined;
}

/** Faults on demand. */
export interface Faults {
  /** Lets something go wrong; the answer ends that. */
  add(fault: Fault): () => void;
  clear(): void;
}

/** {@link Faults} as the server asks them. */
export interface FaultsInside extends Faults {
  /** The faults of a request, each counted as having happened. */
  take(request: { readonly method: string; readonly path: string }): readonly Fault[];
}

export function createFaults(): FaultsInside {
  const faults = new Map<Fault, number>();
  return {
    add(fault) {
      faults.set(fault, fault.times ?? Infinity);
      return () => faults.delete(fault);
    },
    clear: () => faults.clear(),
    take(request) {
      const due = [...faults].filter(([fault]) => fault.on === undefined || fault.on(request));
      for (const [fault, times] of due) {
        if (times > 1) faults.set(fault, times - 1);
        else faults.delete(fault);
      }
      return due.map(([fault]) => fault);
    },
  };
}

/** Ends early, and with its reason, where the signal says so. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      stop();
      reject(signal.reason);
    };
    const stop = clock.schedule(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort);
  });
}
