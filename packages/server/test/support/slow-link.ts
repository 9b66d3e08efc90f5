import { createManualClock, type Handler } from '@field/client/testing';
import { createDice } from '../faults/dice.ts';

/** A mobile connection in time that is not waited for: slow, lossy, and gone now and then. */
export interface SlowLink {
  readonly clock: ReturnType<typeof createManualClock>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Lets time pass until `work` is done. */
  run<T>(work: Promise<T>): Promise<T>;
  /** Bytes of bodies that went over the air, lost packets included. */
  readonly counts: { sentBytes: number; requests: number; dropOuts: number };
}

export interface SlowLinkOptions {
  readonly seed: number;
  readonly bitsPerSecond: number;
  /** Of the packets; each is sent again after a round trip. */
  readonly loss: number;
  readonly roundTripMs: number;
  /** How long the connection lasts, and how long it is gone, at most. */
  readonly upMs: number;
  readonly downMs: number;
}

const packetBytes = 1_200;

export function createSlowLink(handle: Handler, options: SlowLinkOptions): SlowLink {
  const { bitsPerSecond, downMs, loss, roundTripMs, seed, upMs } = options;
  const dice = createDice(seed);
  const clock = createManualClock('2026-03-02T11:00:00Z');
  const counts = { sentBytes: 0, requests: 0, dropOuts: 0 };
  let isUp = true;
  /** Answers the server is at work on, not waiting for bytes. */
  let working = 0;
  let drop = () => {};
  let dropped = new Promise<void>((resolve) => {
    drop = resolve;
  });

  const sleep = (ms: number) => new Promise<void>((resolve) => clock.schedule(ms, resolve));

  function comeAndGo(): void {
    clock.schedule(dice.whole(upMs / 4, upMs), () => {
      isUp = false;
      counts.dropOuts += 1;
      drop();
      clock.schedule(dice.whole(1_000, downMs), () => {
        isUp = true;
        dropped = new Promise((resolve) => {
          drop = resolve;
        });
        comeAndGo();
      });
    });
  }
  comeAndGo();

  /** The body as it trickles in at the server; it breaks off where the connection does. */
  function overTheAir(bytes: Uint8Array): ReadableStream<Uint8Array> {
    let offset = 0;
    return new ReadableStream(
      {
        async pull(controller) {
          if (offset >= bytes.length) return controller.close();
          const packet = bytes.slice(offset, offset + packetBytes);
          for (let isLost = true; isLost; ) {
            counts.sentBytes += packet.length;
            isLost = dice.chance(loss);
            const airMs = (packet.length * 8_000) / bitsPerSecond + (isLost ? roundTripMs : 0);
            working -= 1;
            await Promise.race([sleep(airMs), dropped]);
            working += 1;
            if (!isUp) return controller.error(new TypeError('the line dropped'));
          }
          offset += packet.length;
          controller.enqueue(packet);
        },
      },
      { highWaterMark: 0 },
    );
  }

  async function fetch(url: string, { signal, ...init }: RequestInit): Promise<Response> {
    counts.requests += 1;
    const gone = dropped;
    await sleep(roundTripMs / 2);
    if (!isUp) throw new TypeError('no connection');
    const bytes = init.body instanceof Uint8Array ? init.body : null;
    const body = bytes ? { body: overTheAir(bytes), duplex: 'half' } : {};
    const broken = gone.then(() => {
      throw new TypeError('the line dropped');
    });
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new TypeError('aborted')));
    });
    async function answer(): Promise<Response> {
      working += 1;
      try {
        return await handle(new Request(url, { ...init, ...body } as RequestInit));
      } finally {
        working -= 1;
      }
    }
    const answered = answer().then(async (response) => {
      await sleep(roundTripMs / 2);
      return response;
    });
    for (const outcome of [broken, answered]) outcome.catch(() => undefined);
    return Promise.race([answered, broken, aborted]);
  }

  return {
    clock,
    counts,
    fetch,
    async run(work) {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      done.catch(() => undefined);
      while (!isDone) {
        // What needs no time happens first.
        for (let round = 0; round < 6 && !isDone; round += 1) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        if (!isDone && working === 0) clock.advance(clock.untilNext() ?? 0);
      }
      return done;
    },
  };
}
