import { formatPonPort, type PonPortAddress } from '@field/core';
import type { TrapNews } from '../../contract/snmp-trap.ts';

/** One reading that is due: of one port, or of the whole OLT. */
export interface Look {
  readonly what: 'onus' | 'waiting' | 'signals';
  readonly at?: PonPortAddress;
  readonly source: 'poll' | 'trap';
}

export interface ScheduleOptions {
  /** The intervals of what is polled; what has none is not. */
  readonly everyMs: { readonly [What in Look['what']]: number | null };
  readonly settleMs: number;
  /** A factor for each interval. */
  readonly jitter: () => number;
}

interface Due {
  readonly look: Look;
  at: number;
  readonly everyMs: number | null;
}

/**
 * What is to be read, and when. However many traps point at one port, it is read once for all that came before: a cut cable sends
 * hundreds.
 */
export class WatchSchedule {
  readonly #options: ScheduleOptions;
  readonly #due = new Map<string, Due>();
  #wake: () => void = () => undefined;

  constructor(options: ScheduleOptions) {
    this.#options = options;
    for (const what of ['onus', 'waiting', 'signals'] as const) {
      const everyMs = options.everyMs[what];
      if (everyMs !== null) this.#add({ look: { what, source: 'poll' }, at: 0, everyMs });
    }
  }

  /** A trap says where to look. */
  hint(news: TrapNews): void {
    const at = performance.now() + this.#options.settleMs;
    if (news.kind === 'somewhere') {
      // What comes without a place costs a reading of the whole OLT: once for so many of them.
      this.#soon({ what: 'onus', source: 'trap' }, at);
      this.#soon({ what: 'waiting', source: 'trap' }, at);
      return;
    }
    const { shelf, slot, port } = news.kind === 'onu' ? news.address : news.at;
    const place = { shelf, slot, port };
    this.#soon({ what: news.kind === 'unauthorized' ? 'waiting' : 'onus', at: place, source: 'trap' }, at);
  }

  /** The next reading, once it is due; null when the signal fires. */
  async next(signal: AbortSignal): Promise<Look | null> {
    while (!signal.aborted) {
      const [key, due] = [...this.#due].reduce((a, b) => (b[1].at < a[1].at ? b : a));
      const waitMs = due.at - performance.now();
      if (waitMs > 0) {
        await this.#wait(waitMs, signal);
        continue;
      }
      if (due.everyMs === null) this.#due.delete(key);
      else due.at = performance.now() + due.everyMs * this.#options.jitter();
      return due.look;
    }
    return null;
  }

  #soon(look: Look, at: number): void {
    if (this.#options.everyMs[look.what] === null) return;
    if (!this.#due.has(keyOf(look))) this.#add({ look, at, everyMs: null });
    this.#wake();
  }

  #add(due: Due): void {
    this.#due.set(keyOf(due.look), due);
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(done, Math.min(ms, 2_147_483_647));
      this.#wake = done;
      signal.addEventListener('abort', done, { once: true });
    });
  }
}

function keyOf({ what, at, source }: Look): string {
  return `${what} ${source} ${at ? formatPonPort(at) : ''}`;
}
