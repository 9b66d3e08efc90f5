import { protocolError } from './protocol-errors.ts';

/** Most streams of one session at once: each asks the database once a second. */
const maxStreams = 16;

/** Counts streams that are open, by who reads them. */
export interface OpenStreams {
  /** @returns what says that it has ended @throws FieldError `server.too_many_requests` */
  open(reader: string): () => void;
}

export function createOpenStreams(): OpenStreams {
  const counts = new Map<string, number>();
  return {
    open(reader) {
      const count = counts.get(reader) ?? 0;
      if (count >= maxStreams) throw protocolError('server.too_many_requests', { retryAfterSeconds: 5 });
      counts.set(reader, count + 1);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        const left = (counts.get(reader) ?? 1) - 1;
        if (left === 0) counts.delete(reader);
        else counts.set(reader, left);
      };
    },
  };
}
