import { readFile } from 'node:fs/promises';
import * as field from '@field/client';
import { createHandlerFetch } from '@field/client/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFieldServer, openSqliteStorage, seedTenant } from '../src/index.ts';
import { password, provider } from './support/tenant.ts';

type Run = (library: typeof field, password: string, console: { log(line: string): void }) => Promise<void>;
const AsyncFunction = (async () => undefined).constructor as new (...source: string[]) => Run;

test('the example of the client’s README does what it says', async () => {
  const readme = await readFile(new URL('../../client/README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const body = example.replace(/^import (\{.*\}) from '@field\/client';$/m, 'const $1 = field;');

  const storage = await openSqliteStorage({ path: ':memory:' });
  onTestFinished(() => storage.close());
  await seedTenant(storage, provider('norte', { domains: ['provedor.example'] }));
  const server = createFieldServer({ storage });
  vi.stubGlobal('fetch', createHandlerFetch(server.fetch));
  onTestFinished(() => void vi.unstubAllGlobals());

  const lines: string[] = [];
  await new AsyncFunction('field', 'password', 'console', body)(field, password, {
    log: (line) => lines.push(line),
  });
  expect(lines).toEqual([
    'Ana Souza, Matriz',
    '1 chamado, 0 urgente',
    expect.stringMatching(/^José da Silva: 20\d\d-/),
    'solution: Selecione o código da solução.',
    'photos: Adicione pelo menos uma foto.',
    'customerSignature: Peça a assinatura do cliente.',
    'outcome: Informe como a visita terminou.',
  ]);
});
