import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type * as day from './browser/page-day.ts';
import { gatewayTo, oltOf, simulate } from './support/olt.ts';
import { authorization, kept, serialNumber } from './support/onu.ts';
import { jpeg } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { password, provider } from './support/tenant.ts';

const executablePath = process.env.FIELD_CHROMIUM ?? '/usr/bin/chromium';

/** An address of its own that shows one page: what lives there is of another origin than the server. */
async function servePage(): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>field</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a page of an allowed origin works against the server, files in pieces and ONU jobs live; of another it does not', async (context) => {
  if (!existsSync(executablePath)) return context.skip(`no Chromium at ${executablePath}`);
  const [allowed, other] = [await servePage(), await servePage()];
  const simulator = await simulate({ maxLogins: 1 });
  simulator.olt.appear(serialNumber, '0/1/3');
  const server = await serve({
    tenants: [provider('norte', { olts: [oltOf(simulator)] })],
    olts: gatewayTo(simulator),
    allowedOrigins: [allowed],
  });
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./browser/page-day.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'app',
    conditions: ['@field/source'],
  });
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  onTestFinished(() => browser.close());
  async function liveDay(origin: string) {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    return page.evaluate(
      ([url, password, onu, photo]) =>
        (globalThis as unknown as { app: typeof day }).app.liveDay(url, password, onu, photo),
      [server.url, password, authorization, [...jpeg.bytes]] as const,
    );
  }
  await expect(liveDay(other)).rejects.toThrow('could not be reached');

  const lived = await liveDay(allowed);
  expect(lived).toMatchObject({ complete: true, state: 'succeeded', status: 'completed' });
  expect(lived.phases).toContain('sending');
  const { onu, timeline } = await kept({ ...server, as: await server.login() });
  expect(onu?.serialNumber).toBe(serialNumber);
  expect(timeline.filter((kind) => kind === 'evidenceAdded').length).toBe(2);
  expect(timeline).toEqual(expect.arrayContaining(['onuAuthorized', 'productAdded', 'closed']));
});
