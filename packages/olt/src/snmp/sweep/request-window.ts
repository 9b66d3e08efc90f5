/** Answers that are looked at together, at least, to tell a queue at the agent from a hiccup here or there. */
const leastLookBack = 8;

/** A queue at the agent that is worth no reaction, in milliseconds. */
const harmlessQueueMs = 10;

/** No request is sent again sooner, however quick the agent usually is: cards that read optics pause now and then. */
const leastWaitMs = 500;

/** For the first answer, when nothing is known of the agent. */
const firstWaitMs = 1_000;

/**
 * How many requests may be under way at once, and how long to wait for an answer. Grows while answers come as quickly as before,
 * shrinks a little when they begin to queue and by half when one is lost (additive increase, multiplicative decrease; waiting times
 * as in RFC 6298).
 */
export class RequestWindow {
  readonly #most: number;
  readonly #longestWaitMs: number;
  #size: number;
  /** Below it the window doubles with every round trip. */
  #threshold = Number.POSITIVE_INFINITY;
  #quickest = Number.POSITIVE_INFINITY;
  readonly #recent: number[] = [];
  #smoothed: number | null = null;
  #variation = 0;
  /** Requests sent before it say nothing about the window as it is now. */
  #changedAt = 0;

  constructor(most: number, longestWaitMs: number) {
    this.#most = most;
    this.#longestWaitMs = longestWaitMs;
    this.#size = Math.min(2, most);
  }

  get size(): number {
    return Math.max(1, Math.floor(this.#size));
  }

  /** How long to wait for the answer to a request that was sent so many times. */
  waitMs(tries: number): number {
    const usual = this.#smoothed === null ? firstWaitMs : this.#smoothed + 4 * this.#variation;
    return Math.min(this.#longestWaitMs, Math.max(leastWaitMs, usual) * 2 ** (tries - 1));
  }

  /** @param whole whether the answer was a full one, whose time can be compared with others' */
  answered(sentAt: number, now: number, whole: boolean): void {
    const took = now - sentAt;
    const before = this.#smoothed ?? took;
    this.#variation =
      this.#smoothed === null ? took / 2 : 0.75 * this.#variation + 0.25 * Math.abs(before - took);
    this.#smoothed = 0.875 * before + 0.125 * took;
    if (whole) {
      this.#quickest = Math.min(this.#quickest, took);
      this.#recent.push(took);
      while (this.#recent.length > this.#lookBack) this.#recent.shift();
    }
    if (this.#isQueueing()) {
      this.#threshold = 0;
      if (sentAt < this.#changedAt) return;
      this.#size = Math.max(1, this.#size * 0.85);
      this.#changedAt = now;
      return;
    }
    this.#size = Math.min(this.#most, this.#size + (this.#size < this.#threshold ? 1 : 1 / this.#size));
  }

  lost(sentAt: number, now: number): void {
    if (sentAt < this.#changedAt) return;
    this.#size = Math.max(1, this.#size / 2);
    this.#threshold = this.#size;
    this.#changedAt = now;
  }

  /** All that was under way together: what a hiccup holds up comes in one heap. */
  get #lookBack(): number {
    return Math.max(leastLookBack, this.size);
  }

  #isQueueing(): boolean {
    if (this.#recent.length < this.#lookBack) return false;
    return Math.min(...this.#recent) - this.#quickest > Math.max(harmlessQueueMs, this.#quickest);
  }
}
