import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { Closing, Evidence, Ticket } from '@field/core';
import type { TicketEvidence } from '@field/core/uploads';
import { expect, test } from 'vitest';
import { jpeg, svg } from './support/pictures.ts';
import { type CallOptions, serve } from './support/serve.ts';
import { codeOf, offsetOf, photoOf, placeOf, promise, uploadsOf } from './support/uploads.ts';

const closing = (photos: string[], customerSignature: string): Closing => ({
  cause: { code: 'fibre-cut' },
  solution: { code: 'new-drop' },
  details: 'Drop trocado da CTO até a casa, sinal medido.',
  addressChanged: false,
  readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: null, seal: '0099', ctoPort: '7' },
  photos,
  customerSignature,
  technicianSignature: null,
  outcome: 'resolved',
  occurredAt: '2026-03-02T13:00:00-03:00',
  location: null,
});

test('a file that is not what was promised is thrown away, and can be sent again', async () => {
  const server = await serve();
  const as = await server.login();
  const { create, head, patch } = uploadsOf(server, as);
  const photo = photoOf(800);
  const place = placeOf(await create(promise(photo)));
  const damaged = photo.bytes.slice();
  damaged[500] = 255;
  expect(await codeOf(await patch(place, 0, damaged))).toBe('460 server.evidence_checksum_mismatch');
  expect((await head(place)).status).toBe(404);
  const page = new TextEncoder().encode('<html>');
  const html = { bytes: page, sha256: createHash('sha256').update(page).digest('hex') };
  const second = placeOf(await create(promise(html)));
  expect(await codeOf(await patch(second, 0, page))).toBe('422 server.evidence_content_mismatch');
  const third = placeOf(await create(promise(photo)));
  expect((await patch(third, 0, photo.bytes)).status).toBe(204);
  expect((await server.json<TicketEvidence>('GET', '/v1/tickets/t-1/evidence', { as })).items).toHaveLength(
    1,
  );
});

test('what arrived before a connection broke stays, and the phone that comes back does not wait for the dead one', async () => {
  const server = await serve();
  const as = await server.login();
  const { create, head, patch } = uploadsOf(server, as);
  const photo = photoOf(4000);
  const place = placeOf(await create(promise(photo)));
  const socket = connect(server.server.port, server.server.host);
  socket.write(
    [
      `PATCH ${place} HTTP/1.1`,
      `Host: ${server.server.host}`,
      `Authorization: Bearer ${as.accessToken}`,
      'Tus-Resumable: 1.0.0',
      'Upload-Offset: 0',
      'Content-Type: application/offset+octet-stream',
      'Content-Length: 4000',
      '\r\n',
    ].join('\r\n'),
  );
  socket.write(photo.bytes.slice(0, 2500));
  // The connection stays open and silent, as one of a phone that lost coverage does.
  const { partial } = server.storage.evidenceFiles;
  await expect.poll(() => partial.size('norte', place.split('/').at(-1) ?? '')).toBe(2500);
  expect(offsetOf(await head(place))).toBe('2500');
  const rest = await patch(place, 2500, photo.bytes.slice(2500));
  expect([rest.status, offsetOf(rest)]).toEqual([204, '4000']);
  socket.destroy();
});

test('a server that ended after the last byte finishes the upload when it is asked about it', async () => {
  const server = await serve();
  const { create, head, patch } = uploadsOf(server, await server.login());
  const { partial } = server.storage.evidenceFiles;
  for (const [seed, end] of [head, (place: string) => patch(place, 600, new Uint8Array())].entries()) {
    const photo = photoOf(600, seed + 1);
    const place = placeOf(await create(promise(photo)));
    async function* all() {
      yield photo.bytes;
    }
    await partial.append('norte', place.split('/').at(-1) ?? '', 0, all());
    expect((await end(place)).headers.get('field-evidence-id')).not.toBe(null);
  }
});

test('a closing is accepted before its photos have arrived, says which, and takes them afterwards', async () => {
  const server = await serve();
  const { call, json, login, upload } = server;
  const as = await login();
  const { create, patch } = uploadsOf(server, as);
  const [early, late, never] = [photoOf(700, 3), photoOf(900, 5), photoOf(300, 9)];
  const begun = placeOf(await create(promise(early)));
  const unnamed = placeOf(await create(promise(never)));
  const signature = createHash('sha256').update(svg.bytes).digest('hex');
  const body = closing([`sha256:${early.sha256}`, `sha256:${late.sha256}`], `sha256:${signature}`);
  const closed = await call('POST', '/v1/tickets/t-1/closing', { as, body });
  expect([closed.status, ((await closed.json()) as Ticket).status]).toEqual([200, 'completed']);
  expect(closed.headers.get('field-evidence-pending')?.split(',').sort()).toEqual(
    [early.sha256, late.sha256, signature].sort(),
  );
  const listed = () => json<TicketEvidence>('GET', '/v1/tickets/t-1/evidence', { as });
  expect((await listed()).pending).toHaveLength(3);

  await patch(begun, 0, early.bytes);
  await patch(placeOf(await create(promise(late))), 0, late.bytes);
  expect((await upload(as, 't-1', 'customerSignature', { ...svg })).status).toBe(201);
  const { items, pending } = await listed();
  expect([items.map(({ sha256 }) => sha256), pending]).toEqual([[early.sha256, late.sha256, signature], []]);
  // Begun while the ticket was open: nothing that was accepted is lost.
  expect((await patch(unnamed, 0, never.bytes)).status).toBe(204);
  expect(await codeOf(await create(promise(photoOf(200, 11))))).toBe('409 server.ticket_closed');
  expect((await upload(as, 't-1', 'photo', jpeg)).status).toBe(409);
});

test('a plain upload whose answer was lost is answered again after the ticket was closed', async () => {
  const { call, login, upload } = await serve();
  const as = await login();
  const headers = { 'idempotency-key': randomUUID() };
  const first = (await (await upload(as, 't-1', 'photo', jpeg, headers)).json()) as Evidence;
  const signature = (await (await upload(as, 't-1', 'customerSignature', svg)).json()) as Evidence;
  const options: CallOptions = { as, body: closing([first.id], signature.id) };
  const closed = await call('POST', '/v1/tickets/t-1/closing', options);
  expect([closed.status, closed.headers.get('field-evidence-pending')]).toEqual([200, null]);
  const again = await upload(as, 't-1', 'photo', jpeg, headers);
  expect([again.status, await again.json()]).toEqual([201, first]);
});
