import { formatOnuAddress, type OnuSignal } from '@field/core';
import type { OltNews } from './olt-event.ts';

const readings = ['rxAtOnuDbm', 'rxAtOltDbm'] as const;

/** The signals that were last reported, and those that are so far from them that somebody should know. */
export class SignalLedger {
  readonly #last = new Map<string, OnuSignal>();
  readonly #changeDb: number;

  constructor(changeDb: number) {
    this.#changeDb = changeDb;
  }

  /** A slow drift is reported too, once it has come so far: a signal is compared with the one that was reported. */
  read(signals: readonly OnuSignal[]): OltNews[] {
    return signals.flatMap((now): OltNews[] => {
      const key = formatOnuAddress(now.address);
      const before = this.#last.get(key);
      if (!before) {
        if (now.rxAtOnuDbm !== null || now.rxAtOltDbm !== null) this.#last.set(key, now);
        return [];
      }
      const [most] = readings
        .flatMap((reading) => {
          const [beforeDbm, afterDbm] = [before[reading], now[reading]];
          return beforeDbm === null || afterDbm === null ? [] : [{ reading, beforeDbm, afterDbm }];
        })
        .toSorted((a, b) => Math.abs(b.afterDbm - b.beforeDbm) - Math.abs(a.afterDbm - a.beforeDbm));
      if (!most || Math.abs(most.afterDbm - most.beforeDbm) < this.#changeDb) return [];
      this.#last.set(key, now);
      return [{ type: 'signal:changed', address: now.address, ...most }];
    });
  }
}
