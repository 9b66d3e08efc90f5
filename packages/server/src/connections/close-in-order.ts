import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';

/**
 * What closes a server in order: from then on `leaving` is aborted and every answer ends its connection. As long as requests that ran then
 * are not answered it goes on listening, so that whoever asks whether it is ready hears that it is not; then it closes its port, and is
 * closed when the last request is answered, or when `graceMs` are over.
 */
export function closeInOrder(server: Server, leaving: AbortController, graceMs: number): () => Promise<void> {
  const running = new Map<ServerResponse, Promise<void>>();
  let closing: Promise<void> | undefined;

  // Before the one that answers, which may do so at once.
  server.prependListener('request', (_request, response: ServerResponse) => {
    const ended = new Promise<void>((resolve) => {
      response.once('close', () => {
        running.delete(response);
        resolve();
        // A connection that was busy when the server closed is kept alive by its answer, and would hold the port.
        if (leaving.signal.aborted) setImmediate(() => server.closeIdleConnections());
      });
    });
    running.set(response, ended);
    if (leaving.signal.aborted) response.setHeader('connection', 'close');
  });

  async function close(): Promise<void> {
    const before = [...running.values()];
    for (const response of running.keys()) {
      if (!response.headersSent) response.setHeader('connection', 'close');
    }
    leaving.abort();
    server.closeIdleConnections();
    const closed = once(server, 'close');
    let force: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      force = setTimeout(() => {
        resolve();
        server.closeAllConnections();
      }, graceMs);
    });
    await Promise.race([Promise.all(before), late]);
    server.close();
    server.closeIdleConnections();
    await closed;
    clearTimeout(force);
  }

  return () => {
    closing ??= close();
    return closing;
  };
}
