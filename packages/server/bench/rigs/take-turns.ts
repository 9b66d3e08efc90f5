import { performance } from 'node:perf_hooks';
import { createClient } from './http.ts';

/** Requests to several servers in turns, `callers` of them at once, and how many turns are taken before they count. */
export interface Turns {
  readonly urls: readonly string[];
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly callers: number;
  readonly turns: number;
  readonly warmUp: number;
}

// A process of its own, as callers are: what it costs to ask is not the servers' time, and the way to them is one between processes.
process.on('message', async ({ urls, path, headers, callers, turns, warmUp }: Turns) => {
  const clients = urls.map((url) => createClient(url, callers));
  const times: number[][] = urls.map(() => []);
  for (let turn = -warmUp; turn < turns; turn += 1) {
    for (const [at, client] of clients.entries()) {
      const started = performance.now();
      await Promise.all(Array.from({ length: callers }, () => client.send('GET', path, headers)));
      if (turn >= 0) times[at]?.push(performance.now() - started);
    }
  }
  for (const client of clients) client.close();
  process.send?.(times);
});
