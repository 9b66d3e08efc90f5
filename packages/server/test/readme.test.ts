import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import * as field from '../src/index.ts';
import { callsTo, secretKey, temporaryFolder } from './support/serve.ts';

type Run = (library: object, process: object, console: { log(line: string): void }) => Promise<void>;
const AsyncFunction = (async () => undefined).constructor as new (...source: string[]) => Run;

test('the example of the README starts a server that signs its technician in', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const path = join(await temporaryFolder(), 'field.db');
  const body = example
    .replace(/^import (\{.*?\}) from '@field\/server';$/ms, 'const $1 = field;')
    .replace("'field.db'", JSON.stringify(path))
    .replace('port: 8080', 'port: 0');

  const env = { FIELD_SECRET_KEY: secretKey, TECHNICIAN_PASSWORD: 'fibra-otica-7', OLT_PASSWORD: 'x' };
  let stop = () => {};
  const lines: string[] = [];
  const library = { ...field, consoleLogger: field.silentLogger };
  const process = {
    env,
    once(_signal: string, handler: () => void) {
      stop = handler;
    },
  };
  await new AsyncFunction('field', 'process', 'console', body)(library, process, {
    log: (line) => lines.push(line),
  });
  onTestFinished(() => stop());

  const [, url = ''] =
    /^Field protocol at (\S+), described in \S+\/openapi\.json$/.exec(lines[0] ?? '') ?? [];
  const { login, call } = callsTo(url);
  expect(await login('ana', 'serra')).toMatchObject({ technician: { name: 'Ana Souza' } });
  expect((await call('GET', '/openapi.json')).status).toBe(200);
});
