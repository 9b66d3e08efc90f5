import {
  formatOnuAddress,
  formatPonPort,
  type Onu,
  type PonPortAddress,
  samePonPort,
  type UnauthorizedOnu,
} from '@field/core';
import type { OltNews } from './olt-event.ts';

/** What was last known of every ONU, and what a new reading says that is new. Pure: it reads nothing by itself. */
export class OnuLedger {
  readonly #known = new Map<string, Onu>();
  readonly #waiting = new Map<string, UnauthorizedOnu>();
  #begun = false;

  /**
   * Compares a reading with the last one. The first of all says nothing: it is what there is.
   * @param at the port that was read; the whole OLT where there is none
   */
  read(onus: readonly Onu[], at?: PonPortAddress): OltNews[] {
    const news: OltNews[] = [];
    const seen = new Set<string>();
    for (const onu of onus) {
      const key = formatOnuAddress(onu.address);
      seen.add(key);
      const before = this.#known.get(key);
      if (this.#begun) news.push(...changes(before, onu));
      // What is not known now was not seen to change.
      this.#known.set(key, onu.runState === 'unknown' && before ? before : onu);
    }
    for (const [key, onu] of this.#known) {
      if (!seen.has(key) && (!at || samePonPort(onu.address, at))) this.#known.delete(key);
    }
    if (!at) this.#begun = true;
    return news;
  }

  /** Those that wait now and did not before. */
  readWaiting(onus: readonly UnauthorizedOnu[], at?: PonPortAddress): OltNews[] {
    const now = new Map(onus.map((onu) => [waitingKey(onu), onu]));
    for (const [key, onu] of this.#waiting) {
      if (!now.has(key) && (!at || samePonPort(onu.at, at))) this.#waiting.delete(key);
    }
    const fresh = [...now].filter(([key]) => !this.#waiting.has(key));
    for (const [key, onu] of fresh) this.#waiting.set(key, onu);
    return fresh.map(([, onu]) => ({ type: 'onu:unauthorized', onu }));
  }

  /** How many ONUs of a port are online, as far as is known. */
  onlineAt(at: PonPortAddress): number {
    let count = 0;
    for (const { address, runState } of this.#known.values())
      if (runState === 'online' && samePonPort(address, at)) count += 1;
    return count;
  }
}

function changes(before: Onu | undefined, now: Onu): OltNews[] {
  const { address, serialNumber } = now;
  const up: OltNews = { type: 'onu:up', address, serialNumber };
  const down: OltNews = {
    type: 'onu:down',
    address,
    serialNumber,
    cause: now.downCause ?? 'unknown',
    causeText: now.downCauseText,
    downAt: now.lastDownAt,
  };
  if (now.runState === 'unknown') return [];
  if (!before || before.runState === 'unknown') return !before && now.runState === 'online' ? [up] : [];
  if (before.runState !== now.runState) return [now.runState === 'online' ? up : down];
  // Away and back between two readings.
  const cameBack =
    now.runState === 'online' && now.lastDownAt !== null && now.lastDownAt !== before.lastDownAt;
  return cameBack ? [down, up] : [];
}

function waitingKey({ at, serialNumber, mac, loid, password }: UnauthorizedOnu): string {
  return JSON.stringify([formatPonPort(at), serialNumber ?? mac ?? loid ?? password]);
}
