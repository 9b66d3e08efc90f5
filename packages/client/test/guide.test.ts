import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import * as diagnostics from '../src/diagnostics/index.ts';
import * as encryption from '../src/encryption/index.ts';
import * as main from '../src/index.ts';
import * as location from '../src/location/index.ts';
import * as offline from '../src/offline/index.ts';
import * as onu from '../src/onu/index.ts';
import * as outbox from '../src/outbox/index.ts';
import * as resilience from '../src/resilience/index.ts';
import * as storage from '../src/storage/index.ts';
import * as tenants from '../src/tenants/index.ts';
import * as testing from '../src/testing/index.ts';

const entries: Readonly<Record<string, object>> = {
  '@field/client': main,
  '@field/client/diagnostics': diagnostics,
  '@field/client/encryption': encryption,
  '@field/client/location': location,
  '@field/client/offline': offline,
  '@field/client/onu': onu,
  '@field/client/outbox': outbox,
  '@field/client/resilience': resilience,
  '@field/client/storage': storage,
  '@field/client/tenants': tenants,
  '@field/client/testing': testing,
};

type Run = (
  entry: (name: string) => object,
  log: (line: string) => void,
  show: (line: string) => void,
) => Promise<void>;
const AsyncFunction = (async () => undefined).constructor as new (...source: string[]) => Run;

test('the guide, block after block, is an app', async () => {
  const guide = await readFile(new URL('../../../docs/guides/build-an-app.md', import.meta.url), 'utf8');
  const blocks = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
  const program = blocks.join('\n').replace(/^import (\{.*?\}) from '(.*?)';$/gm, "const $1 = entry('$2');");
  expect(blocks.length).toBe(9);

  const [logged, shown]: [string[], string[]] = [[], []];
  await new AsyncFunction('entry', 'log', 'show', program)(
    (name) => entries[name] ?? expect.fail(`the guide imports ${name}`),
    (line) => logged.push(line),
    (line) => shown.push(line),
  );
  expect(logged.filter((line) => !line.includes(': again after attempt'))).toEqual([
    'signed in at Rede Norte',
    expect.stringMatching(/^\d+ tickets, complete$/),
    expect.stringMatching(/^stale: \S+/),
    '2 changes wait',
    'the OLT needs coverage',
    'authorized: created',
    'light: good',
    'closed: completed',
    '0 changes wait',
    'report with many events, 0 pending',
    'signed out',
  ]);
  expect(shown.some((line) => /^10 tickets, \d urgent, as of 20/.test(line))).toBe(true);
  expect(shown).toContain('Lendo a OLT');
});
