import { formatPonPort, type PonPortAddress } from '@field/core';
import type { OltNews } from './olt-event.ts';

/** Losses within so long are one event to whoever drives out. */
const windowMs = 60_000;
/** Fewer than so many ONUs are customers who switched off. */
const fewest = 3;
/** The share of the ONUs that were online. */
const share = 0.3;

type Kind = 'pon:lightLost' | 'pon:powerLost';

interface Losses {
  readonly port: PonPortAddress;
  readonly kind: Kind;
  times: number[];
  reported: number;
}

/** Sees when many ONUs of one PON lose light, or power, in the same minute. Pure: it is told everything. */
export class MassLoss {
  readonly #losses = new Map<string, Losses>();

  /** @param online how many ONUs of a port are online after this news */
  see(news: readonly OltNews[], now: number, online: (port: PonPortAddress) => number): OltNews[] {
    const touched = new Set<Losses>();
    for (const one of news) {
      if (one.type !== 'onu:down') continue;
      const kind = kindOf(one.cause);
      if (!kind) continue;
      const losses = this.#of(kind, one.address);
      const downAt = one.downAt === null ? Number.NaN : Date.parse(one.downAt);
      losses.times.push(Number.isNaN(downAt) ? now : downAt);
      touched.add(losses);
    }
    return [...touched].flatMap((losses) => report(losses, online(losses.port)));
  }

  #of(kind: Kind, { shelf, slot, port }: PonPortAddress): Losses {
    const place = { shelf, slot, port };
    const key = `${kind} ${formatPonPort(place)}`;
    const known = this.#losses.get(key) ?? { port: place, kind, times: [], reported: 0 };
    this.#losses.set(key, known);
    return known;
  }
}

function kindOf(cause: string): Kind | null {
  if (cause === 'powerLoss') return 'pon:powerLost';
  return cause === 'fibreLoss' || cause === 'frameLoss' ? 'pon:lightLost' : null;
}

function report(losses: Losses, stillOnline: number): OltNews[] {
  losses.times.sort((a, b) => a - b);
  const newest = losses.times.at(-1) ?? 0;
  const before = losses.times.length;
  losses.times = losses.times.filter((time) => newest - time <= windowMs);
  const count = losses.times.length;
  // What is older belonged to another event.
  if (count < before) losses.reported = 0;
  const of = count + stillOnline;
  if (count < fewest || count < of * share || count < losses.reported * 2) return [];
  losses.reported = count;
  return [{ type: losses.kind, port: losses.port, count, of }];
}
