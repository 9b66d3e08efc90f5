import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';

const executablePath = process.env.FIELD_CHROMIUM ?? '/usr/bin/chromium';
const absent = existsSync(executablePath) ? '' : ` (skipped: no Chromium at ${executablePath})`;

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

const program = `
  import { checkRecordStorage } from './src/testing/index.ts';
  import { openIndexedDbRecords } from './src/storage/indexed-db-records.ts';
  let made = 0;
  globalThis.checkAll = () => checkRecordStorage(async () => {
    const name = 'check-' + ++made;
    return () => openIndexedDbRecords(name);
  }, { outlives: true });
  globalThis.measure = async () => {
    const storage = await openIndexedDbRecords('measure');
    const times = [];
    for (let index = 0; index < 200; index += 1) {
      const started = performance.now();
      await storage.commit([['outbox/' + index, 'x'.repeat(2000)]]);
      times.push(performance.now() - started);
    }
    await storage.close();
    times.sort((a, b) => a - b);
    return { median: times[100], p95: times[190] };
  };
  globalThis.newer = async () => {
    await new Promise((resolve) => {
      const request = indexedDB.open('newer', 7);
      request.onsuccess = () => { request.result.close(); resolve(); };
    });
    return openIndexedDbRecords('newer').then(() => 'opened', (error) => error.code);
  };
  globalThis.room = async () => (await openIndexedDbRecords('room')).room();
`;

test.skipIf(absent)(`IndexedDB in Chromium passes the storage checks${absent}`, async () => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@field/source'],
  });
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>storage</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const passed = (await page.evaluate('checkAll()')) as string[];
    expect(passed).toHaveLength(7);
    expect(await page.evaluate('newer()')).toBe('client.storage_newer');
    expect(await page.evaluate('room()')).toMatchObject({ usedBytes: expect.any(Number), persisted: false });
    const { median, p95 } = (await page.evaluate('measure()')) as { median: number; p95: number };
    console.log(
      `durable write of 2 kB in Chromium: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    );
  } finally {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  }
});
