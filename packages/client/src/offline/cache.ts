import type { Ticket } from '@field/core';
import type { SignedIn } from '../session/session-store.ts';
import { createInTurn } from '../storage/in-turn.ts';
import type { RecordChange, RecordStorage } from '../storage/record-storage.ts';
import { stored } from '../storage/stored.ts';
import type { Known } from './reading.ts';
import type { Removed } from './removed.ts';

/** Where the delta sync stands. */
export interface SyncState {
  readonly cursor: string | null;
  /** The end of the window. */
  readonly until: string | null;
  /** When the list was last known whole; `null` before the first time. */
  readonly asOf: string | null;
  readonly complete: boolean;
  /** Counts the times the list was read from its beginning: what an earlier one told and a later one does not has gone. */
  readonly generation: number;
}

export interface CachedTicket extends Known<Ticket> {
  readonly generation: number;
  readonly bytes: number;
}

/** A record: what was known, and what it weighs. */
export interface CachedDocument<T = unknown> extends Known<T> {
  readonly bytes: number;
}

/** What one technician of one company of one tenant knows on this device; no other sign-in reads or writes it. */
export interface Cache {
  readonly tickets: ReadonlyMap<string, CachedTicket>;
  readonly removed: ReadonlyMap<string, Removed>;
  /** Another object after every change. */
  readonly revision: object;
  sync(): SyncState;
  document<T>(name: string): CachedDocument<T> | undefined;
  /** Stored first, then seen: all of it or nothing. */
  change(step: CacheStep): Promise<void>;
  /** Reads again what another page or process wrote. */
  reload(): Promise<void>;
  clear(): Promise<void>;
}

export interface CacheStep {
  readonly tickets?: readonly { readonly ticket: Ticket; readonly asOf: string }[];
  readonly removed?: readonly Removed[];
  readonly sync?: SyncState;
  readonly documents?: Readonly<Record<string, Known<unknown>>>;
}

interface Contents {
  readonly tickets: Map<string, CachedTicket>;
  readonly removed: Map<string, Removed>;
  readonly documents: Map<string, CachedDocument>;
  sync: SyncState;
}

/** Grows when records change their form: those of another version are read again from the server. */
const version = 1;

/** How long a removal is explained. */
const keepRemovedMs = 30 * 86_400_000;

const unknown: SyncState = { cursor: null, until: null, asOf: null, complete: false, generation: 1 };

/** Where the records of one technician lie. */
export function cacheKey({ company, technician, tenantId }: SignedIn): string {
  return `cache/${[tenantId, technician.id, company.id].map(encodeURIComponent).join('/')}/`;
}

/** @throws ClientError `client.storage` */
export async function openCache(
  storage: RecordStorage,
  owner: SignedIn,
  onChange: () => void,
): Promise<Cache> {
  const prefix = cacheKey(owner);
  const inTurn = createInTurn();
  const tickets = new Map<string, CachedTicket>();
  const removed = new Map<string, Removed>();
  const documents = new Map<string, CachedDocument>();
  const held: Contents = { tickets, removed, documents, sync: unknown };
  let revision = {};
  const changed = () => {
    revision = {};
    onChange();
  };

  async function load(): Promise<void> {
    const records = await stored(() => storage.list(prefix));
    for (const map of [tickets, removed, documents]) map.clear();
    held.sync = unknown;
    for (const [key, text] of records) takeIn(held, key.slice(prefix.length), String(text));
  }

  async function changeNow(step: CacheStep): Promise<void> {
    const changes = changesOf(held, step);
    if (changes.size === 0) return;
    await stored(() => storage.commit([...changes].map(([key, text]): RecordChange => [prefix + key, text])));
    for (const [key, text] of changes) {
      if (text === null) drop(held, key);
      else takeIn(held, key, text);
    }
    changed();
  }

  await load();
  return {
    tickets,
    removed,
    get revision() {
      return revision;
    },
    sync: () => held.sync,
    document: <T>(name: string) => documents.get(name) as CachedDocument<T> | undefined,
    change: (step) => inTurn(() => changeNow(step)),
    reload: () => inTurn(() => load().then(changed)),
    clear: () =>
      inTurn(async () => {
        const records = await stored(() => storage.list(prefix));
        await stored(() => storage.commit(records.map(([key]) => [key, null])));
        await load();
        changed();
      }),
  };
}

/** What a step changes, by key: the last word on a key counts. */
function changesOf({ documents, removed, sync }: Contents, step: CacheStep): Map<string, string | null> {
  const next = step.sync ?? sync;
  const gone = step.removed ?? [];
  const changes = new Map<string, string | null>();
  const oldest = Math.max(...gone.map(({ at }) => Date.parse(at))) - keepRemovedMs;
  for (const { at, ticketId } of removed.values()) {
    if (Date.parse(at) < oldest) changes.set(`removed/${ticketId}`, null);
  }
  for (const one of gone) {
    changes.set(`ticket/${one.ticketId}`, null);
    changes.set(`removed/${one.ticketId}`, recordOf(one));
    for (const name of documents.keys()) {
      if (name.endsWith(`:${one.ticketId}`)) changes.set(`document/${name}`, null);
    }
  }
  for (const { asOf, ticket } of step.tickets ?? []) {
    const { generation } = next;
    changes.set(`ticket/${ticket.id}`, recordOf({ value: ticket, asOf, complete: true, generation }));
    if (removed.has(ticket.id)) changes.set(`removed/${ticket.id}`, null);
  }
  for (const [name, known] of Object.entries(step.documents ?? {})) {
    changes.set(`document/${name}`, recordOf(known));
  }
  if (next !== sync) changes.set('sync', recordOf(next));
  return changes;
}

function takeIn(held: Contents, key: string, text: string): void {
  const value = parseRecord(text);
  if (value === undefined) return;
  const [kind, name] = split(key);
  if (kind === 'ticket') held.tickets.set(name, { ...(value as CachedTicket), bytes: utf8Length(text) });
  else if (kind === 'removed') held.removed.set(name, value as Removed);
  else if (kind === 'document')
    held.documents.set(name, { ...(value as CachedDocument), bytes: utf8Length(text) });
  else if (kind === 'sync') held.sync = value as SyncState;
}

function drop(held: Contents, key: string): void {
  const [kind, name] = split(key);
  if (kind === 'ticket') held.tickets.delete(name);
  else if (kind === 'removed') held.removed.delete(name);
  else if (kind === 'document') held.documents.delete(name);
}

function split(key: string): readonly [kind: string, name: string] {
  const slash = key.indexOf('/');
  return slash < 0 ? [key, ''] : [key.slice(0, slash), key.slice(slash + 1)];
}

function recordOf(value: unknown): string {
  return JSON.stringify({ version, value });
}

/** `undefined` for what another version or a broken disk left: it is read from the server again. */
function parseRecord(text: string): unknown {
  try {
    const record = JSON.parse(text);
    return record?.version === version ? record.value : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes in UTF-8, counted without `TextEncoder`, which not every runtime has. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // Half a surrogate pair stands for two of four bytes.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
