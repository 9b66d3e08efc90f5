import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const executablePath = process.env.FIELD_CHROMIUM ?? '/usr/bin/chromium';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why no page can be shown here; `undefined` where one can. */
export const absent = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}`;

/** A browser with a disk of its own. */
export interface Chromium {
  readonly context: BrowserContext;
  /** The files of the program, from the package's folder. */
  readonly files: readonly string[];
  /** A page that has run the program; closing it is the kill of a tab. */
  openPage(): Promise<Page>;
  /** Ends the whole browser at this instant, and starts it again on the same disk; `meanwhile` gets the folder of the profile. */
  crash(meanwhile?: (profile: string) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Answers what the page asks of its own server; a rejection breaks the connection. */
type Handle = (request: Request) => Promise<Response>;

/**
 * @param program imports from `./src`; what it exports is `globalThis.app`
 * @param handle answers everything below `/v1/` and `/.well-known/` of the page's own address
 */
export async function startChromium(program: string, handle?: Handle): Promise<Chromium> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('../..', import.meta.url)), loader: 'ts' },
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    globalName: 'app',
    conditions: ['@field/source'],
  });
  const server = createServer((request, response) => {
    if (handle && /^\/(v1|\.well-known)\//.test(request.url ?? '')) void pass(request, response, handle);
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>field</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A profile on the disk: that of a private window would be kept in memory.
  const profile = await mkdtemp(join(tmpdir(), 'field-chromium-'));
  const launch = () => chromium.launchPersistentContext(profile, { executablePath, args });
  let context = await launch();
  return {
    get context() {
      return context;
    },
    files: Object.keys(metafile.inputs),
    async openPage() {
      const page = await context.newPage();
      // Loopback is a secure context: Web Locks and WebCrypto are there.
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
      return page;
    },
    async crash(meanwhile) {
      const ended = new Promise((resolve) => context.once('close', resolve));
      const devtools = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
      // There is nobody left to answer.
      void devtools.send('Browser.crash').catch(() => undefined);
      await ended;
      await meanwhile?.(profile);
      context = await launch();
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs a program in a page of its own, on a disk of its own. */
export async function inChromium<T>(program: string, work: (page: Page) => Promise<T>): Promise<T> {
  const chromium = await startChromium(program);
  try {
    return await work(await chromium.openPage());
  } finally {
    await chromium.close();
  }
}

async function pass(incoming: IncomingMessage, outgoing: ServerResponse, handle: Handle): Promise<void> {
  const { headers, method = 'GET', url } = incoming;
  const leaving = new AbortController();
  outgoing.on('close', () => leaving.abort());
  try {
    const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(await incoming.toArray());
    const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    const { signal } = leaving;
    const request = new Request(`http://${headers.host}${url}`, { method, headers: given, body, signal });
    const response = await handle(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (!response.body) return void outgoing.end();
    Readable.fromWeb(response.body as ReadableStream)
      .on('error', () => outgoing.destroy())
      .pipe(outgoing);
  } catch {
    outgoing.destroy();
  }
}

/** The value below which so many of a hundred are. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? Number.NaN;
}
