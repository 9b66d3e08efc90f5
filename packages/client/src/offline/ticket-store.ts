import type { ClientError } from '../errors/client-error.ts';
import type { Clock } from '../ports/clock.ts';
import { type ChangingStore, createStore } from '../ports/store.ts';
import type { TicketList } from './list-tickets.ts';
import { failed, fresh, type Known, type Reading, stale } from './reading.ts';

/** A ticket list as a screen shows it. */
export interface TicketsSnapshot {
  /** `null` until the storage was read, or nothing was ever downloaded: show that it is loading. */
  readonly reading: Reading<TicketList> | null;
  readonly syncing: boolean;
}

interface Facts {
  readonly known: Known<TicketList> | undefined;
  /** How the last sync of this run ended. */
  readonly outcome: { readonly error: ClientError | null } | undefined;
  readonly syncing: boolean;
}

/** A list whose `items` stay the same array for as long as they hold the same tickets. */
export function createTicketStore(clock: Clock, read: () => Facts): ChangingStore<TicketsSnapshot> {
  let before: TicketList | undefined;

  function settled(known: Known<TicketList>): Known<TicketList> {
    const { items } = known.value;
    const same = before?.items.length === items.length && items.every((one, at) => one === before?.items[at]);
    const value = same && before ? { ...known.value, items: before.items } : known.value;
    before = value;
    return { ...known, value };
  }

  return createStore<TicketsSnapshot>(clock, () => {
    const { known, outcome, syncing } = read();
    if (!known) return { reading: outcome?.error ? failed(outcome.error) : null, syncing };
    const now = settled(known);
    const confirmed = outcome && outcome.error === null;
    return { reading: confirmed ? fresh(now, 'network') : stale(now, outcome?.error ?? null), syncing };
  });
}
