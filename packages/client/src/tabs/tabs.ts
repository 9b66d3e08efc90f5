import { clientError } from '../errors/client-error.ts';
import { type Clock, systemClock } from '../ports/clock.ts';
import { createStore, type Store } from '../ports/store.ts';
import { electByLease, electByLock } from './elect.ts';
import type { ChannelPort, LeasePort, LocksPort } from './ports.ts';
import { fromWireError, toWire, toWireError, type WireError } from './wire-error.ts';

type Action = (...input: never[]) => Promise<unknown>;

/** What the leading page opens: the one outbox, the one sync. */
export interface Office<Actions extends Readonly<Record<string, Action>>> {
  /** What any page may have done; input crosses as structured clones, answers as JSON. */
  readonly actions: Actions;
  /** What every page shows. */
  readonly stores: Readonly<Record<string, Store<unknown>>>;
  /** The page gives its lead up, or closes. */
  close(): void | Promise<void>;
}

export interface TabsOptions<Actions extends Readonly<Record<string, Action>>> {
  /** The same in all pages of the app: `field-provedor`. */
  readonly name: string;
  /** Called when this page leads. */
  readonly lead: () => Promise<Office<Actions>>;
  /** `navigator.locks` where left out; `null` uses `lease`. */
  readonly locks?: LocksPort | null | undefined;
  /** A `BroadcastChannel` of this name where left out. */
  readonly channel?: ChannelPort | undefined;
  /** `localStorage` where left out; for browsers without Web Locks. */
  readonly lease?: LeasePort | undefined;
  readonly clock?: Clock | undefined;
  /** How long another page may take to do something; 30,000 where left out. */
  readonly timeoutMs?: number | undefined;
}

export interface TabsSnapshot {
  readonly role: 'follower' | 'leader';
  /** Why this page could not lead: its `lead` rejected. */
  readonly error: unknown;
}

/** This page among the others. */
export interface Tabs<Actions extends Readonly<Record<string, Action>>> extends Store<TabsSnapshot> {
  /** Does it here where this page leads, else has the leader do it. */
  act<Name extends keyof Actions & string>(
    name: Name,
    ...input: Parameters<Actions[Name]>
  ): ReturnType<Actions[Name]>;
  /** A store of the leader's, live; `null` until the leader said something. Errors in it are plain JSON. */
  follow<T>(store: string): Store<{ readonly value: T | null }>;
  close(): Promise<void>;
}

type Message =
  | { readonly type: 'hello' }
  | { readonly type: 'lead' }
  | { readonly type: 'snapshot'; readonly store: string; readonly value: string }
  | { readonly type: 'ask'; readonly id: string; readonly action: string; readonly input: unknown[] }
  | { readonly type: 'answer'; readonly id: string; readonly value?: string; readonly error?: WireError };

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly stopTimer: () => void;
}

/**
 * Joins the pages of an app: exactly one leads (Web Locks, or a lease), opens what must be there once, and does what the
 * others ask; they see its stores as they change. When it closes, the next one leads.
 *
 * @throws ClientError `client.missing_port` where the platform has no channel, or neither locks nor a lease
 */
export function openTabs<Actions extends Readonly<Record<string, Action>>>(
  options: TabsOptions<Actions>,
): Tabs<Actions> {
  const { clock = systemClock, name, timeoutMs = 30_000 } = options;
  const id = `${clock.now()}-${Math.random().toString(36).slice(2)}`;
  const channel = options.channel ?? openChannel(name);
  const waiting = new Map<string, Waiting>();
  const values = new Map<string, string>();
  const followed = new Map<string, ReturnType<typeof createStore<{ readonly value: never | null }>>>();
  let asked = 0;
  let turn = 0;
  let office: Office<Actions> | undefined;
  let stops: (() => void)[] = [];
  let snapshot: TabsSnapshot = { role: 'follower', error: null };
  const store = createStore<TabsSnapshot>(clock, () => snapshot);
  const show = (next: TabsSnapshot) => {
    snapshot = next;
    store.changed();
  };
  const post = (message: Message) => channel.postMessage(message);

  function learn(storeName: string, value: string): void {
    if (values.get(storeName) === value) return;
    values.set(storeName, value);
    followed.get(storeName)?.changed();
  }

  function tell(storeName: string): void {
    const value = toWire(office?.stores[storeName]?.getSnapshot());
    learn(storeName, value);
    post({ type: 'snapshot', store: storeName, value });
  }

  async function startLeading(): Promise<void> {
    turn += 1;
    const mine = turn;
    try {
      const opened = await options.lead();
      // The lead was lost while it was being opened.
      if (mine !== turn) return void (await opened.close());
      office = opened;
      stops = Object.keys(opened.stores).map(
        (one) => opened.stores[one]?.subscribe(() => tell(one)) ?? (() => {}),
      );
      show({ role: 'leader', error: null });
      post({ type: 'lead' });
      for (const one of Object.keys(opened.stores)) tell(one);
    } catch (error) {
      show({ role: 'follower', error });
      stopElection();
    }
  }

  async function stopLeading(): Promise<void> {
    turn += 1;
    const closing = office;
    office = undefined;
    for (const stop of stops) stop();
    stops = [];
    show({ role: 'follower', error: null });
    await closing?.close();
  }

  async function run(action: string, input: unknown[]): Promise<unknown> {
    const actions = office?.actions;
    if (!actions || !Object.hasOwn(actions, action)) throw clientError('client.aborted');
    return (actions[action] as (...given: unknown[]) => Promise<unknown>)(...input);
  }

  async function serve(askedId: string, action: string, input: unknown[]): Promise<void> {
    try {
      const value = await run(action, input);
      post({ type: 'answer', id: askedId, value: toWire(value ?? null) });
    } catch (error) {
      post({ type: 'answer', id: askedId, error: toWireError(error) });
    }
  }

  function settle({ error, id: askedId, value }: Extract<Message, { type: 'answer' }>): void {
    const one = waiting.get(askedId);
    waiting.delete(askedId);
    one?.stopTimer();
    if (error) one?.reject(fromWireError(error));
    else one?.resolve(JSON.parse(value ?? 'null') as never);
  }

  channel.addEventListener('message', ({ data }) => {
    const message = data as Message;
    if (message.type === 'snapshot' && !office) learn(message.store, message.value);
    else if (message.type === 'answer') settle(message);
    else if (message.type === 'hello' && office) for (const one of Object.keys(office.stores)) tell(one);
    else if (message.type === 'ask' && office) void serve(message.id, message.action, message.input);
    else if (message.type === 'lead') {
      // Whether the page that led before did it is not known here.
      for (const one of [...waiting.keys()])
        settle({ type: 'answer', id: one, error: toWireError(undefined) });
    }
  });
  const election = {
    name,
    id,
    clock,
    onLead: () => void startLeading(),
    onLost: () => void stopLeading(),
  };
  const stopElection = elect(options, election);
  post({ type: 'hello' });

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    act(action, ...input) {
      if (office) return run(action, input) as ReturnType<Actions[typeof action]>;
      asked += 1;
      const askedId = `${id}-${asked}`;
      const answer = new Promise<never>((resolve, reject) => {
        const stopTimer = clock.schedule(timeoutMs, () => {
          waiting.delete(askedId);
          reject(clientError('client.timeout', { host: name }));
        });
        waiting.set(askedId, { resolve, reject, stopTimer });
      });
      post({ type: 'ask', id: askedId, action, input });
      return answer as unknown as ReturnType<Actions[typeof action]>;
    },
    follow<T>(storeName: string) {
      const known = followed.get(storeName);
      const one =
        known ?? createStore(clock, () => ({ value: JSON.parse(values.get(storeName) ?? 'null') as never }));
      followed.set(storeName, one);
      return one as Store<{ readonly value: T | null }>;
    },
    async close() {
      await stopLeading();
      stopElection();
      for (const one of [...waiting.keys()])
        settle({ type: 'answer', id: one, error: toWireError(undefined) });
      channel.close();
    },
  };
}

function elect(
  { lease, locks }: Pick<TabsOptions<never>, 'lease' | 'locks'>,
  election: Parameters<typeof electByLock>[1],
): () => void {
  const platform = globalThis as { navigator?: { locks?: LocksPort }; localStorage?: LeasePort };
  const found = locks === undefined ? platform.navigator?.locks : locks;
  if (found) return electByLock(found, election);
  const kept = lease ?? platform.localStorage;
  if (!kept) throw clientError('client.missing_port', { port: 'locks' });
  return electByLease(kept, election);
}

function openChannel(name: string): ChannelPort {
  const { BroadcastChannel } = globalThis as { BroadcastChannel?: new (name: string) => ChannelPort };
  if (!BroadcastChannel) throw clientError('client.missing_port', { port: 'channel' });
  return new BroadcastChannel(`field:${name}`);
}
