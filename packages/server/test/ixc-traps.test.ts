import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Ticket, TicketPage } from '@field/core';
import { expect, onTestFinished, test } from 'vitest';
import { createIxcBackend } from '../src/index.ts';
import { selfSigned } from './ixc/self-signed.ts';
import type { Misbehaviour } from './ixc/stand-in.ts';
import { left, onceAt, order, setUp, token, visit, type World, whole } from './ixc/world.ts';

/** What is known to be different with IXC from what its papers, or anybody, would expect: each with what then happens here. */

const signal = () => AbortSignal.timeout(20_000);
const listed = ({ ixc }: World) => ixc.requests.filter(({ action }) => action === 'listar');
const note = {
  id: '018f0000-0000-7000-8000-000000000001',
  foreignId: '9101',
  technicianId: 'ana',
  occurredAt: '2026-03-02T08:50:00-03:00',
  text: 'Recado',
  action: { kind: 'note' },
} as const;

test('trap: a provider’s own certificate is told as one, and no byte of the token leaves', async () => {
  let arrived = 0;
  const server = createServer(selfSigned, (_, response) => {
    arrived += 1;
    response.end('{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const settings = { technicians: { ana: '12' }, companies: { matriz: '1' }, utcOffset: '-03:00' };
  const backend = createIxcBackend({ ...settings, token, url: `https://127.0.0.1:${port}` });
  const told = { code: 'server.backend_unreachable', message: expect.stringContaining('SELF_SIGNED_CERT') };
  await expect(backend.listTickets([], signal())).rejects.toMatchObject(told);
  expect(await backend.send(note, signal())).toMatchObject({ kind: 'notSent', error: told });
  expect(arrived).toBe(0);
});

test('trap: a list is a POST with the header `ixcsoft: listar`; without it IXC answers 404, and an insert is an insert', async () => {
  const world = await setUp();
  const bare = await fetch(`${world.ixc.url}/webservice/v1/su_oss_chamado`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(token).toString('base64')}` },
    body: '{}',
  });
  expect(bare.status).toBe(404);
  world.ixc.requests.length = 0;
  await world.sync.pull();
  expect(world.ixc.requests.every(({ method, action }) => method === 'POST' && action === 'listar')).toBe(
    true,
  );
  await world.backend.send(note, signal());
  expect(world.ixc.requests.at(-1)).toMatchObject({ method: 'POST', action: 'incluir' });
});

test('trap: there is no OR: each technician’s orders are a list of their own', async () => {
  const world = await setUp();
  world.ixc.insert('su_oss_chamado', { ...order, id: '9105', id_tecnico: '13' });
  await world.sync.pull();
  const asked = listed(world).filter(({ body }) => body.qtype === 'su_oss_chamado.id_tecnico');
  expect(asked.map(({ body }) => body.query)).toEqual(['12', '13']);
  const { total } = await world.json<TicketPage>('GET', '/v1/dispatch/tickets', { as: world.dora });
  expect(total).toBe(2);
});

test('trap: every value is text, or once in a while a number or nothing; an empty date is 0000-00-00', async () => {
  const world = await setUp();
  const { ixc, sync, json, as } = world;
  const row = ixc.table('su_oss_chamado')[0] as Record<string, unknown>;
  Object.assign(row, { latitude: -21.88, id_filial: 1, protocolo: null, data_agenda: '0000-00-00 00:00:00' });
  ixc.asNumbers('su_oss_chamado');
  await sync.pull();
  const { items } = await json<TicketPage>('GET', '/v1/tickets', { as });
  expect(items).toMatchObject([
    { protocol: '9101', schedule: null, companyId: 'matriz', location: { latitude: -21.88 } },
  ]);
});

test('trap: a PUT replaces, so what is not read and sent again is emptied', async () => {
  const world = await setUp();
  const { ixc } = world;
  const headers = { authorization: `Basic ${Buffer.from(token).toString('base64')}`, ixcsoft: 'alterar' };
  const other = ixc.insert('su_oss_chamado', { ...order, id: '9106' });
  const url = `${ixc.url}/webservice/v1/su_oss_chamado/${other}`;
  await fetch(url, { method: 'PUT', headers, body: '{"latitude":"1"}' });
  expect(ixc.table('su_oss_chamado').at(-1)).toMatchObject({ latitude: '1', mensagem: '', status: '' });
  const location = { latitude: -21.9, longitude: -45.6, accuracyMetres: 5, measuredAt: null };
  await world.backend.send({ ...note, action: { kind: 'moveLocation', location } }, signal());
  expect(world.order()).toEqual({ ...order, latitude: '-21.9', longitude: '-45.6' });
});

const refusals: readonly [string, Misbehaviour, string, string][] = [
  ['HTTP 200 with type error', { kind: 'error', message: 'Não pode' }, 'refused', 'backend_refused'],
  [
    'HTTP 200 with mensagem, in HTML',
    { kind: 'error', field: 'mensagem', message: '<b>Não</b> pode<br />' },
    ...(['refused', 'backend_refused'] as const),
  ],
  ['a red web page under HTTP 200', { kind: 'page' }, 'unknown', 'backend_malformed'],
  ['HTTP 400', { kind: 'status', status: 400 }, 'unknown', 'backend_malformed'],
  ['HTTP 401, the token', { kind: 'status', status: 401 }, 'notSent', 'backend_denied'],
  ['HTTP 403, a server that moved', { kind: 'status', status: 403 }, 'notSent', 'backend_denied'],
  ['HTTP 404', { kind: 'status', status: 404 }, 'unknown', 'backend_malformed'],
  ['HTTP 500, a wrong table', { kind: 'status', status: 500 }, 'unknown', 'backend_malformed'],
  [
    'an address that is not allowed',
    { kind: 'error', message: 'Seu IP não está liberado' },
    ...(['notSent', 'backend_denied'] as const),
  ],
  [
    'a resource that is not released',
    { kind: 'error', message: 'Recurso su_oss_chamado_mensagem não está disponível!' },
    ...(['refused', 'backend_not_released'] as const),
  ],
];

test.each(refusals)('trap: %s is an error, never an empty list or a success', async (_, fault, end, code) => {
  const world = await setUp();
  world.ixc.misbehave(() => fault);
  await expect(world.backend.listTickets([], signal())).rejects.toMatchObject({ code: `server.${code}` });
  world.ixc.misbehave(({ action }) => (action === 'listar' ? null : fault));
  const result = await world.backend.send(note, signal());
  expect(result).toMatchObject({ kind: end, error: { code: `server.${code}` } });
  expect(String('error' in result && result.error)).not.toMatch(/<|0123456789abcdef/);
  expect(world.ixc.table('su_oss_chamado_mensagem')).toEqual([]);
});

test('trap: the documented DD/MM/YYYY is silently no date; all that is written is YYYY-MM-DD HH:MM:SS', async () => {
  const world = await setUp();
  await world.sync.pull();
  const morning = { startsAt: '2026-03-03T08:00:00-03:00', endsAt: '2026-03-03T12:00:00-03:00' };
  const path = '/v1/dispatch/tickets/ixc-9101/schedule';
  await world.json('PUT', path, { as: world.dora, body: { schedule: morning } });
  await visit(world);
  await world.settle();
  const times = world.ixc.requests.flatMap(({ body, action }) =>
    action === 'listar' ? [] : Object.entries(body).filter(([name]) => /^data|^gps_time/.test(name)),
  );
  expect(times.length).toBeGreaterThan(5);
  for (const [name, time] of times) {
    expect([name, time]).toEqual([name, expect.stringMatching(/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/)]);
  }
  expect(world.order().data_agenda).toBe('2026-03-03 08:00:00');
});

test('trap: the list of su_oss_mov_produto ignores its filter; material is read back in movimento_produtos', async () => {
  const world = await setUp();
  await world.sync.pull();
  world.ixc.insert('su_oss_mov_produto', { id_oss_chamado: '1', descricao: 'of another order' });
  await visit(world);
  world.ixc.misbehave(onceAt('su_oss_mov_produto', { kind: 'cut', after: true }));
  await world.settle();
  expect(left(world)).toEqual(whole);
  const tables = listed(world).map(({ table }) => table);
  expect(tables).toContain('movimento_produtos');
  expect(tables).not.toContain('su_oss_mov_produto');
});

test('trap: a filter that IXC ignores over more rows than can be read is an error, not a list', async () => {
  const world = await setUp();
  world.ixc.pretendTotal('su_oss_chamado', 20_001);
  await expect(world.sync.pull()).rejects.toMatchObject({ code: 'server.backend_filter_ignored' });
  expect(await world.json('GET', '/v1/tickets', { as: world.as })).toMatchObject({ total: 0 });
});

test('trap: some providers do not release loans: unless told they do, a loan is a line of text', async () => {
  const world = await setUp();
  await world.sync.pull();
  world.ixc.misbehave(({ table }) => (table.includes('comodato') ? { kind: 'page' } : null));
  const body = { productId: 'router', quantity: 1, serial: 'RT-001', mode: 'loan' };
  await world.json('POST', '/v1/tickets/ixc-9101/products', { as: world.as, body });
  await world.settle();
  expect(world.ixc.requests.filter(({ table }) => table.includes('comodato'))).toEqual([]);
  expect(world.ixc.table('su_oss_chamado_mensagem')).toMatchObject([
    { mensagem: expect.stringMatching(/^Comodato adicionado: ROTEADOR AX3000, 1 un\.\n\[field:/) },
  ]);
  const { capabilities, degradations } = world.backend;
  expect([capabilities.lendProduct, degradations.lendProduct]).toEqual(['note', 'notConfigured']);
});

test('trap: `tipo` is not what the examples say, so no order is left out for it', async () => {
  const world = await setUp();
  world.order().tipo = 'X';
  await world.sync.pull();
  expect(await world.json('GET', '/v1/tickets', { as: world.as })).toMatchObject({ total: 1 });
});

test('trap: a state letter nobody documented is no error and leaves the ticket as it is; C takes it off the list', async () => {
  const world = await setUp();
  const { sync, json, as, dora } = world;
  await sync.pull();
  const status = async () =>
    (await json<Ticket>('GET', '/v1/dispatch/tickets/ixc-9101', { as: dora })).status;
  world.order().status = 'ZZ';
  await sync.pull();
  expect(await status()).toBe('scheduled');
  world.order().status = 'C';
  await sync.pull();
  expect(await status()).toBe('cancelled');
  expect(await json('GET', '/v1/sync/tickets', { as })).toMatchObject({ items: [] });
});

test('trap: DS is for IXC’s own app; travelling is a line of text and moves no order', async () => {
  const world = await setUp();
  await world.sync.pull();
  const body = { occurredAt: '2026-03-02T08:50:00-03:00', location: null };
  await world.json('POST', '/v1/tickets/ixc-9101/departure', { as: world.as, body });
  await world.sync.push();
  expect(world.ixc.requests.filter(({ body: { status } }) => status === 'DS')).toEqual([]);
  expect(world.ixc.table('su_oss_chamado_mensagem')).toHaveLength(1);
  expect(world.order().status).toBe('AG');
  expect(world.backend.degradations.enRoute).toBe('ownAppOnly');
});

test('trap: files have no hash there and cannot be resumed; a cut upload is found by its mark and named by its SHA-256', async () => {
  const world = await setUp();
  await world.sync.pull();
  await visit(world);
  world.ixc.misbehave(onceAt('su_oss_chamado_arquivos', { kind: 'cut', after: true }));
  await world.settle();
  const files = world.ixc.table('su_oss_chamado_arquivos');
  expect(files.map(({ local_arquivo }) => local_arquivo)).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}\.jpeg \d+$/),
    expect.stringMatching(/^[0-9a-f]{64}\.svg\+xml \d+$/),
  ]);
});

test('trap: closing does not wait for stock and files there, so here it is told last', async () => {
  const world = await setUp();
  await world.sync.pull();
  await visit(world);
  await world.settle();
  const writes = world.ixc.requests.filter(({ action }) => action !== 'listar').map(({ table }) => table);
  expect(writes.indexOf('su_oss_chamado_fechar')).toBe(writes.length - 1);
  expect(writes).toContain('su_oss_mov_produto');
});
