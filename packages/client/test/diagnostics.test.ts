import { StartVisit } from '@field/core';
import { expect, test } from 'vitest';
import { createClientEvents, createDiagnostics } from '../src/diagnostics/index.ts';
import { createFieldClient } from '../src/index.ts';
import { openOffline } from '../src/offline/index.ts';
import { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
import { sendJson, sendProblem, startLoopbackServer } from './loopback-server.ts';
import { sampleLogin, sampleSession, sampleStart, sampleTicket } from './samples.ts';
import { rejection } from './signed-in-client.ts';

/** What must not leave the device, wherever it stood. */
const telling = [
  'José',
  'Flores',
  'Ana Souza',
  'segredo',
  'access-t1',
  'refresh-t1',
  'jose.silva',
  'Portão verde',
  '98765-4321',
  '529.982.247-25',
  '-21.7654',
  'hunter2',
  'Itajubá',
];

test('a report tells what went wrong and gives nobody away', async () => {
  const server = await startLoopbackServer(({ method, path }, response) => {
    if (path === '/v1/login') return sendJson(response, sampleSession());
    if (path.startsWith('/v1/sync'))
      return sendJson(response, { items: [sampleTicket], removed: [], complete: true, nextCursor: 'c' });
    if (path.includes('/pppoe')) return sendJson(response, { login: 'jose.silva', password: 'hunter2' });
    if (path.includes('broken'))
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"customer":"José da Silva');
    if (method === 'POST') {
      const errors = [{ pointer: '/note', code: 'invalid', message: 'José disse: Portão verde' }];
      const detail = 'O cliente José, CPF 529.982.247-25, está bloqueado. Portão verde.';
      return sendProblem(response, 422, { title: detail, detail, code: 'server.closing_incomplete', errors });
    }
    return sendProblem(response, 404, { detail: 'José não existe, Bearer access-t1-0' });
  });
  const diagnostics = createDiagnostics({ app: { name: 'tecnico', version: '4.2.0' } });
  const client = createFieldClient({ baseUrl: server.url, onEvent: diagnostics.onEvent });
  const storage = createMemoryRecords();
  const offline = openOffline({ client, storage });
  await client.login(sampleLogin);
  const outbox = await openOutbox({ client, storage });
  await offline.prepareDay();
  await client.tickets.pppoe('os-1001');
  await rejection(client.tickets.read('broken'));
  await rejection(client.tickets.list({ search: 'José da Silva' }));
  const where = { latitude: -21.7654, longitude: -45.1, accuracyMetres: 5, measuredAt: null };
  const queued = await outbox.tickets.customerAbsent('os-1001', {
    occurredAt: sampleStart.startedAt,
    location: where,
    note: 'Portão verde',
  });
  await rejection(queued.acknowledged);
  const visit = { schema: StartVisit, value: { startedAt: sampleStart.startedAt, location: where } };
  diagnostics.note('login failed for ana@provedor.com.br password=hunter2, CPF 529.982.247-25', visit);

  const report = await diagnostics.report({ session: client.session, outbox, offline, storage });
  const text = JSON.stringify(report);
  expect(telling.filter((word) => text.includes(word))).toEqual([]);
  expect(report).toMatchObject({
    app: { version: '4.2.0' },
    session: { status: 'signedIn', technicianId: 't1', companyId: 'c1' },
    outbox: {
      refused: 1,
      items: [
        {
          kind: 'tickets.customerAbsent',
          refusal: { problemCode: 'server.closing_incomplete', fields: ['note invalid'] },
        },
      ],
    },
    sync: { status: 'idle', tickets: 1 },
    coverage: { complete: false },
  });
  expect(report.events.at(-1)).toMatchObject({
    type: 'note',
    data: { startedAt: sampleStart.startedAt, location: '[location]' },
  });
  const refused = report.events.find(({ error }) => (error as { status?: number } | null)?.status === 422);
  expect(refused).toMatchObject({ error: { code: 'client.invalid', requestId: 'trace-1' } });
  await outbox.close();
});

test('a report keeps the last events only, and a broken device does not break it', async () => {
  const diagnostics = createDiagnostics({ app: { name: 'a', version: '1' }, capacity: 2 });
  for (const text of ['one', 'two', 'three']) diagnostics.note(text);
  const report = await diagnostics.report({
    storage: { room: () => Promise.reject(new TypeError('broken')) },
  });
  expect(report.events.map(({ text }) => text)).toEqual(['two', 'three']);
  expect(report).toMatchObject({ room: null, session: null, outbox: null });
});

test('events come under their type and all together', async () => {
  const server = await startLoopbackServer((_, response) => sendJson(response, sampleSession()));
  const { events, onEvent } = createClientEvents();
  const seen: string[] = [];
  events.on('session', ({ session }) => seen.push(`session ${session.status}`));
  events.on('answer', ({ path, status }) => seen.push(`${path} ${status}`));
  events.on('event', ({ type }) => seen.push(type));
  const client = createFieldClient({ baseUrl: server.url, onEvent });
  await client.login(sampleLogin);
  expect(seen).toContain('/v1/login 200');
  expect(seen).toContain('session signedIn');
  expect(seen.filter((word) => word === 'session').length).toBe(2);
});
