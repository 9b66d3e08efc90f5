import { ClosingDraft, check } from '@field/core';
import type { FieldClient } from '../client.ts';
import { clientError, isClientError } from '../errors/client-error.ts';
import { accepted } from '../errors/invalid-input.ts';
import type { CallOptions } from '../http/caller.ts';
import { createStore, type Store } from '../ports/store.ts';
import { storageKey } from '../session/stored-session.ts';
import { createInTurn } from '../storage/in-turn.ts';
import type { RecordChange, RecordStorage } from '../storage/record-storage.ts';
import { stored } from '../storage/stored.ts';
import { type DraftField, type DraftValue, draftOfFields, fieldsOfDraft, isSame } from './fields.ts';
import { type DraftConflict, isDirty, type KeptField, mergeDraft } from './merge-draft.ts';
import { createRemoteDrafts, type RemoteDraft } from './remote-drafts.ts';

/** How drafts are kept. */
export interface DraftsOptions {
  readonly client: FieldClient;
  /** Where they are kept; the outbox's storage will do. */
  readonly storage: RecordStorage;
  /** Names this device to the others. */
  readonly deviceId: string;
}

/** A closing while it is being filled in. */
export interface DraftSnapshot {
  readonly draft: ClosingDraft;
  /** Whether the server has all of it. */
  readonly isShared: boolean;
  /** Which device wrote the server's last, and when. */
  readonly sharedBy: { readonly deviceId: string; readonly updatedAt: string } | null;
  /** What was changed here and elsewhere: here it stayed as it is. */
  readonly conflicts: readonly DraftConflict[];
}

/** The draft of one ticket's closing: every field is on the disk before its `set` answers. */
export interface Draft extends Store<DraftSnapshot> {
  /** @throws ClientError `client.invalid` for what the field cannot hold; `client.quota`, `client.storage` */
  set<Field extends DraftField>(field: Field, value: DraftValue<Field>): Promise<void>;
  /**
   * Takes over what another device or technician filled in, then gives the server what is new here.
   * @throws ClientError `client.unavailable` where the server keeps no drafts
   */
  share(options?: CallOptions): Promise<DraftSnapshot>;
  /** Throws the draft away on this device: it was closed, or is not wanted. Closing the ticket removes the server's. */
  remove(): Promise<void>;
}

/** Where drafts are opened. */
export interface Drafts {
  /** A ticket's draft as it was left, by the signed-in technician on this device; empty where there is none. */
  open(ticketId: string): Promise<Draft>;
  /** The tickets that have one. */
  list(): Promise<readonly string[]>;
}

/** How often a draft that changes under our hands is read again. */
const attempts = 3;

const remoteField = '~remote';

export function createDrafts({ client, deviceId, storage }: DraftsOptions): Drafts {
  const { connection, session } = client;
  const remotes = createRemoteDrafts(connection, deviceId);

  async function prefix(): Promise<string> {
    await client.restore();
    const who = session.getSnapshot().session;
    if (!who) throw clientError('client.unauthenticated');
    return `${storageKey('draft', who.tenantId, who.technician.id)}/`;
  }

  return {
    async open(ticketId) {
      const place = `${await prefix()}${encodeURIComponent(ticketId)}/`;
      return openDraft(place, ticketId);
    },
    async list() {
      const place = await prefix();
      const records = await stored(() => storage.list(place));
      const names = records.map(([key]) => key.slice(place.length).split('/')[0] ?? '');
      return [...new Set(names)].map(decodeURIComponent);
    },
  };

  async function openDraft(place: string, ticketId: string): Promise<Draft> {
    const inTurn = createInTurn();
    const records = new Map(
      (await stored(() => storage.list(place))).map(([key, value]) => [
        key.slice(place.length),
        JSON.parse(String(value)),
      ]),
    );
    let remote: RemoteDraft | null = records.get(remoteField) ?? null;
    records.delete(remoteField);
    let fields: ReadonlyMap<string, KeptField> = records;
    let conflicts: readonly DraftConflict[] = [];

    const store = createStore<DraftSnapshot>(connection.clock, () => ({
      draft: draftNow(),
      isShared: remote !== null && ![...fields.values()].some(isDirty),
      sharedBy: remote && { deviceId: remote.deviceId, updatedAt: remote.updatedAt },
      conflicts,
    }));

    function draftNow(): ClosingDraft {
      return draftOfFields([...fields].map(([name, { value }]) => [name, value]));
    }

    /** Stored first, then seen. */
    async function keep(after: ReadonlyMap<string, KeptField>, seen = remote): Promise<void> {
      const names = new Set([...fields.keys(), ...after.keys()]);
      const changes = [...names]
        .filter((name) => !isSame(fields.get(name), after.get(name)))
        .map((name): RecordChange => [place + name, textOf(after.get(name))]);
      if (seen !== remote) changes.push([place + remoteField, textOf(seen ?? undefined)]);
      if (changes.length > 0) await stored(() => storage.commit(changes));
      fields = after;
      remote = seen;
      store.changed();
    }

    async function exchange(options: CallOptions): Promise<void> {
      const theirs = await remotes.read(ticketId, options);
      const merged = mergeDraft(fields, theirs && fieldsOfDraft(theirs.draft));
      conflicts = merged.conflicts;
      await keep(merged.fields, theirs);
      if (![...fields.values()].some(isDirty)) return;
      const draft = draftNow();
      const saved = await remotes.save(ticketId, draft, theirs?.etag ?? null, options);
      const sent = fieldsOfDraft(draft);
      await keep(
        new Map([...fields].map(([name, field]) => [name, { ...field, base: sent.get(name) }])),
        saved,
      );
    }

    return {
      subscribe: store.subscribe,
      getSnapshot: store.getSnapshot,
      set: (field, value) =>
        inTurn(async () => {
          accepted(check(ClosingDraft, draftOfFields([[field, value]])), connection.locale);
          const before = fields.get(field) ?? { value: undefined, base: undefined };
          conflicts = conflicts.filter((conflict) => conflict.field !== field);
          await keep(new Map([...fields, [field, { ...before, value }]]));
        }),
      share: (options = {}) =>
        inTurn(async () => {
          if (!connection.capabilities.includes('closingDrafts')) {
            throw clientError('client.unavailable', { host: connection.host }, { retryable: false });
          }
          for (let attempt = 1; ; attempt += 1) {
            try {
              await exchange(options);
              return store.getSnapshot();
            } catch (error) {
              if (attempt === attempts || !isClientError(error, 'client.precondition')) throw error;
            }
          }
        }),
      remove: () => inTurn(() => keep(new Map(), null)),
    };
  }
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
