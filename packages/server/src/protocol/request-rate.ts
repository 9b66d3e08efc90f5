import { protocolError } from './protocol-errors.ts';

/** How many requests may come at once, and how many a second from then on. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Holds back who asks too often. Counts live in memory, a bounded number of them. */
export interface RequestRate {
  /** @throws FieldError `server.too_many_requests`, with `retryAfterSeconds` */
  count(caller: string): void;
}

const maxCallers = 20_000;

/** One bucket of tokens a caller, refilled as time goes by. */
export function createRequestRate({ burst, perSecond }: Rate, now: () => number): RequestRate {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    count(caller) {
      const at = now();
      const known = buckets.get(caller);
      const bucket = known ?? { tokens: burst, at };
      if (known) {
        bucket.tokens = Math.min(burst, known.tokens + (Math.max(0, at - known.at) / 1000) * perSecond);
        bucket.at = at;
      } else {
        // Maps keep the order of their keys: the first is who has been known the longest.
        const [oldest] = buckets.keys();
        if (buckets.size >= maxCallers && oldest !== undefined) buckets.delete(oldest);
        buckets.set(caller, bucket);
      }
      if (bucket.tokens < 1) {
        const retryAfterSeconds = Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
        throw protocolError('server.too_many_requests', { retryAfterSeconds });
      }
      bucket.tokens -= 1;
    },
  };
}
