import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashReport } from '../src/evidence/index.ts';
import { check, evaluateClosing, Ticket } from '../src/index.ts';
import { exifBlock, jpegParts } from './pictures.ts';
import { closing, ticket } from './samples.ts';

const browserPath = process.env.FIELD_CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
let browser: Browser | undefined;

beforeAll(async () => {
  if (existsSync(browserPath)) browser = await chromium.launch({ executablePath: browserPath, args: flags });
});
afterAll(() => browser?.close());

/** The few names of a page the test uses; the package itself is built without any. */
interface BrowserGlobals {
  readonly document: {
    createElement(name: 'canvas'): {
      width: number;
      height: number;
      getContext(kind: '2d'): { fillRect(x: number, y: number, width: number, height: number): void };
      toBlob(done: (blob: Blob) => void, mediaType: string): void;
    };
  };
  readonly Blob: typeof Blob;
  createImageBitmap(blob: Blob): Promise<{ readonly width: number; readonly height: number }>;
}

type Core = typeof import('../src/index.ts') & typeof import('../src/evidence/index.ts');

async function openPage() {
  if (!browser) return undefined;
  const { outputFiles } = await build({
    stdin: {
      contents: "export * from '../src/index.ts'; export * from '../src/evidence/index.ts';",
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    globalName: 'core',
    write: false,
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  return page;
}

test('a browser judges a closing, checks a ticket and hashes a report exactly as Node does', async (context) => {
  const page = await openPage();
  if (!page) return context.skip(`no Chromium at ${browserPath}`);
  const report = {
    'é€😀': [333333333.3333333, 1e21, 0.000001, -0],
    protocol: '00202601310001',
    closing: closing(),
  };
  const incomplete = closing({ photos: [] });
  const wrong = { ...ticket(), status: 'aberto' };
  const there = await page.evaluate(
    async ([draft, given, hashed]) => {
      const { core } = globalThis as unknown as { core: Core };
      const bytes: number[] = [];
      await core.hashReport(hashed, (octets) => {
        bytes.push(...octets);
        return new Uint8Array(32);
      });
      return { findings: core.evaluateClosing(draft), checked: core.check(core.Ticket, given), bytes };
    },
    [incomplete, wrong, report] as const,
  );
  expect(there.findings).toEqual(evaluateClosing(incomplete));
  expect(there.checked).toEqual(check(Ticket, wrong));
  const here = await hashReport(report, (bytes) => createHash('sha256').update(bytes).digest());
  expect(createHash('sha256').update(Uint8Array.from(there.bytes)).digest('hex')).toBe(here);
});

test('a photo a browser made is still a picture without its place', async (context) => {
  const page = await openPage();
  if (!page) return context.skip(`no Chromium at ${browserPath}`);
  const exif = [...jpegParts.exif(exifBlock({ orientation: 6 }))];
  const seen = await page.evaluate(async (segment) => {
    const { core } = globalThis as unknown as { core: Core };
    const { document, createImageBitmap, Blob } = globalThis as unknown as BrowserGlobals;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [40, 20];
    canvas.getContext('2d').fillRect(0, 0, 20, 20);
    const blob = await new Promise<Blob>((done) => canvas.toBlob(done, 'image/jpeg'));
    const made = new Uint8Array(await blob.arrayBuffer());
    const placed = Uint8Array.from([...made.subarray(0, 2), ...segment, ...made.subarray(2)]);
    const stripped = core.stripPhoto(placed);
    if (!stripped.ok) return stripped.reason;
    const bitmap = await createImageBitmap(new Blob([stripped.bytes], { type: 'image/jpeg' }));
    return { width: bitmap.width, height: bitmap.height, location: stripped.location?.accuracyMetres };
  }, exif);
  expect(seen).toEqual({ width: 20, height: 40, location: 7.5 });
});
