import type { Ticket, TicketPage } from '@field/core';
import type { Outage } from '@field/core/dispatch';
import { expect, test } from 'vitest';
import { onceAt, order, setUp, type World, writeFaults } from './ixc/world.ts';
import { provider } from './support/tenant.ts';

const morning = { startsAt: '2026-03-03T11:00:00Z', endsAt: '2026-03-03T12:00:00-03:00' };

/** A dispatcher's word on the ticket that came from IXC. */
const dispatch = ({ json, dora, ticketId }: World, method: string, path: string, body: object) =>
  json<Ticket>(method, `/v1/dispatch/tickets/${ticketId}${path}`, {
    as: dora,
    body,
    headers: { 'accept-language': 'pt-BR' },
  });
const assign = (world: World, technicianId: string | null) =>
  dispatch(world, 'PUT', '/assignment', { technicianId });

const newTicket = {
  contractId: 'ixc-601',
  problemCode: '7',
  priority: 'urgent',
  technicianId: 'beto',
  schedule: morning,
  address: { ...addressOf('Rua das Acácias'), number: '12' },
  location: { latitude: -21.9, longitude: -45.6, accuracyMetres: null, measuredAt: null },
  customer: { id: '501', name: 'Maria das Dores', phone: null },
};

function addressOf(street: string) {
  return {
    street,
    number: '',
    complement: '',
    district: '',
    city: '',
    state: '',
    postalCode: '',
    reference: '',
  };
}

const open = ({ json, dora }: World, changes: object = {}) =>
  json<Ticket>('POST', '/v1/dispatch/tickets', { as: dora, body: { ...newTicket, ...changes } });
const texts = ({ ixc }: World) =>
  ixc.table('su_oss_chamado_mensagem').map(({ mensagem }) => mensagem?.split('\n[field:')[0]);
const marked = /^\[field:[0-9a-f-]{36}\]$/;

test('a ticket given to somebody else is theirs in IXC, and nothing else of the order changes', async () => {
  const world = await setUp();
  const { sync, ixc, json, login } = world;
  await sync.pull();
  expect(await assign(world, 'beto')).toMatchObject({ status: 'assigned', technicianId: 'beto' });
  await sync.push();
  expect(world.order()).toEqual({ ...order, id_tecnico: '13' });
  expect(ixc.writes('su_oss_chamado')).toMatchObject([{ method: 'PUT', table: 'su_oss_chamado/9101' }]);
  // What IXC says now is what was told.
  expect(await sync.pull()).toMatchObject([{ changed: 1 }]);
  const { items } = await json<TicketPage>('GET', '/v1/tickets', { as: await login('beto') });
  expect(items).toMatchObject([{ id: 'ixc-9101', technicianId: 'beto' }]);
});

test('who IXC does not know, and nobody, is told in words', async () => {
  const world = await setUp({ technicians: { ana: '12' } });
  await world.sync.pull();
  await assign(world, 'beto');
  await assign(world, null);
  await world.sync.push();
  expect(texts(world)).toEqual(['Atribuído ao técnico Beto Lima', 'Retirado do técnico']);
  expect(world.order()).toEqual(order);
});

const staff = [
  ...(provider('norte').technicians ?? []),
  { id: 'caio', name: 'Caio Reis', username: 'caio', passwordHash: 'none', companyIds: ['matriz'] },
];

test('an assignment IXC cannot be told stays until IXC itself gives the order to somebody else', async () => {
  const world = await setUp({ technicians: { ana: '12', caio: '14' } }, { technicians: staff });
  const { sync, json, dora } = world;
  const technician = async () =>
    (await json<Ticket>('GET', '/v1/dispatch/tickets/ixc-9101', { as: dora })).technicianId;
  const said = async (change: object) => {
    Object.assign(world.order(), change);
    await sync.push();
    await sync.pull();
    return technician();
  };
  await sync.pull();
  await assign(world, 'beto');
  expect(await said({})).toBe('beto');
  // News of anything else is none of who does it.
  expect(await said({ prioridade: 'C' })).toBe('beto');
  expect(await said({ status: 'AS' })).toBe('beto');
  expect(await said({ id_tecnico: '14' })).toBe('caio');
  // Nobody, told in words, as well.
  await assign(world, null);
  expect(await said({ latitude: '-21.7' })).toBe(null);
  expect(await said({ id_tecnico: '12' })).toBe('ana');
  // Given away by us and given back there before we looked again.
  await assign(world, 'caio');
  expect(await said({})).toBe('caio');
  await assign(world, 'ana');
  await sync.push();
  expect(await said({ id_tecnico: '14' })).toBe('caio');
  expect(await said({ id_tecnico: '98' })).toBe(null);
});

test('a ticket opened here for somebody IXC does not know stays theirs', async () => {
  const world = await setUp({ technicians: { ana: '12' } });
  const { sync, json, dora } = world;
  await sync.pull();
  const { id } = await open(world);
  await sync.push();
  await sync.pull();
  const path = `/v1/dispatch/tickets/${id}`;
  expect(await json('GET', path, { as: dora })).toMatchObject({ technicianId: 'beto', status: 'scheduled' });
});

test('an appointment is made in IXC at the provider’s own time, and taken back', async () => {
  const world = await setUp();
  const { sync, ixc } = world;
  await sync.pull();
  await dispatch(world, 'PUT', '/schedule', { schedule: morning });
  await sync.push();
  expect(world.order()).toMatchObject({
    status: 'AG',
    id_tecnico: '12',
    data_agenda: '2026-03-03 08:00:00',
    data_agenda_final: '2026-03-03 12:00:00',
  });
  const [sent] = ixc.writes('su_oss_chamado_reagendar');
  const [text, mark] = sent?.body.mensagem?.split('\n') ?? [];
  expect(text).toBe('Agendado: 2026-03-03 11:00 UTC até 2026-03-03 12:00');
  expect(mark).toMatch(marked);
  await sync.pull();
  await dispatch(world, 'PUT', '/schedule', { schedule: null });
  await sync.push();
  expect(world.order().status).toBe('RAG');
  expect(texts(world)).toContain('Agendamento desfeito');
});

test('a cancelled ticket is a note in IXC, with the reason, unless the provider has a diagnosis for it', async () => {
  const world = await setUp();
  const { sync, json, dora, backend } = world;
  await sync.pull();
  await dispatch(world, 'POST', '/cancellation', { reason: 'Cliente desistiu' });
  await sync.push();
  expect(texts(world)).toEqual(['Cliente desistiu', 'Chamado cancelado pela central; cancele-o aqui também']);
  expect(world.order()).toEqual(order);
  expect([backend.capabilities.cancel, backend.degradations.cancel]).toEqual(['note', 'notConfigured']);
  // Open over there still, it does not come back as work, whatever else is changed of it there.
  const path = '/v1/dispatch/tickets/ixc-9101';
  for (const change of [{}, { prioridade: 'C' }]) {
    Object.assign(world.order(), change);
    await sync.pull();
    expect(await json('GET', path, { as: dora })).toMatchObject({ status: 'cancelled' });
  }
  world.order().status = 'EN';
  await sync.pull();
  expect(await json('GET', path, { as: dora })).toMatchObject({ status: 'open', priority: 'urgent' });
});

test('with a diagnosis for it, a cancelled ticket closes its order; opened again there, it is work again', async () => {
  const world = await setUp({ cancellation: { diagnosisId: '88' } });
  const { sync, ixc, json, dora, backend, store } = world;
  await sync.pull();
  await dispatch(world, 'POST', '/cancellation', { reason: 'Cliente desistiu' });
  ixc.misbehave(onceAt('su_oss_chamado_fechar', { kind: 'cut', after: true }));
  await world.settle(3);
  expect(ixc.writes('su_oss_chamado_fechar')).toMatchObject([
    {
      body: {
        ...{ id_chamado: '9101', id_tecnico: '12', status: 'F', id_su_diagnostico: '88' },
        ...{ gera_comissao: 'N', finaliza_processo: 'S' },
        mensagem: expect.stringMatching(/^Chamado cancelado pela central\n\[field:/),
      },
    },
  ]);
  expect(world.order()).toMatchObject({ status: 'F' });
  expect(await store.listOutgoing()).toEqual([]);
  expect([backend.capabilities.cancel, backend.degradations.cancel]).toEqual(['native', undefined]);
  const status = async () =>
    (await json<Ticket>('GET', '/v1/dispatch/tickets/ixc-9101', { as: dora })).status;
  await sync.pull();
  expect(await status()).toBe('cancelled');
  world.order().status = 'AG';
  await sync.pull();
  expect(await status()).toBe('scheduled');
});

test('a ticket opened for a contract that came from IXC is an order there, once, with its appointment', async () => {
  const world = await setUp();
  const { sync, ixc, json, dora, store } = world;
  await sync.pull();
  const opened = await open(world);
  expect(await sync.pull()).toMatchObject([{ added: 0 }]);
  await sync.push();
  const orders = ixc.table('su_oss_chamado').filter(({ mensagem }) => mensagem?.includes('[field:'));
  expect(orders).toMatchObject([
    {
      tipo: 'C',
      status: 'AG',
      id_assunto: '15',
      id_cliente: '501',
      id_contrato_kit: '601',
      id_login: '701',
      id_filial: '1',
      id_tecnico: '13',
      setor: '3',
      prioridade: 'C',
      protocolo: opened.protocol,
      data_agenda: '2026-03-03 08:00:00',
      latitude: '-21.9',
    },
  ]);
  expect(await store.listOutgoing()).toEqual([]);
  // It is known by its new name: pulled, it is the same ticket.
  expect(await sync.pull()).toMatchObject([{ added: 0, changed: 1 }]);
  expect(await sync.pull()).toMatchObject([{ added: 0, changed: 0 }]);
  const { total } = await json<TicketPage>('GET', '/v1/dispatch/tickets', { as: dora });
  expect(total).toBe(2);
  // What is done to it goes there.
  await dispatch({ ...world, ticketId: opened.id }, 'PUT', '/assignment', { technicianId: 'ana' });
  await sync.push();
  expect(ixc.table('su_oss_chamado').find(({ id }) => id === orders[0]?.id)?.id_tecnico).toBe('12');
});

test('until its opening is read back, an order of ours that IXC lists is no other ticket', async () => {
  const world = await setUp();
  const { sync, ixc, json, login } = world;
  await sync.pull();
  ixc.misbehave(onceAt('su_oss_chamado', { kind: 'cut', after: true }));
  await open(world, { schedule: null });
  await sync.push();
  expect(await sync.pull()).toMatchObject([{ added: 0, held: 1 }]);
  await world.settle();
  expect(ixc.writes('su_oss_chamado')).toHaveLength(1);
  expect(await sync.pull()).toMatchObject([{ added: 0, changed: 1, held: 0 }]);
  const { total } = await json<TicketPage>('GET', '/v1/dispatch/tickets', { as: await login('dora') });
  expect(total).toBe(2);
});

test('what IXC refuses of an opening waits for a person; skipped, the ticket stays here alone', async () => {
  const world = await setUp({ newOrders: { subjects: { '7': '15' } } });
  const { sync, store, ixc } = world;
  await sync.pull();
  const opened = await open(world);
  await sync.push();
  const waiting = await store.listOutgoing();
  expect(waiting.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'opened refused',
    'scheduled waiting',
  ]);
  expect(waiting[0]?.problem).toContain('setor');
  await store.decide(waiting[0]?.number ?? 0, 'skip', '2026-03-02T13:00:00.000Z');
  await dispatch({ ...world, ticketId: opened.id }, 'PUT', '/assignment', { technicianId: 'ana' });
  await world.settle();
  expect(await store.listOutgoing()).toEqual([]);
  expect(ixc.writes('su_oss_chamado')).toHaveLength(1);
});

test('a problem nobody mapped is named; without the settings, new tickets stay here', async () => {
  const mapped = await setUp({ newOrders: { subjects: {} } });
  await mapped.sync.pull();
  await open(mapped);
  await mapped.sync.push();
  expect((await mapped.store.listOutgoing())[0]?.problem).toContain('newOrders.subjects has no 7');

  const world = await setUp({ newOrders: undefined });
  expect(world.backend.capabilities.openTicket).toBe('none');
  expect(world.backend.degradations.openTicket).toBe('notConfigured');
  await world.sync.pull();
  await open(world);
  await world.sync.push();
  expect(await world.store.listOutgoing()).toEqual([]);
  expect(world.ixc.writes('su_oss_chamado')).toEqual([]);
});

test('an order that comes in while its port is out belongs to the outage, one that comes after it does not', async () => {
  const onu = {
    oltId: 'olt-1',
    address: { shelf: 0, slot: 1, port: 3, onuId: 4 },
    serialNumber: 'HWTC00000001',
  };
  const olt = {
    ...{ id: 'olt-1', name: 'OLT Centro', vendor: 'huawei', target: 'ssh://field@192.0.2.1:22' },
    ...{ snmpTarget: null, hostKeys: [], credentials: 'centro' },
    profiles: [{ name: 'residential', lineProfileId: 31, serviceProfileId: 31 }],
  };
  const tenant = { olts: [olt], contracts: [{ id: 'contract-1' }, { id: 'ixc-601', onu }] };
  const { sync, ixc, json, dora, as } = await setUp({}, tenant);
  const body = { oltId: 'olt-1', pon: { shelf: 0, slot: 1, port: 3 }, note: 'Cabo rompido na BR-381' };
  const outage = await json<Outage>('POST', '/v1/dispatch/outages', { as: dora, body });
  await sync.pull();
  await json('POST', `/v1/dispatch/outages/${outage.id}/end`, { as: dora });
  ixc.insert('su_oss_chamado', { ...order, id: '9107' });
  await sync.pull();
  const of = (id: string) => json('GET', `/v1/tickets/${id}/outage`, { as });
  expect(await of('ixc-9101')).toMatchObject({ outage: { note: body.note } });
  expect(await of('ixc-9107')).toEqual({ outage: null });
});

const changes: readonly [string, string, (world: World) => Promise<unknown>][] = [
  ['an assignment', 'su_oss_chamado/9101', (world) => assign(world, 'beto')],
  [
    'an appointment',
    'su_oss_chamado_reagendar',
    (world) => dispatch(world, 'PUT', '/schedule', { schedule: morning }),
  ],
  ['an opening', 'su_oss_chamado', (world) => open(world)],
];

test.each(
  changes.flatMap(([what, table, act]) =>
    writeFaults.map(([name, fault]) => [what, name, table, act, fault] as const),
  ),
)('%s that meets %s is there once', async (what, _name, table, act, fault) => {
  const world = await setUp();
  const { sync, ixc, store } = world;
  await sync.pull();
  await act(world);
  ixc.misbehave(onceAt(table, fault));
  await world.settle();
  expect(await store.listOutgoing()).toEqual([]);
  const orders = ixc.table('su_oss_chamado');
  const made = orders.filter(({ mensagem }) => mensagem?.includes('[field:'));
  const told = {
    'an assignment': () => expect(world.order()).toEqual({ ...order, id_tecnico: '13' }),
    'an appointment': () => expect(world.order().data_agenda).toBe('2026-03-03 08:00:00'),
    'an opening': () => expect(made).toMatchObject([{ data_agenda: '2026-03-03 08:00:00' }]),
  }[what];
  told?.();
  expect(ixc.table('su_oss_chamado_mensagem').length).toBe(what === 'an assignment' ? 0 : 1);
});
