import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Evidence, ProductUse, Ticket } from '@field/core';
import { expect, onTestFinished, test } from 'vitest';
import {
  type Backend,
  type BackendCapabilities,
  type BackendOperation,
  backendError,
  type Capability,
  createBackendSync,
  type ForeignTicket,
} from '../src/index.ts';
import { openTestStorage } from './support/engine.ts';
import { jpeg, svg } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { staffed } from './support/tenant.ts';

// What an integrator writes, with the guide (docs/guides/integrate.md) and what `@field/server` exports.

interface Order {
  readonly id: string;
  /** The operation that opened it; empty where it is their own. */
  readonly by: string;
  readonly customer: string;
  readonly technician: string | null;
  readonly state: ForeignTicket['status'];
}

/** An ERP that takes every operation under a path of its own, or everything as notes, or nothing. */
function acme(url: string, capabilities: BackendCapabilities): Backend {
  async function ask(path: string, signal: AbortSignal, body?: object) {
    const of = { backend: 'Acme', what: path };
    try {
      const response = await fetch(url + path, {
        method: body ? 'POST' : 'GET',
        body: JSON.stringify(body),
        signal,
      });
      const json = await response.json().catch(() => null);
      if (json?.ok === true) return { kind: 'done', json } as const;
      return {
        kind: 'unknown',
        error: backendError('server.backend_malformed', { ...of, reason: 'no ok' }),
      } as const;
    } catch (cause) {
      return { kind: 'unknown', error: backendError('server.backend_no_answer', of, { cause }) } as const;
    }
  }
  async function read(path: string, signal: AbortSignal) {
    const answer = await ask(path, signal);
    if (answer.kind !== 'done') throw answer.error;
    return answer.json;
  }
  const here = {
    city: '',
    complement: '',
    district: '',
    number: '',
    postalCode: '',
    reference: '',
    state: '',
  };
  return {
    name: 'acme',
    capabilities,
    degradations: {},
    async listTickets(_known, signal) {
      const { orders } = await read('/orders', signal);
      return orders.map(
        ({ id, by, customer, technician, state }: Order): ForeignTicket => ({
          foreignId: id,
          ...(by && { openedBy: by }),
          fingerprint: [customer, technician, state].join(),
          said: { technician, status: state },
          status: state,
          technicianId: technician,
          companyId: 'matriz',
          protocol: id,
          priority: 'normal',
          problemCode: { code: '7', label: 'SEM CONEXÃO' },
          schedule: null,
          address: { ...here, street: 'Rua Nova' },
          location: null,
          customer: { id: '7', name: customer, phone: null },
          openedAt: '2026-03-01T08:00:00-03:00',
          contract: { id: 'k-1', plan: null, ctoPort: null, pppoe: null },
        }),
      );
    },
    async send({ id, foreignId, text, action }, signal) {
      const { technicianId } = {
        technicianId: undefined,
        ...(action.kind === 'openTicket' ? action.ticket : action),
      };
      const body = { mark: id, order: foreignId, text, technician: technicianId };
      const answer = await ask(`/do/${action.kind}`, signal, body);
      return answer.kind === 'done' ? { kind: 'done', foreignRef: answer.json.ref } : answer;
    },
    async readBack({ id }, signal) {
      const { ref } = await read(`/marks/${id}`, signal);
      return ref === null ? { kind: 'notDone' } : { kind: 'done', foreignRef: ref };
    },
  };
}

const kinds: readonly BackendOperation['action']['kind'][] = [
  ...(['openTicket', 'assign', 'schedule', 'cancel', 'enRoute', 'startVisit', 'customerAbsent'] as const),
  ...([
    'useProduct',
    'returnProduct',
    'lendProduct',
    'moveLocation',
    'addEvidence',
    'close',
    'note',
  ] as const),
];
const all = (of: Capability) =>
  Object.fromEntries(kinds.map((kind) => [kind, of])) as Record<(typeof kinds)[number], Capability>;

/** When the connection is cut in the first request of every operation. */
type Cut = 'before' | 'after' | 'never';

/** How an order stands after what is done to it as what it is. */
const ends: Readonly<Record<string, Order['state']>> = {
  customerAbsent: 'awaitingReschedule',
  cancel: 'cancelled',
  close: 'completed',
};

const opened = (id: string, by = ''): Order => ({
  id,
  by,
  customer: 'Maria',
  technician: 'ana',
  state: 'assigned',
});

/** The ERP itself. It knows no repetition: what is sent twice is there twice. */
async function startErp(cut: Cut) {
  const orders = ['1', '2', '3'].map((id) => opened(id));
  const done: { kind: string; mark: string; order: string; text: string; ref: string }[] = [];
  /** What was asked of each operation, in order. */
  const asked = new Map<string, string[]>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, what = '', name = ''] = (request.url ?? '').split('/');
    const answer = (json: object) => response.end(JSON.stringify({ ok: true, ...json }));
    if (what === 'orders') return answer({ orders });
    if (what === 'marks') {
      asked.get(name)?.push('read');
      return answer({ ref: done.find(({ mark }) => mark === name)?.ref ?? null });
    }
    const { mark, order, text, technician } = JSON.parse(Buffer.concat(chunks).toString());
    const before = asked.get(mark) ?? [];
    asked.set(mark, [...before, 'sent']);
    const isCut = cut !== 'never' && before.length === 0;
    if (isCut && cut === 'before') return request.socket.destroy();
    const ref = name === 'openTicket' ? `n-${done.length}` : order;
    if (name === 'openTicket') orders.push(opened(ref, mark));
    const state = ends[name];
    const changed = orders.find(({ id }) => id === ref);
    if (changed) Object.assign(changed, { ...(technician && { technician }), ...(state && { state }) });
    done.push({ kind: name, mark, order: ref, text, ref });
    if (isCut) return request.socket.destroy();
    answer({ ref });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, orders, done, asked };
}

/** A provider before that ERP, and a day on which every kind of change happens. */
async function liveDay(capabilities: BackendCapabilities, cut: Cut = 'never') {
  const erp = await startErp(cut);
  const storage = await openTestStorage();
  let now = Date.parse('2026-03-02T12:00:00Z');
  const clock = () => new Date(now);
  const { json, call, upload, login } = await serve({
    storage,
    clock,
    tenants: [staffed('norte', { tickets: [] })],
  });
  onTestFinished(() => storage.close());
  const sync = createBackendSync({
    storage,
    clock,
    backends: [{ tenantId: 'norte', backend: acme(erp.url, capabilities) }],
  });
  onTestFinished(() => sync.close());
  expect(await sync.pull()).toMatchObject([{ added: 3 }]);

  const [as, dora] = [await login(), await login('dora')];
  const occurredAt = '2026-03-02T08:50:00-03:00';
  const post = <T = Ticket>(path: string, body: object) =>
    json<T>('POST', `/v1/tickets/acme-${path}`, { as, body });
  const dispatch = (method: string, path: string, body: object) =>
    json<Ticket>(method, `/v1/dispatch/tickets${path}`, { as: dora, body });

  await post('1/departure', { occurredAt, location: null });
  await post('1/visits', { startedAt: occurredAt, location: null });
  const location = { latitude: -21.9, longitude: -45.6, accuracyMetres: null, measuredAt: null };
  await json('PUT', '/v1/tickets/acme-1/location', { as, body: { occurredAt, location } });
  await post('1/products', { productId: 'drop', quantity: 35.5, mode: 'sale' });
  const loan = { productId: 'router', quantity: 1, serial: 'RT-001', mode: 'loan' };
  const { movementId } = await post<ProductUse>('1/products', loan);
  await call('DELETE', `/v1/tickets/acme-1/products/${movementId}`, { as });
  const photo = (await (await upload(as, 'acme-1', 'photo', jpeg)).json()) as Evidence;
  const signature = (await (await upload(as, 'acme-1', 'customerSignature', svg)).json()) as Evidence;
  await post('1/closing', {
    cause: { code: 'fibre-cut' },
    solution: { code: 'new-drop' },
    details: 'Drop trocado da CTO até a casa.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: null, seal: '0099', ctoPort: '7' },
    photos: [photo.id],
    customerSignature: signature.id,
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt,
    location: null,
  });

  await dispatch('PUT', '/acme-2/assignment', { technicianId: 'beto' });
  const schedule = { startsAt: '2026-03-03T08:00:00-03:00', endsAt: '2026-03-03T12:00:00-03:00' };
  await dispatch('PUT', '/acme-2/schedule', { schedule });
  await dispatch('POST', '/acme-2/cancellation', { reason: 'Cliente desistiu' });

  await post('3/visits', { startedAt: occurredAt, location: null });
  await post('3/customer-absent', { occurredAt, location: null, note: 'Ninguém atende' });

  const opened = await dispatch('POST', '', {
    contractId: 'acme-k-1',
    problemCode: '7',
    priority: 'normal',
    technicianId: 'ana',
    schedule: null,
    address: {
      ...{ street: 'Rua Nova', number: '7', complement: '', district: '', city: '', state: '' },
      ...{ postalCode: '', reference: '' },
    },
    location: null,
    customer: { id: '7', name: 'Maria', phone: null },
  });
  await dispatch('PUT', `/${opened.id}/assignment`, { technicianId: 'beto' });

  for (let minute = 0; minute < 20; minute += 1) {
    await sync.push();
    now += 60_000;
  }
  expect(await storage.backends('norte').listOutgoing()).toEqual([]);
  /** What is there of an order, in order. */
  const toldOf = (order: string) => erp.done.filter((one) => one.order === order);
  const states = async () => {
    const as = await login('dora');
    return Promise.all(
      ['acme-1', 'acme-2', 'acme-3', opened.id].map(async (id) => {
        const { status } = await json<Ticket>('GET', `/v1/dispatch/tickets/${id}`, { as });
        return status;
      }),
    );
  };
  return { ...erp, sync, toldOf, states };
}

const states = ['completed', 'cancelled', 'awaitingReschedule', 'assigned'];

test('a system that takes nothing but text hears of every change as a note, once and in order', async () => {
  const day = await liveDay(all('note'));
  const notes = (order: string) => day.toldOf(order).map(({ text }) => text);
  expect(notes('1')).toEqual([
    'Técnico a caminho',
    'Atendimento iniciado',
    'Geolocalização atualizada',
    'Produto adicionado: CABO DROP 1FO, 35,5 m',
    'Comodato adicionado: ROTEADOR AX3000, 1 un.',
    'Comodato removido: ROTEADOR AX3000, 1 un.',
    'Evidência adicionada',
    'Evidência adicionada',
    [
      'Chamado encerrado',
      'Resultado: resolvido',
      'Causa: Rompimento de fibra',
      'Solução: Troca do drop',
      'Sinal na ONU: -19,5 dBm',
      'Sinal na OLT: -22,1 dBm',
      'Porta da CTO: 7',
      'Lacre: 0099',
      'Drop trocado da CTO até a casa.',
    ].join('\n'),
  ]);
  expect(notes('2')).toEqual([
    'Atribuído ao técnico Beto Lima',
    'Agendado: 2026-03-03 08:00 até 2026-03-03 12:00',
    'Cliente desistiu',
    'Chamado cancelado pela central; cancele-o aqui também',
  ]);
  expect(notes('3')).toEqual(['Atendimento iniciado', 'Cliente ausente\nNinguém atende']);
  expect(day.done).toHaveLength(15);
  expect(new Set(day.done.map(({ kind }) => kind))).toEqual(new Set(['note']));
  expect(await day.states()).toEqual(states);
  // Its people have not caught up: news of something else undoes nothing of what was done.
  for (const order of day.orders) Object.assign(order, { customer: 'Maria das Dores' });
  expect(await day.sync.pull()).toMatchObject([{ added: 0, changed: 3 }]);
  expect(await day.states()).toEqual(states);
});

test('a system that takes nothing is told nothing, and nothing waits for it', async () => {
  const day = await liveDay(all('none'));
  expect(day.done).toEqual([]);
  expect(await day.states()).toEqual(states);
});

test.each([
  ['before', ['sent', 'read', 'sent']],
  ['after', ['sent', 'read']],
] as const)(
  'every kind of change that is cut %s it is done is read back before it is sent again',
  async (cut, steps) => {
    const day = await liveDay(all('native'), cut);
    expect(new Set(day.done.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(new Set(day.done.map(({ mark }) => mark)).size).toBe(day.done.length);
    expect([...day.asked.values()]).toEqual(day.done.map(() => steps));
    const told = (order = '') => day.toldOf(order).map(({ kind }) => kind);
    expect(told('1')).toEqual([
      ...['enRoute', 'startVisit', 'moveLocation', 'useProduct', 'lendProduct', 'returnProduct'],
      ...['addEvidence', 'addEvidence', 'close'],
    ]);
    expect(told('2')).toEqual(['assign', 'schedule', 'note', 'cancel']);
    expect(told('3')).toEqual(['startVisit', 'customerAbsent']);
    const opening = day.done.find(({ kind }) => kind === 'openTicket');
    expect(told(opening?.order)).toEqual(['openTicket', 'assign']);
    // What it opened is a ticket that is here already.
    expect(await day.sync.pull()).toMatchObject([{ added: 0 }]);
    expect(await day.states()).toEqual(states);
  },
);
