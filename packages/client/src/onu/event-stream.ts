import type { Answer } from '../http/answer.ts';

/** One event of a `text/event-stream` (HTML, 9.2). */
export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** Takes text as it arrives and gives the events that are whole. */
export function createEventParser(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let rest = '';
  let [id, event, data] = ['', '', [] as string[]];

  function line(text: string): void {
    if (text === '') {
      if (data.length > 0) onEvent({ id, event: event || 'message', data: data.join('\n') });
      [event, data] = ['', []];
      return;
    }
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(text) ?? [];
    if (name === 'data') data.push(value);
    else if (name === 'event') event = value;
    else if (name === 'id') id = value;
  }

  return (text) => {
    rest += text;
    // A `\r` at the end may be the first half of a line's end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const one of lines) line(one);
  };
}

/** Whether this runtime can read an answer while it arrives; React Native's `fetch` cannot. */
export function canStream(): boolean {
  return typeof globalThis.ReadableStream === 'function' && typeof globalThis.TextDecoder === 'function';
}

/**
 * An answer that is a stream: it is over when the stream is.
 * @param onBytes called with every piece, heartbeats included
 */
export function eventStream(onEvent: (event: StreamEvent) => void, onBytes: () => void): Answer<void> {
  return async (response, mediaType) => {
    const reader = mediaType === 'text/event-stream' ? response.body?.getReader?.() : undefined;
    if (!reader) return { ok: false, issues: [] };
    const parse = createEventParser(onEvent);
    const decoder = new TextDecoder();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      onBytes();
      parse(decoder.decode(part.value, { stream: true }));
    }
    return { ok: true, value: undefined };
  };
}
