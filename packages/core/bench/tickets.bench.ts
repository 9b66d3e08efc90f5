import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { ticket } from '../test/samples.ts';

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

/** Ten thousand tickets with names as Brazilian registers have them. */
const firstNames = ['José', 'João', 'Conceição', 'Antônia', 'MARIA', 'Luís', 'Ângela', 'Mário'];
const lastNames = ['da Silva', 'dos Santos', 'Gonçalves', 'Araújo', 'Magalhães', 'Lima'];
const statuses = ['open', 'scheduled', 'assigned', 'inProgress', 'completed', 'cancelled'] as const;
const tickets = Array.from({ length: 10_000 }, (_, index) =>
  ticket({
    id: `ticket-${index}`,
    status: statuses[index % statuses.length] ?? 'open',
    priority: index % 9 === 0 ? 'urgent' : 'normal',
    customer: {
      id: `customer-${index}`,
      name: `${firstNames[index % 8]} ${lastNames[index % 6]} ${lastNames[(index * 7) % 6]} ${index}`,
      phone: null,
    },
  }),
);

export default async function bench() {
  if (!existsSync(browserPath)) return { skipped: `no Chromium at ${browserPath}` };
  const { outputFiles } = await build({
    stdin: {
      contents: "export { countTickets, filterTickets } from '../src/index.ts';",
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    globalName: 'core',
    write: false,
  });
  const browser = await chromium.launch({ executablePath: browserPath, args: flags });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const milliseconds = await page.evaluate((list) => {
      const { core } = globalThis as unknown as { core: typeof import('../src/index.ts') };
      const searches = ['jose silva', 'CONCEICAO', 'araujo 99', 'x'];
      return Array.from({ length: 60 }, (_, run) => {
        // Fresh objects, so that nothing learned about a list helps the next one.
        const fresh = list.map((one) => ({ ...one, customer: { ...one.customer } }));
        const started = performance.now();
        const found = core.filterTickets(fresh, {
          search: searches[run % searches.length] ?? '',
          status: ['open', 'scheduled', 'assigned', 'inProgress', 'completed'],
          from: '2026-01-01T00:00:00-03:00',
          to: '2026-12-31T00:00:00-03:00',
        });
        core.countTickets(found);
        return performance.now() - started;
      }).sort((a, b) => a - b);
    }, tickets);
    const [median, slow] = [milliseconds[30], milliseconds[57]];
    return [
      {
        name: `filter, search and count 10,000 tickets in Chromium ${browser.version().split('.')[0]}, median`,
        value: median ?? Number.NaN,
        unit: 'ms',
        limit: 16,
      },
      { name: 'the same, 95th of 100', value: slow ?? Number.NaN, unit: 'ms' },
    ];
  } finally {
    await browser.close();
  }
}
