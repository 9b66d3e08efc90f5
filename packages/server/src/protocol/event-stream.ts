/** One server-sent event (WHATWG HTML, 9.2). */
export interface ServerEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** How often a stream without events says that it lives: proxies cut what is silent for a minute. */
const heartbeatMs = 15_000;

/** The headers of an event stream; the last one is for nginx, which would hold events back. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

/** The events as they stand in the body. Ends with the events, or when the reader is gone, which `stop` is told. */
export function eventStream(
  events: AsyncIterable<ServerEvent>,
  stop: AbortController,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let beat: ReturnType<typeof setInterval> | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const say = (text: string) => controller.enqueue(encoder.encode(text));
      beat = setInterval(() => say(': still here\n\n'), heartbeatMs).unref();
      // A reader that asks again waits for two seconds.
      say('retry: 2000\n\n');
      const tell = async () => {
        for await (const { id, event, data } of events) {
          say(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        }
      };
      tell().then(
        () => {
          clearInterval(beat);
          if (!stop.signal.aborted) controller.close();
        },
        (error: unknown) => {
          clearInterval(beat);
          controller.error(error);
        },
      );
    },
    cancel() {
      clearInterval(beat);
      stop.abort();
    },
  });
}
