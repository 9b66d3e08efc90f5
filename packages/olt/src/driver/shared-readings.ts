import { oltError } from '../contract/errors.ts';

/** How a reading may be shared. */
export interface SharingOptions {
  /** A reading that began at most so long ago will do, default 0: one that has not begun yet. */
  readonly maxAgeMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number | null, what: string) => void) | undefined;
}

/** What the work of a reading gets: a signal that fires when nobody waits any more, and whom to tell. */
export interface ReadingContext {
  readonly signal: AbortSignal;
  progress(done: number, total: number | null, what: string): void;
  /** To be called when the device is about to be asked: from then on the reading has an age. */
  begin(): void;
}

interface Reading {
  readonly age: { begunAt: number | null };
  waiting: number;
  readonly stop: AbortController;
  readonly listeners: Set<NonNullable<SharingOptions['onProgress']>>;
  readonly result: Promise<unknown>;
}

interface KeptReading {
  readonly begunAt: number;
  readonly value: unknown;
}

/** Sorts of reading that are kept, so that a program with many requests does not fill its memory. */
const mostKept = 64;

/** Readings that several callers use: those under way, and the last ones that somebody was content to have a while old. */
export class SharedReadings {
  readonly #underWay = new Map<string, Reading>();
  readonly #kept = new Map<string, KeptReading>();

  /**
   * The reading of that name: a recent one, one under way, or a new one. Who gives up leaves the others waiting; when nobody waits any
   * more the reading itself is given up.
   * @throws FieldError `olt.aborted`, what `work` throws
   */
  async read<Result>(
    key: string,
    { maxAgeMs = 0, signal, onProgress }: SharingOptions,
    work: (context: ReadingContext) => Promise<Result>,
  ): Promise<Result> {
    if (signal?.aborted) throw aborted();
    const young = ({ begunAt }: { readonly begunAt: number | null }) =>
      begunAt === null || performance.now() - begunAt <= maxAgeMs;
    const kept = this.#kept.get(key);
    if (kept && maxAgeMs > 0 && young(kept)) return kept.value as Result;
    const known = this.#underWay.get(key);
    const reading = known && young(known.age) ? known : this.#start(key, work);
    if (onProgress) reading.listeners.add(onProgress);
    reading.waiting += 1;
    try {
      const value = (await this.#result(key, reading, signal)) as Result;
      const { begunAt } = reading.age;
      if (maxAgeMs > 0 && begunAt !== null) this.#keep(key, { begunAt, value });
      return value;
    } finally {
      if (onProgress) reading.listeners.delete(onProgress);
      reading.waiting -= 1;
      if (reading.waiting === 0) this.#stop(key, reading);
    }
  }

  /** Nothing that was read before this serves anybody after it: the device was changed. */
  forget(): void {
    this.#underWay.clear();
    this.#kept.clear();
  }

  #start(key: string, work: (context: ReadingContext) => Promise<unknown>): Reading {
    const age: Reading['age'] = { begunAt: null };
    const stop = new AbortController();
    const listeners: Reading['listeners'] = new Set();
    const context: ReadingContext = {
      signal: stop.signal,
      progress: (done, total, what) => {
        for (const listener of listeners) listener(done, total, what);
      },
      begin: () => {
        age.begunAt ??= performance.now();
      },
    };
    // At once: who asks before somebody closes the connection has its place in the queue.
    const result = (async () => work(context))();
    const reading: Reading = { age, waiting: 0, stop, listeners, result };
    this.#underWay.set(key, reading);
    return reading;
  }

  /** Who is the last to wait gives the reading itself up, and hears what becomes of it. */
  #result(key: string, reading: Reading, signal: AbortSignal | undefined): Promise<unknown> {
    if (!signal) return reading.result;
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        if (reading.waiting > 1) reject(aborted());
        else this.#stop(key, reading);
      };
      const settled = () => signal.removeEventListener('abort', giveUp);
      signal.addEventListener('abort', giveUp, { once: true });
      void reading.result.then(resolve, reject).then(settled);
    });
  }

  #stop(key: string, reading: Reading): void {
    reading.stop.abort();
    if (this.#underWay.get(key) === reading) this.#underWay.delete(key);
  }

  #keep(key: string, reading: KeptReading): void {
    this.#kept.delete(key);
    this.#kept.set(key, reading);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function aborted() {
  return oltError('olt.aborted', { doing: 'waiting for a reading' });
}
