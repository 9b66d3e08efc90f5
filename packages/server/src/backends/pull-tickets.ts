import type { Backend } from './backend.ts';
import type { BackendStore } from './backend-store.ts';

/** How many tickets of a list did what. */
export type Pulled = Readonly<Record<'added' | 'changed' | 'unchanged' | 'held', number>>;

/** Takes in what a backend says of its tickets. A list that could not be read whole changes nothing. */
export async function pullTickets(
  backend: Backend,
  store: BackendStore,
  now: string,
  signal: AbortSignal,
): Promise<Pulled> {
  const tickets = await backend.listTickets(await store.listKnown(backend.name), signal);
  const pulled = { added: 0, changed: 0, unchanged: 0, held: 0 };
  for (const ticket of tickets) {
    signal.throwIfAborted();
    pulled[await store.saveTicket(backend.name, ticket, now)] += 1;
  }
  return pulled;
}
