import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Ticket, TicketPage } from '@field/core';
import { expect, test } from 'vitest';
import { degrade } from '../src/backends/degrade.ts';
import { createIxcBackend } from '../src/index.ts';
import { left, order, setUp, visit, whole } from './ixc/world.ts';

test('orders come in as tickets and what is done to them goes out, closing last', async () => {
  const world = await setUp();
  const { sync, json, as, ixc, ticketId } = world;
  expect(await sync.pull()).toEqual([{ added: 1, changed: 0, unchanged: 0, held: 0 }]);
  const page = await json<TicketPage>('GET', '/v1/tickets', { as });
  expect(page.items).toMatchObject([
    {
      id: ticketId,
      protocol: '0020260302000123',
      status: 'scheduled',
      priority: 'high',
      problemCode: { code: '15', label: 'SEM CONEXÃO' },
      schedule: { startsAt: '2026-03-02T09:00:00-03:00' },
      customer: { name: 'Maria das Dores' },
      address: { street: 'Rua das Acácias', city: 'São Gonçalo do Sapucaí' },
      location: { latitude: -21.88, longitude: -45.59 },
      network: { plan: 'FIBRA 500', ctoPort: '4', pppoeLogin: 'maria.dores' },
    },
  ]);
  expect(await json('GET', `/v1/tickets/${ticketId}/pppoe`, { as })).toMatchObject({ password: 'pppoe-9' });

  expect((await visit(world)).status).toBe('completed');
  // Until it is told over there, what IXC says is older than what is here.
  expect(await sync.pull()).toEqual([{ added: 0, changed: 0, unchanged: 0, held: 0 }]);
  await sync.push();
  expect(left(world)).toEqual(whole);
  const [closing] = ixc.writes('su_oss_chamado_fechar');
  expect(closing?.body).toMatchObject({
    id_chamado: '9101',
    id_tecnico: '12',
    id_su_diagnostico: '77',
    data_final: '2026-03-02 10:00:00',
    id_processo: '4',
    id_tarefa_atual: '41',
  });
  expect(ixc.writes('su_oss_chamado_executar')[0]?.body).toMatchObject({
    latitude: '-21.881',
    gps_time: '2026-03-02 09:10:00',
  });
  expect(ixc.requests.findLast(({ action }) => action !== 'listar')?.table).toBe('su_oss_chamado_fechar');
  expect(await world.store.listOutgoing()).toEqual([]);
  // Opened again over there, just as it was, it is work again.
  world.order().status = 'AG';
  await sync.pull();
  expect(await json('GET', `/v1/tickets/${ticketId}`, { as })).toMatchObject({ status: 'scheduled' });
});

test('a ticket that is closed or given away over there leaves the list here, with the reason', async () => {
  const { sync, json, as, order: read, ixc } = await setUp();
  await sync.pull();
  type Changes = { items: Ticket[]; removed: { reason: string }[]; nextCursor: string };
  const first = await json<Changes>('GET', '/v1/sync/tickets', { as });
  read().id_tecnico = '99';
  ixc.insert('su_oss_chamado', { ...order, id: '9104' });
  expect(await sync.pull()).toEqual([{ added: 1, changed: 1, unchanged: 0, held: 0 }]);
  const next = await json<Changes>('GET', `/v1/sync/tickets?cursor=${first.nextCursor}`, { as });
  expect(next.removed).toMatchObject([{ ticketId: 'ixc-9101', reason: 'reassigned' }]);
  expect(next.items.map(({ id }) => id)).toEqual(['ixc-9104']);
  expect(await sync.pull()).toEqual([{ added: 0, changed: 0, unchanged: 0, held: 0 }]);
});

test('a server that stops between an attempt and its end reads back before it sends again', async () => {
  const world = await setUp();
  const { sync, store, ixc } = world;
  await sync.pull();
  await visit(world);
  const hold = { runner: 'gone', until: '2026-03-02T12:05:00.000Z' };
  const taken = await store.take('ixc', hold, '2026-03-02T12:00:00.000Z');
  expect(taken).toMatchObject({ readBack: false, operation: { kind: 'visitStarted', attempts: 1 } });
  if (!taken) return;
  // Its bytes had left.
  const operation = { id: taken.operation.id, foreignId: '9101', technicianId: 'ana' };
  const action = { kind: 'startVisit', location: null } as const;
  const sent = {
    ...operation,
    occurredAt: '2026-03-02T09:10:00-03:00',
    text: 'Atendimento iniciado',
    action,
  };
  await world.backend.send(sent, AbortSignal.timeout(5_000));
  await sync.push();
  expect(ixc.writes('su_oss_chamado_executar')).toHaveLength(1);
  await world.settle();
  expect(left(world)).toEqual(whole);
});

test('a refusal waits for a person and holds up its ticket only; skipped, the rest goes on', async () => {
  const world = await setUp();
  const { sync, ixc, store, json, as } = world;
  ixc.insert('su_oss_chamado', { ...order, id: '9104' });
  await sync.pull();
  ixc.misbehave(({ table, body }) =>
    table === 'su_oss_mov_produto' && body.id_oss_chamado === '9101'
      ? { kind: 'error', field: 'mensagem', message: 'Saldo <b>insuficiente</b>' }
      : null,
  );
  await visit(world);
  const absent = { occurredAt: '2026-03-02T10:40:00-03:00', location: null, note: null };
  await json('POST', '/v1/tickets/ixc-9104/visits', {
    as,
    body: { startedAt: '2026-03-02T10:30:00-03:00', location: null },
  });
  await json('POST', '/v1/tickets/ixc-9104/customer-absent', { as, body: absent });
  await world.settle();
  expect(world.order().status).toBe('EX');
  expect(ixc.table('su_oss_chamado').find(({ id }) => id === '9104')?.status).toBe('RAG');
  const waiting = await store.listOutgoing();
  expect(waiting.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'productAdded refused',
    'evidenceAdded waiting',
    'evidenceAdded waiting',
    'closed waiting',
  ]);
  expect(waiting[0]?.problem).toContain('Saldo insuficiente');
  expect(await store.decide(waiting[0]?.number ?? 0, 'skip', '2026-03-02T13:00:00.000Z')).toBe(true);
  await world.settle();
  expect(left(world)).toMatchObject({ status: 'F', files: whole.files, material: [] });
});

test('a resource that always answers a page is given up for a person after five attempts', async () => {
  const world = await setUp();
  await world.sync.pull();
  world.ixc.misbehave(({ table, action }) =>
    table === 'su_oss_mov_produto' && action !== 'listar' ? { kind: 'page' } : null,
  );
  await visit(world);
  await world.settle(90);
  const [refused] = await world.store.listOutgoing();
  expect(refused).toMatchObject({ kind: 'productAdded', state: 'refused', attempts: 5 });
  expect(world.ixc.writes('su_oss_mov_produto')).toHaveLength(5);
});

test('a moved location replaces the row whole, and nothing of it is lost', async () => {
  const world = await setUp();
  await world.sync.pull();
  const location = { latitude: -21.9, longitude: -45.6, accuracyMetres: 5, measuredAt: null };
  await world.json('PUT', `/v1/tickets/${world.ticketId}/location`, {
    as: world.as,
    body: { occurredAt: '2026-03-02T09:20:00-03:00', location },
  });
  await world.sync.push();
  expect(world.order()).toEqual({ ...order, latitude: '-21.9', longitude: '-45.6' });
});

test('a list is read whole or not at all: an ignored filter, pages, a page of HTML', async () => {
  const world = await setUp();
  const { sync, ixc, json, as } = world;
  const ids = async () =>
    (await json<TicketPage>('GET', '/v1/tickets', { as })).items.map(({ id }) => id).sort();
  // The list of orders ignores its filter: rows of others are there, on several pages.
  for (let id = 20_000; id < 21_200; id += 1) {
    ixc.insert('su_oss_chamado', { ...order, id: String(id), id_tecnico: id === 21_100 ? '12' : '99' });
  }
  ixc.ignoreFilter('su_oss_chamado');
  await sync.pull();
  expect(await ids()).toEqual(['ixc-21100', 'ixc-9101']);
  ixc.misbehave(({ table, action }) =>
    action === 'listar' && table === 'su_oss_chamado' ? { kind: 'page' } : null,
  );
  await expect(sync.pull()).rejects.toMatchObject({ code: 'server.backend_malformed', retryable: true });
  ixc.misbehave(() => ({ kind: 'error', message: 'Recurso su_oss_chamado não está disponível!' }));
  await expect(sync.pull()).rejects.toMatchObject({ code: 'server.backend_not_released' });
  // What could not be read is not "no orders today".
  expect(await ids()).toEqual(['ixc-21100', 'ixc-9101']);
});

/** An address where nothing listens any more. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

test('a wrong token and a server that is not there are told, without the token', async () => {
  const { ixc, backend } = await setUp();
  const signal = AbortSignal.timeout(5_000);
  ixc.misbehave(() => ({ kind: 'status', status: 401 }));
  await expect(backend.listTickets([], signal)).rejects.toMatchObject({ code: 'server.backend_denied' });
  const settings = { technicians: { ana: '12' }, companies: { matriz: '1' }, utcOffset: '-03:00' };
  const nowhere = createIxcBackend({ ...settings, url: await closedPort(), token: 'secret-token' });
  const failing = nowhere.listTickets([], signal);
  await expect(failing).rejects.toMatchObject({ code: 'server.backend_unreachable' });
  await expect(failing).rejects.not.toThrow('secret-token');
});

test('being en route is a line on the timeline where only the system’s own app may say it', async () => {
  const world = await setUp();
  const { backend, ixc, sync, json, as, ticketId } = world;
  await sync.pull();
  const body = { occurredAt: '2026-03-02T08:50:00-03:00', location: null };
  const headers = { 'accept-language': 'pt-BR' };
  const departed = await json('POST', `/v1/tickets/${ticketId}/departure`, { as, body, headers });
  expect(departed).toMatchObject({ status: 'enRoute' });
  await sync.push();
  const [message] = ixc.table('su_oss_chamado_mensagem');
  expect(message).toMatchObject({
    mensagem: expect.stringMatching(/^Técnico a caminho\n\[field:/),
    data_inicio: '2026-03-02 08:50:00',
    // The order's own state, which a message carries: it does not move.
    status: 'AG',
  });
  expect(world.order().status).toBe('AG');
  // What IXC says of it is no news, so the phone's state stays.
  await sync.pull();
  expect(await json('GET', `/v1/tickets/${ticketId}`, { as })).toMatchObject({ status: 'enRoute' });

  const operation = {
    id: '018f0000-0000-7000-8000-000000000001',
    foreignId: '9101',
    technicianId: 'ana',
    occurredAt: '2026-03-02T08:50:00-03:00',
    text: 'Técnico a caminho',
    action: { kind: 'enRoute', location: null },
  } as const;
  expect(degrade(operation, backend)?.action).toEqual({ kind: 'note' });
  const { capabilities } = backend;
  expect(degrade(operation, { capabilities: { ...capabilities, enRoute: 'native' } })).toBe(operation);
  expect(degrade(operation, { capabilities: { ...capabilities, note: 'none' } })).toBe(null);
});
