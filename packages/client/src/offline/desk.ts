import type { FieldClient } from '../client.ts';
import { clientError } from '../errors/client-error.ts';
import type { Technician } from '../http/caller.ts';
import { createInTurn, type InTurn } from '../storage/in-turn.ts';
import type { RecordStorage } from '../storage/record-storage.ts';
import { type Cache, cacheKey, openCache } from './cache.ts';
import { createTicketLister, type TicketLister } from './list-tickets.ts';

/** One technician's part of the storage, and what reads it. */
export interface Desk {
  readonly owner: Technician;
  readonly cache: Cache;
  readonly list: TicketLister;
  /** One sync at a time. */
  readonly inTurn: InTurn;
}

/** The desk of whoever is signed in. */
export interface Desks {
  /** @throws ClientError `client.unauthenticated` where nobody is, `client.storage` */
  current(): Promise<Desk>;
  /** The same, where it is open already. */
  open(): Desk | undefined;
}

export function createDesks(client: FieldClient, storage: RecordStorage, onChange: () => void): Desks {
  let opened: { readonly key: string; readonly desk: Promise<Desk>; ready?: Desk } | undefined;

  const keyNow = () => {
    const { session } = client.session.getSnapshot();
    return session && cacheKey(session);
  };

  return {
    async current() {
      await client.restore();
      const { session } = client.session.getSnapshot();
      if (!session) throw clientError('client.unauthenticated');
      const key = cacheKey(session);
      if (opened?.key === key) return opened.desk;
      const desk = openCache(storage, session, onChange).then((cache) => ({
        owner: { tenantId: session.tenantId, technicianId: session.technician.id },
        cache,
        list: createTicketLister(cache),
        inTurn: createInTurn(),
      }));
      const entry: NonNullable<typeof opened> = { key, desk };
      opened = entry;
      try {
        entry.ready = await desk;
        onChange();
        return entry.ready;
      } catch (error) {
        if (opened === entry) opened = undefined;
        throw error;
      }
    },
    open: () => (opened?.key === keyNow() ? opened?.ready : undefined),
  };
}
