import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TicketPage } from '@field/core';
import { transform } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import * as field from '../src/index.ts';
import { callsTo, secretKey } from './support/serve.ts';

interface Program {
  readonly storage: field.Storage;
  readonly sync: field.BackendSync;
  handle(request: Request, address: string): Promise<Response>;
}
type Run = (...values: unknown[]) => Promise<Program>;
const AsyncFunction = (async () => undefined).constructor as new (...source: string[]) => Run;

/** The guide's ERP: two orders, notes, and a closing whose first answer is lost. */
async function startErp() {
  const notes: string[] = [];
  const requests: string[] = [];
  const order = { technician: 'ana', customerId: '7', customer: 'Maria', reason: 'LOS', contract: 'k-1' };
  const place = { street: 'Rua Nova', openedAt: '2026-03-01T08:00:00-03:00' };
  const orders = [
    { id: '1', state: 'NEW', ...order, ...place },
    { id: '2', state: 'PARADO', ...order, ...place },
  ];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push(`${request.method} ${request.url}`);
    const send = (json: object) => response.end(JSON.stringify(json));
    if (request.method === 'GET')
      return send(request.url === '/orders' ? { ok: true, orders } : { ok: true, notes });
    const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string };
    if (text.startsWith('Cliente ausente')) return send({ ok: false, error: 'Ordem bloqueada' });
    notes.push(text);
    // Done, and nobody hears of it.
    if (notes.length === 1) return request.socket.destroy();
    send({ ok: true });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, notes, requests };
}

test('the guide, block after block, puts an ERP behind the protocol', async () => {
  const guide = await readFile(new URL('../../../docs/guides/integrate.md', import.meta.url), 'utf8');
  const blocks = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
  expect(blocks).toHaveLength(6);
  const source = blocks
    .join('\n')
    .replace(/^import type .*$/gm, '')
    .replace(/^import (\{.*?\}) from '@field\/server';$/gm, 'var $1 = library;')
    // The test moves the clock, which the guide has no use for.
    .replace('createBackendSync({', 'createBackendSync({ clock,');
  const { code } = await transform(`async () => {${source}\nreturn { storage, sync, handle };}`, {
    loader: 'ts',
  });
  const erp = await startErp();
  const logged: string[] = [];
  let ahead = 0;
  const names = ['library', 'secretKey', 'erpUrl', 'log', 'clock'];
  const program = await new AsyncFunction(...names, `return (${code.trim().replace(/;$/, '')})();`)(
    field,
    secretKey,
    erp.url,
    (line: string) => logged.push(line),
    () => new Date(Date.now() + ahead),
  );
  onTestFinished(() => program.storage.close());
  expect(logged).toEqual(['phones find Serra Fibra', '2 orders came in', '0 operations wait']);

  const { handle, storage, sync } = program;
  const other = await handle(new Request('https://campo.serra.example/'), '203.0.113.7');
  expect(await other.text()).toBe('The intranet of Serra Fibra');
  const { json, login } = callsTo('https://campo.serra.example', (url, init) =>
    handle(new Request(url, init), '203.0.113.7'),
  );
  const as = await login('ana', 'serra');
  const { items } = await json<TicketPage>('GET', '/v1/tickets', { as });
  expect(items.map(({ id, status }) => `${id} ${status}`)).toEqual(['acme-1 assigned', 'acme-2 unknown']);

  const location = { occurredAt: '2026-03-02T09:20:00-03:00', location: null };
  await json('POST', '/v1/tickets/acme-1/departure', { as, body: location });
  await sync.push();
  ahead = 60_000;
  await sync.push();
  expect(erp.requests.slice(1)).toEqual(['POST /orders/1/notes', 'GET /orders/1/notes']);
  expect(erp.notes).toEqual([expect.stringMatching(/\n\[field:[0-9a-f-]{36}\]$/)]);
  const absent = { ...location, note: null };
  await json('POST', '/v1/tickets/acme-1/visits', {
    as,
    body: { startedAt: location.occurredAt, location: null },
  });
  await json('POST', '/v1/tickets/acme-1/customer-absent', { as, body: absent });
  await sync.push();
  expect(await storage.backends('serra').listOutgoing()).toMatchObject([
    { kind: 'customerAbsent', state: 'refused', problem: expect.stringContaining('Ordem bloqueada') },
  ]);
});
