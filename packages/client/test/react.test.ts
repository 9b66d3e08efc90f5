import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';
import * as React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { createFieldClient } from '../src/index.ts';
import { openOffline } from '../src/offline/index.ts';
import { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
import { createStandInServer } from '../src/testing/index.ts';

type Component = (props: Record<string, unknown>) => React.ReactNode;

/** The component in the guide, as it stands there. */
async function ticketsOfGuide(): Promise<Component> {
  const guide = await readFile(new URL('../../../docs/guides/build-an-app.md', import.meta.url), 'utf8');
  const [, source = ''] = /```tsx\n(.*?)```/s.exec(guide) ?? expect.fail('the guide has no tsx');
  const { code } = await transform(source, { loader: 'tsx', format: 'cjs', jsx: 'transform' });
  const module: { exports: { Tickets?: Component } } = { exports: {} };
  const require = (name: string) => (name === 'react' ? React : expect.fail(`the guide imports ${name}`));
  new Function('module', 'exports', 'require', 'React', code)(module, module.exports, require, React);
  return module.exports.Tickets ?? expect.fail('the guide exports no Tickets');
}

test('the guide’s React component shows tickets and sync status, with coverage and without', async () => {
  const Tickets = await ticketsOfGuide();
  const server = createStandInServer();
  const client = createFieldClient({ baseUrl: 'https://field.test', fetch: server.fetch });
  await client.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
  const storage = createMemoryRecords();
  const offline = openOffline({ client, storage });
  const outbox = await openOutbox({ client, storage });
  const list = offline.tickets.store({ status: ['assigned'] });
  const stop = list.subscribe(() => undefined);
  const shown = () => renderToStaticMarkup(React.createElement(Tickets, { list, outbox }));
  const until = (text: string) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const markup = shown();
        if (markup.includes(text)) resolve(markup);
      };
      list.subscribe(look);
      outbox.subscribe(look);
      look();
    });

  expect(shown()).toBe('<p>Carregando…</p>');
  await offline.sync();
  const fresh = await until('Tudo enviado');
  expect(fresh.match(/<li>/g)).toHaveLength(10);
  expect(fresh).not.toContain('Sem cobertura');

  const online = server.faults.add({ kind: 'offline' });
  await offline.sync().catch(() => undefined);
  const occurredAt = new Date().toISOString();
  await outbox.tickets.depart('os-1001', { occurredAt, location: null });
  const away = await until('1 a enviar');
  expect(away.match(/\(a enviar\)/g)).toHaveLength(1);
  online();
  outbox.sync();
  await until('Tudo enviado');
  stop();
  offline.close();
  await outbox.close();
});
