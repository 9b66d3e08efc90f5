import { type ClosingPolicy, selectClosingPolicy, type Ticket } from '@field/core';
import { EventEmitter } from 'eventemitter3';
import type { FieldClient } from '../client.ts';
import { type ClientError, isClientError } from '../errors/client-error.ts';
import { createPathTag } from '../http/path.ts';
import type { Trigger } from '../outbox/triggers.ts';
import { createStore, type Store } from '../ports/store.ts';
import type { RecordStorage } from '../storage/record-storage.ts';
import { type CoverageReport, coverageOf, windowAround } from './coverage.ts';
import { createDesks, type Desk } from './desk.ts';
import {
  type DocumentSource,
  type Documents,
  documentSources,
  ofTicket,
  type TicketDocuments,
  ticketDocumentSources,
} from './documents.ts';
import type { OfflineFilter } from './list-tickets.ts';
import { createOfflineCall, type ReadOptions } from './offline-call.ts';
import { type PreparedDay, type PrepareOptions, prepareDay } from './prepare-day.ts';
import { readDocument } from './read-document.ts';
import type { Reading } from './reading.ts';
import type { Removed } from './removed.ts';
import { type SyncRequest, type SyncResult, syncTickets } from './sync-tickets.ts';
import { createTicketReads, type OfflineTickets } from './ticket-reads.ts';
import { createTicketStore, type TicketsSnapshot } from './ticket-store.ts';

/** How {@link Offline} keeps what it read. */
export interface OfflineOptions {
  readonly client: FieldClient;
  /** Where it is kept; the outbox may use the same one. */
  readonly storage: RecordStorage;
  /** How long a read waits for the network where the cache has an answer; 8,000 where left out. */
  readonly patienceMs?: number | undefined;
  /** What says that a sync may be worth it, such as `createBrowserTrigger`. */
  readonly triggers?: readonly Trigger[] | undefined;
}

/** Where the sync of the ticket list stands. */
export interface SyncSnapshot {
  /** `signedOut`: nobody is signed in. `failed`: the last one; `error` says why. */
  readonly status: 'signedOut' | 'idle' | 'syncing' | 'failed';
  /** When the list was last known whole. */
  readonly asOf: string | null;
  readonly error: ClientError | null;
  /** How many tickets are on the device. */
  readonly tickets: number;
}

/** What happens beside the stores. */
export interface OfflineEvents {
  synced: (result: SyncResult) => void;
  syncFailed: (error: ClientError) => void;
  /** Tickets left the list: tell the technician, who may be on the way there. */
  removed: (removed: readonly Removed[]) => void;
}

/** What the technician reads, with coverage and without: kept apart for every tenant, technician and company. */
export interface Offline {
  readonly tickets: OfflineTickets & {
    /** A list that follows every sync, for any UI. */
    store(filter?: OfflineFilter): Store<TicketsSnapshot>;
  };
  catalogues(options?: ReadOptions): Promise<Reading<Documents['catalogues']>>;
  stock(options?: ReadOptions): Promise<Reading<Documents['stock']>>;
  policies(options?: ReadOptions): Promise<Reading<Documents['policies']>>;
  ctos(options?: ReadOptions): Promise<Reading<Documents['ctos']>>;
  timeline(ticketId: string, options?: ReadOptions): Promise<Reading<TicketDocuments['timeline']>>;
  products(ticketId: string, options?: ReadOptions): Promise<Reading<TicketDocuments['products']>>;
  /** The policy a ticket's closing is judged by, of those on the device; core's own where there is none. */
  policyFor(ticket: Pick<Ticket, 'problemCode'>): Promise<ClosingPolicy>;
  /** Reads what changed on the ticket list; rejects with a `ClientError`. */
  sync(request?: Omit<SyncRequest, 'as'>): Promise<SyncResult>;
  readonly syncStatus: Store<SyncSnapshot>;
  readonly events: EventEmitter<OfflineEvents>;
  /** Downloads the tickets of the days around today with all that working on them takes. */
  prepareDay(options?: PrepareOptions): Promise<PreparedDay>;
  /** What is on the device for those days now, without asking anybody. */
  coverage(days?: number): Promise<CoverageReport>;
  /** Reads again what another page or process wrote into the storage. */
  reload(): Promise<void>;
  /** Forgets everything the signed-in technician read; pending work is the outbox's and stays. */
  forget(): Promise<void>;
  close(): void;
}

/** Opens what a client has read, and goes on reading. */
export function openOffline(options: OfflineOptions): Offline {
  const { client, patienceMs = 8_000, storage, triggers = [] } = options;
  const { clock, locale } = client.connection;
  const path = createPathTag(locale);
  const events = new EventEmitter<OfflineEvents>();
  const followers = new Set<() => void>();
  let syncing = 0;
  let outcome: { readonly of: Desk; readonly error: ClientError | null } | undefined;

  const changed = () => {
    for (const follower of [...followers]) follower();
  };
  const desks = createDesks(client, storage, changed);
  const call = createOfflineCall(client, desks, patienceMs);
  const outcomeNow = () => (outcome && outcome.of === desks.open() ? outcome : undefined);
  const syncStatus = createStore<SyncSnapshot>(clock, () => {
    const desk = desks.open();
    const error = outcomeNow()?.error ?? null;
    const signedOut = client.session.getSnapshot().session === null;
    return {
      status: signedOut ? 'signedOut' : syncing > 0 ? 'syncing' : error ? 'failed' : 'idle',
      asOf: desk?.cache.sync().asOf ?? null,
      error,
      tickets: desk?.cache.tickets.size ?? 0,
    };
  });
  followers.add(syncStatus.changed);

  async function sync(desk: Desk, request: SyncRequest): Promise<SyncResult> {
    syncing += 1;
    changed();
    let error: ClientError | null = null;
    try {
      const result = await desk.inTurn(() => syncTickets(client.connection, desk.cache, request));
      events.emit('synced', result);
      if (result.removed.length > 0) events.emit('removed', result.removed);
      return result;
    } catch (failure) {
      if (isClientError(failure)) error = failure;
      throw failure;
    } finally {
      syncing -= 1;
      if (error?.code !== 'client.aborted') outcome = { of: desk, error };
      changed();
      if (error && error.code !== 'client.aborted') events.emit('syncFailed', error);
    }
  }

  const document =
    <Name extends keyof Documents>(name: Name) =>
    (read: ReadOptions = {}) =>
      readDocument(client, call, name, documentSources[name] as DocumentSource<Documents[Name]>, read);
  const documents = {
    catalogues: document('catalogues'),
    stock: document('stock'),
    policies: document('policies'),
    ctos: document('ctos'),
  };
  async function ticketDocument<Name extends keyof TicketDocuments>(
    name: Name,
    ticketId: string,
    read: ReadOptions = {},
  ): Promise<Reading<TicketDocuments[Name]>> {
    const { answer, path: below } = ticketDocumentSources[name] as DocumentSource<TicketDocuments[Name]>;
    const source = { answer, path: path`/v1/tickets/${{ ticketId }}/` + below };
    return readDocument(client, call, ofTicket(name, ticketId), source, read);
  }
  const trySync = () => {
    desks
      .current()
      .then((desk) => sync(desk, { as: desk.owner }))
      .catch((error: unknown) => {
        // It is in the status, and nobody waits for it.
        if (!isClientError(error)) throw error;
      });
  };
  const stops = [
    client.session.subscribe(() => {
      changed();
      if (client.session.getSnapshot().session) desks.current().catch(() => changed());
    }),
    ...triggers.map((trigger) => trigger(trySync)),
  ];

  return {
    tickets: {
      ...createTicketReads(client, call, sync),
      store(filter = {}) {
        const read = () => {
          const desk = desks.open();
          return { known: desk?.list(filter), outcome: outcomeNow(), syncing: syncing > 0 };
        };
        const store = createTicketStore(clock, read);
        followers.add(store.changed);
        desks.current().catch(() => store.changed());
        return { subscribe: store.subscribe, getSnapshot: store.getSnapshot };
      },
    },
    ...documents,
    timeline: (ticketId, read) => ticketDocument('timeline', ticketId, read),
    products: (ticketId, read) => ticketDocument('products', ticketId, read),
    async policyFor({ problemCode }) {
      const { cache } = await desks.current();
      const policies = cache.document<Documents['policies']>('policies')?.value.items ?? [];
      return selectClosingPolicy(policies, problemCode.code);
    },
    async sync(request = {}) {
      const desk = await desks.current();
      return sync(desk, { ...request, as: desk.owner });
    },
    syncStatus: { subscribe: syncStatus.subscribe, getSnapshot: syncStatus.getSnapshot },
    events,
    async prepareDay(prepare = {}) {
      const desk = await desks.current();
      return prepareDay(
        {
          cache: desk.cache,
          now: clock.now,
          sync: (request) => sync(desk, { ...request, as: desk.owner }),
          read: (name, read) => documents[name](read),
          readOfTicket: ticketDocument,
        },
        prepare,
      );
    },
    async coverage(days = 1) {
      const { cache } = await desks.current();
      return coverageOf(cache, windowAround(clock.now(), days), clock.now());
    },
    async reload() {
      await (await desks.current()).cache.reload();
    },
    async forget() {
      await (await desks.current()).cache.clear();
    },
    close() {
      for (const stop of stops) stop();
      followers.clear();
    },
  };
}
