import { expect, test } from 'vitest';
import { sendJson } from './loopback-server.ts';
import { sampleTicket } from './samples.ts';
import { rejection, startSignedIn } from './signed-in-client.ts';

const newer = {
  ...sampleTicket,
  id: 'os-2',
  status: 'awaitingParts',
  network: { ...sampleTicket.network, onuState: 'sleeping' },
};

test('a state only a newer server knows is `unknown`; the other tickets of the list are as they are', async () => {
  const page = { items: [sampleTicket, newer], total: 2, urgent: 1, nextCursor: null };
  const { client } = await startSignedIn((request, response) =>
    sendJson(response, request.path.endsWith('os-2') ? newer : page),
  );
  const { items } = await client.tickets.list();
  expect(items.map(({ status, network }) => [status, network.onuState])).toEqual([
    ['assigned', 'none'],
    ['unknown', 'unknown'],
  ]);
  expect((await client.tickets.read('os-2')).status).toBe('unknown');
});

test('a timeline entry of a kind only a newer server knows is read as a note', async () => {
  const entry = {
    ticketId: 'os-1',
    author: { id: 't1', name: 'Ana' },
    occurredAt: '2026-03-02T14:28:00Z',
    recordedAt: '2026-03-02T14:28:00Z',
  };
  const items = [
    { ...entry, id: 'e1', kind: 'visitStarted', params: {} },
    { ...entry, id: 'e2', kind: 'droneFlown', params: { altitude: 30 } },
    { ...entry, id: 'e3', kind: 'chatMessage', params: { text: 'Cliente ligou' } },
  ];
  const { client } = await startSignedIn((_, response) => sendJson(response, { items }));
  const timeline = await client.tickets.timeline('os-1');
  expect(timeline.items.map(({ kind, params }) => [kind, params.text])).toEqual([
    ['visitStarted', undefined],
    ['note', 'droneFlown'],
    ['note', 'Cliente ligou'],
  ]);
});

test('what is no ticket at all is still refused', async () => {
  const { client } = await startSignedIn((_, response) => sendJson(response, { ...newer, status: 7 }));
  expect(await rejection(client.tickets.read('os-2'))).toMatchObject({ code: 'client.malformed' });
});
