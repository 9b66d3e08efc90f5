import type { Outbox, OutboxSnapshot } from '../src/outbox/index.ts';

/** Resolves with the first snapshot that fits, perhaps the one there is. */
export function until(outbox: Outbox, fits: (snapshot: OutboxSnapshot) => boolean): Promise<OutboxSnapshot> {
  return new Promise((resolve) => {
    const look = () => {
      const snapshot = outbox.getSnapshot();
      if (fits(snapshot)) resolve(snapshot);
    };
    outbox.subscribe(look);
    look();
  });
}
