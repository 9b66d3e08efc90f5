import type { ClientStorage, Clock, RecordChange, RecordStorage, RecordValue } from '@field/client';
import { createManualClock } from '@field/client/testing';
import type { Dice } from './dice.ts';
import type { Handler, ServerKind } from './servers.ts';

/** What a network may do to one request. */
const fates = [
  'dropRequest',
  'dropAnswer',
  'silence',
  'late',
  'duplicate',
  'stale',
  'failure',
  'unavailable',
  'portal',
] as const;

/**
 * A network that doubles a request doubles the change on a server that cannot tell, and one that answers from memory is
 * believed where answers have no name: no client can undo that.
 */
const onlyOurs: readonly string[] = ['duplicate', 'stale'];

/** One start of the app, until it is killed. */
export interface Process {
  readonly alive: boolean;
  readonly killed: Promise<void>;
  readonly clock: Clock;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly records: RecordStorage;
  readonly sessions: ClientStorage;
}

/** Everything that is not the app: time, the network, the disk, and the end of a process at any instant. */
export interface World {
  /** The true time, which the server keeps. */
  now(): number;
  startProcess(): Process;
  /** Lets time pass, and everything that falls due happen. */
  pass(ms: number): Promise<void>;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
  /** From now on the network works and nobody is killed. */
  calm(): void;
  readonly counts: { kills: number; requests: number; faults: number };
  /** What happened, a line each: for who has to find out why a day went wrong. */
  readonly story: readonly string[];
  tell(line: string): void;
}

export function createWorld(dice: Dice, handle: Handler, server: ServerKind): World {
  const time = createManualClock('2026-03-02T11:00:00Z');
  const disk = new Map<string, RecordValue>();
  const kept = new Map<string, string>();
  const counts = { kills: 0, requests: 0, faults: 0 };
  const story: string[] = [];
  const tell = (line: string) =>
    void story.push(`${new Date(time.now()).toISOString().slice(11, -1)} ${line}`);
  let calm = false;
  let skewMs = 0;
  let running = 0;
  let events = 0;
  let killNow: (() => void) | undefined;
  let killsLeft = dice.whole(0, 4);

  const possible = server === 'ours' ? fates : fates.filter((fate) => !onlyOurs.includes(fate));
  const sleep = (ms: number) => new Promise<void>((resolve) => time.schedule(ms, resolve));

  /** The last good answer of each place, as something on the way may keep it. */
  const seen = new Map<string, Response>();
  const placeOf = (url: string, { method }: RequestInit) => `${method} ${new URL(url).pathname}`;

  async function deliver(url: string, { signal: _, ...init }: RequestInit): Promise<Response> {
    running += 1;
    try {
      const response = await handle(new Request(url, init));
      tell(`${response.status} to ${placeOf(url, init)}`);
      if (server === 'ours' && response.ok) seen.set(placeOf(url, init), response.clone());
      return response;
    } finally {
      running -= 1;
      events += 1;
    }
  }

  /** The process may end at any point where it waits for something outside itself. */
  function mayDie(): void {
    events += 1;
    if (calm || killsLeft === 0 || !dice.chance(0.02)) return;
    killsLeft -= 1;
    killNow?.();
  }

  async function transmit(url: string, init: RequestInit): Promise<Response> {
    counts.requests += 1;
    await sleep(dice.whole(1, 400));
    if (calm || dice.chance(0.6)) return deliver(url, init);
    counts.faults += 1;
    const fate = dice.pick(possible);
    tell(`${fate} ${placeOf(url, init)}`);
    switch (fate) {
      case 'dropRequest':
        throw new TypeError('the line dropped');
      case 'dropAnswer':
        await deliver(url, init);
        throw new TypeError('the line dropped');
      case 'silence':
        return new Promise(() => undefined);
      case 'late':
        time.schedule(dice.whole(1_000, 90_000), () => void deliver(url, init));
        throw new TypeError('the line dropped');
      case 'duplicate':
        time.schedule(dice.whole(0, 90_000), () => void deliver(url, init));
        return deliver(url, init);
      case 'stale': {
        const kept = url.includes('/uploads') ? undefined : seen.get(placeOf(url, init));
        if (!kept || init.method === 'GET') throw new TypeError('the line dropped');
        return kept.clone();
      }
      case 'failure':
        return new Response('<h1>Bad gateway</h1>', {
          status: 502,
          headers: { 'content-type': 'text/html' },
        });
      case 'unavailable':
        return new Response('', { status: 503, headers: { 'retry-after': '7' } });
      case 'portal':
        return new Response('<h1>Wi-Fi</h1>', { status: 200, headers: { 'content-type': 'text/html' } });
    }
  }

  function startProcess(): Process {
    let alive = true;
    let end = () => {};
    const killed = new Promise<void>((resolve) => {
      end = resolve;
    });
    killNow = () => {
      alive = false;
      counts.kills += 1;
      tell('killed');
      end();
    };
    /** What a dead process waits for never comes. */
    const whileAlive = async <T>(work: () => T | Promise<T>): Promise<T> => {
      mayDie();
      if (!alive) return new Promise<T>(() => undefined);
      const result = await work();
      mayDie();
      return alive ? result : new Promise<T>(() => undefined);
    };
    return {
      get alive() {
        return alive;
      },
      killed,
      clock: {
        now: () => time.now() + skewMs,
        schedule: (delayMs, run) => time.schedule(delayMs, () => alive && run()),
      },
      fetch: (url, init) =>
        whileAlive(() => {
          const aborted = new Promise<never>((_, reject) => {
            init.signal?.addEventListener('abort', () => reject(new TypeError('aborted')));
          });
          return Promise.race([transmit(url, init), aborted]);
        }),
      records: {
        list: (prefix) =>
          whileAlive(() =>
            [...disk].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        read: (key) => whileAlive(() => disk.get(key) ?? null),
        commit: (changes) => whileAlive(async () => write(changes)),
        close: async () => undefined,
      },
      sessions: {
        read: (key) => whileAlive(() => kept.get(key) ?? null),
        write: (key, value) => whileAlive(() => void kept.set(key, value)),
        remove: (key) => whileAlive(() => void kept.delete(key)),
      },
    };
  }

  function write(changes: readonly RecordChange[]): void {
    for (const [key, value] of changes) {
      if (value === null) disk.delete(key);
      else disk.set(key, value);
    }
  }

  async function settle(): Promise<void> {
    let quiet = 0;
    while (quiet < 3) {
      const before = events;
      await new Promise((resolve) => setImmediate(resolve));
      quiet = running === 0 && events === before ? quiet + 1 : 0;
    }
  }

  return {
    now: () => time.now(),
    startProcess,
    counts,
    story,
    tell,
    settle,
    async pass(ms) {
      const until = time.now() + ms;
      await settle();
      for (;;) {
        const next = time.untilNext();
        if (next === null || time.now() + next > until) break;
        time.advance(next);
        await settle();
      }
      time.advance(Math.max(0, until - time.now()));
      if (!calm && dice.chance(0.05)) skewMs = dice.whole(-40, 40) * 86_400_000;
    },
    calm() {
      calm = true;
    },
  };
}
