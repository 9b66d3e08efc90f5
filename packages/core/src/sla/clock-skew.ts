/** One exchange with the server, by both clocks. */
export interface ClockSample {
  /** The device's clock when the request left and when the answer was there, in milliseconds. */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** The server's clock when it answered. */
  readonly serverAt: number;
}

/** How far the device's clock is behind the server's, and how wrong that may be. */
export interface ClockSkew {
  /** Add it to a device time to get a server time. */
  readonly skewMs: number;
  readonly uncertaintyMs: number;
}

/**
 * The skew by the quickest of the exchanges: the answer was made somewhere between both device times, so half the round trip
 * is what is not known. `undefined` without a usable sample, such as one in which the device's clock was set back.
 */
export function estimateSkew(samples: Iterable<ClockSample>): ClockSkew | undefined {
  let best: ClockSkew | undefined;
  for (const { sentAt, receivedAt, serverAt } of samples) {
    const uncertaintyMs = (receivedAt - sentAt) / 2;
    const skewMs = Math.round(serverAt - sentAt - uncertaintyMs);
    if (!(uncertaintyMs >= 0) || !Number.isFinite(skewMs)) continue;
    if (!best || uncertaintyMs < best.uncertaintyMs) best = { skewMs, uncertaintyMs };
  }
  return best;
}

/** A device time by the server's clock; the text it was given where that is no instant. */
export function correctTime(occurredAt: string, skewMs: number | null | undefined): string {
  const time = Date.parse(occurredAt) + (skewMs ?? 0);
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : occurredAt;
}

/** A timeline in the order things happened by the server's clock; what cannot be compared keeps its place. */
export function orderTimeline<
  Entry extends {
    readonly occurredAt: string;
    readonly recordedAt: string;
    readonly skewMs?: number | null | undefined;
  },
>(entries: readonly Entry[]): Entry[] {
  const at = (entry: Entry) => Date.parse(correctTime(entry.occurredAt, entry.skewMs));
  return [...entries].sort(
    (a, b) => at(a) - at(b) || Date.parse(a.recordedAt) - Date.parse(b.recordedAt) || 0,
  );
}
