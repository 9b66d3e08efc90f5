import { ValidationError } from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { ReadBudget } from '../contract/snmp.ts';

/**
 * Variables a minute of the gentle budget: 50 requests of 50 variables a second, about what one `snmpbulkwalk -Cr50` takes over a
 * round trip of 20 ms, a load that operators' own tools put on an OLT every day. Field reports of harm are of more than that and of
 * many pollers at once: LibreNMS issues 14203 (ZTE: line cards restarted under frequent ONU polling) and 12748 (Huawei: the
 * processor busy with per-ONU polling of a chassis of 1,000 ONUs).
 */
export const gentleVarbindsPerMinute = 150_000;

/** Requests under way at once that the gentle budget allows; a smaller budget allows one, a larger one more. */
const gentleWindow = 2;
const widestWindow = 64;

/** Variables in one answer: as many as an Ethernet frame carries, or, of an agent that may give all it has, two or three of them. */
const gentleRoom = 50;
const widestRoom = 120;

/** A request costs the agent something however few variables it asks for. */
const leastCost = 20;

/** Seconds of the budget that an agent nobody asked for a while grants at once. */
const burstSeconds = 2;

/** The share of a wait that is added at random, so that the pollers of many OLTs do not fall into step. */
const jitter = 0.1;

/** A token bucket of variables, shared by everything that reads from one agent. */
export class ReadAllowance {
  /** Requests that may be under way at once. */
  readonly window: number;
  /** Variables to ask for at once. */
  readonly room: number;
  readonly #perMs: number;
  readonly #most: number;
  #tokens: number;
  #at: number;
  /** The last of those who wait; each waits for the one before it. */
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** @throws ValidationError for a number that is no budget */
  constructor(budget: ReadBudget) {
    if (typeof budget === 'number' && !(budget >= leastCost))
      throw new ValidationError([{ path: ['budget'], code: 'too_small', params: { min: leastCost } }]);
    const perMinute =
      budget === 'full' ? Number.POSITIVE_INFINITY : budget === 'gentle' ? gentleVarbindsPerMinute : budget;
    const share = (perMinute / gentleVarbindsPerMinute) * gentleWindow;
    this.window = Math.min(widestWindow, Math.max(1, Math.floor(share)));
    this.room = perMinute > gentleVarbindsPerMinute ? widestRoom : gentleRoom;
    this.#perMs = perMinute / 60_000;
    this.#most = Math.max(leastCost, this.#perMs * 1_000 * burstSeconds);
    this.#tokens = this.#most;
    this.#at = performance.now();
  }

  /** Takes what a request for so many variables costs: at once, or a promise of when it may be sent. Those who wait are served in turn. */
  take(varbinds: number, target: string, signal?: AbortSignal): Promise<void> | null {
    if (!Number.isFinite(this.#perMs)) return null;
    const cost = Math.min(this.#most, Math.max(leastCost, varbinds));
    this.#fill();
    if (this.#waiting === 0 && this.#tokens >= cost) {
      this.#tokens -= cost;
      return null;
    }
    this.#waiting += 1;
    const turn = this.#queue.then(() => this.#wait(cost, target, signal));
    const served = () => {
      this.#waiting -= 1;
    };
    this.#queue = turn.then(served, served);
    return turn;
  }

  /** Gives back what was taken for variables that did not come. */
  giveBack(asked: number, got: number): void {
    const spare = Math.max(leastCost, asked) - Math.max(leastCost, got);
    if (spare > 0 && Number.isFinite(this.#perMs)) this.#tokens = Math.min(this.#most, this.#tokens + spare);
  }

  async #wait(cost: number, target: string, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      this.#fill();
      const missing = cost - this.#tokens;
      if (missing <= 0 && !signal?.aborted) break;
      await pause((missing / this.#perMs) * (1 + Math.random() * jitter), target, signal);
    }
    this.#tokens -= cost;
  }

  #fill(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#most, this.#tokens + (now - this.#at) * this.#perMs);
    this.#at = now;
  }
}

function pause(ms: number, target: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(oltError('olt.aborted', { target, doing: 'waiting for the reading budget' }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, Math.ceil(ms));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
