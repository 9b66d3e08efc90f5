import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Session } from '@field/core';
import type { OnuJob } from '@field/core/onu-jobs';
import type { callsTo } from './serve.ts';

type Calls = Pick<ReturnType<typeof callsTo>, 'call' | 'json'>;

/** One event of a stream as it was read. */
export interface ReadEvent {
  readonly id: string;
  readonly event: string;
  readonly job: OnuJob;
}

/** The events of a job, as they come. */
export async function* readEvents(
  { call }: Calls,
  as: Session,
  jobId: string,
  headers: Record<string, string> = {},
): AsyncGenerator<ReadEvent> {
  const response = await call('GET', `/v1/onu-jobs/${jobId}/events`, { as, headers });
  if (response.headers.get('content-type') !== 'text/event-stream' || !response.body) {
    throw new Error(`${response.status} is no event stream`);
  }
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of Readable.fromWeb(response.body as ReadableStream<Uint8Array>)) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      const data = fields.get('data');
      if (data === undefined) continue;
      yield {
        id: fields.get('id') ?? '',
        event: fields.get('event') ?? '',
        job: JSON.parse(data) as OnuJob,
      };
    }
  }
}

/** Starts a job and follows it to its end. */
export async function runJob(
  server: Calls,
  as: Session,
  body: object,
  ticketId = 't-1',
): Promise<{ job: OnuJob; events: ReadEvent[] }> {
  const started = await server.json<OnuJob>('POST', `/v1/tickets/${ticketId}/onu/jobs`, { as, body });
  const events: ReadEvent[] = [];
  for await (const event of readEvents(server, as, started.id)) events.push(event);
  const job = events.at(-1)?.job;
  if (!job) throw new Error(`no event of ${JSON.stringify(started)}`);
  return { job, events };
}
