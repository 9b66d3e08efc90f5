import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '@field/core';
import type { TicketEvidence } from '@field/core/uploads';
import { expect, test } from 'vitest';
import { openSqliteStorage } from '../src/index.ts';
import { secretKey, serve, temporaryFolder } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';
import {
  codeOf,
  offsetOf,
  photoOf,
  placeOf,
  promise,
  tus,
  uploadsOf,
  uploadsPath,
} from './support/uploads.ts';

test('an upload is created, told, continued from its offset, and finished', async () => {
  const server = await serve();
  const { create, head, patch } = uploadsOf(server, await server.login());
  const photo = photoOf(3000);
  const created = await create(promise(photo));
  expect([created.status, offsetOf(created), created.headers.get('tus-resumable')]).toEqual([
    201,
    '0',
    '1.0.0',
  ]);
  const place = placeOf(created);
  expect(place).toMatch(/^\/v1\/evidence\/uploads\/[\w-]+$/);
  expect(new Date(created.headers.get('upload-expires') ?? '').getTime()).toBeGreaterThan(Date.now());
  const first = await patch(place, 0, photo.bytes.slice(0, 1000));
  expect([first.status, offsetOf(first), first.headers.get('field-evidence-id')]).toEqual([
    204,
    '1000',
    null,
  ]);
  const wrong = await patch(place, 0, photo.bytes.slice(0, 1000));
  expect([await codeOf(wrong), wrong.headers.get('tus-resumable')]).toEqual([
    '409 server.upload_offset_mismatch',
    '1.0.0',
  ]);
  const asked = await head(place);
  expect([asked.status, offsetOf(asked), asked.headers.get('upload-length')]).toEqual([200, '1000', '3000']);
  expect(asked.headers.get('cache-control')).toBe('no-store');
  const last = await patch(place, 1000, photo.bytes.slice(1000));
  expect([last.status, offsetOf(last)]).toEqual([204, '3000']);
  const evidenceId = last.headers.get('field-evidence-id');
  expect(evidenceId).not.toBe(null);
  expect((await head(place)).headers.get('field-evidence-id')).toBe(evidenceId);
});

test('OPTIONS tells what is spoken, also where pages of other origins may call', async () => {
  for (const allowedOrigins of [[], ['https://app.norte.example']]) {
    const { call } = await serve({ allowedOrigins });
    const { status, headers } = await call('OPTIONS', uploadsPath);
    expect([status, headers.get('tus-version'), headers.get('tus-max-size')]).toEqual([
      204,
      '1.0.0',
      '10000000',
    ]);
    expect(headers.get('tus-extension')).toBe('creation,creation-with-upload,termination,expiration');
  }
});

test('the first bytes may come with the creation', async () => {
  const server = await serve();
  const as = await server.login();
  const photo = photoOf(500);
  const file = { type: 'application/offset+octet-stream', bytes: photo.bytes };
  const created = await server.call('POST', uploadsPath, { as, file, headers: promise(photo) });
  expect([created.status, offsetOf(created)]).toEqual([201, '500']);
  expect(created.headers.get('field-evidence-id')).not.toBe(null);
});

test('the same key, and the same file, is the same upload; the key of another one is refused', async () => {
  const server = await serve();
  const { create, patch } = uploadsOf(server, await server.login());
  const photo = photoOf(2000);
  const key = { 'idempotency-key': randomUUID() };
  const place = placeOf(await create({ ...promise(photo), ...key }));
  await patch(place, 0, photo.bytes.slice(0, 700));
  const again = await create({ ...promise(photo), ...key });
  expect([again.status, placeOf(again), offsetOf(again)]).toEqual([201, place, '700']);
  expect(placeOf(await create(promise(photo)))).toBe(place);
  expect(await codeOf(await create({ ...promise(photoOf(2000, 7)), ...key }))).toBe(
    '422 server.idempotency_mismatch',
  );
  await patch(place, 700, photo.bytes.slice(700));
  const finished = await create({ ...promise(photo), ...key });
  expect([finished.status, placeOf(finished), offsetOf(finished)]).toEqual([201, place, '2000']);
});

test('bytes the server holds are not sent again, to whoever may see them; to others it says nothing', async () => {
  const server = await serve({
    tenants: [
      provider('norte', { tickets: [ticket('t-1'), ticket('t-3'), ticket('t-2', { technicianId: 'beto' })] }),
    ],
  });
  const as = await server.login();
  const photo = photoOf(1500);
  const { create, patch } = uploadsOf(server, as);
  await patch(placeOf(await create(promise(photo))), 0, photo.bytes);
  const same = await create(promise(photo));
  const held = (await same.json()) as Evidence;
  expect([same.status, offsetOf(same), held.sha256]).toEqual([200, '1500', photo.sha256]);
  const other = await create(promise(photo), '/v1/tickets/t-3/evidence/uploads');
  expect([other.status, offsetOf(other)]).toEqual([200, '1500']);
  expect(((await other.json()) as Evidence).id).not.toBe(held.id);
  const { items } = await server.json<TicketEvidence>('GET', '/v1/tickets/t-3/evidence', { as });
  expect(items).toHaveLength(1);

  const beto = uploadsOf(server, await server.login('beto'));
  const stranger = await beto.create(promise(photo), '/v1/tickets/t-2/evidence/uploads');
  expect([stranger.status, offsetOf(stranger), stranger.headers.get('field-evidence-id')]).toEqual([
    201,
    '0',
    null,
  ]);
  expect(offsetOf(await beto.head(placeOf(stranger)))).toBe('0');
});

test('an upload is its technician’s alone', async () => {
  const server = await serve();
  const { create } = uploadsOf(server, await server.login());
  const place = placeOf(await create(promise(photoOf(20))));
  for (const as of [await server.login('beto'), await server.login('ana', 'sul')]) {
    const { head, patch } = uploadsOf(server, as);
    expect((await head(place)).status).toBe(404);
    expect(await codeOf(await patch(place, 0, Uint8Array.of(1)))).toBe('404 server.not_found');
    expect(await server.refusal('DELETE', place, { as, headers: tus })).toBe('404 server.not_found');
    expect(
      await codeOf(
        await uploadsOf(server, as).create(promise(photoOf(20)), '/v1/tickets/t-9/evidence/uploads'),
      ),
    ).toBe('404 server.not_found');
  }
});

test('who gets the ticket next begins anew, and learns nothing of what was begun', async () => {
  const server = await serve();
  const { storage, login } = server;
  const ana = uploadsOf(server, await login());
  const beto = uploadsOf(server, await login('beto'));
  const photo = photoOf(2000);
  const place = placeOf(await ana.create(promise(photo)));
  await ana.patch(place, 0, photo.bytes.slice(0, 900));
  await storage.dispatch.assign('norte', 't-1', 'beto', '2026-03-02T12:00:00.000Z');
  for (const { head, patch } of [ana, beto]) {
    expect((await head(place)).status).toBe(404);
    expect(await codeOf(await patch(place, 900, photo.bytes.slice(900)))).toBe('404 server.not_found');
  }
  const own = await beto.create(promise(photo));
  expect([own.status, offsetOf(own), placeOf(own) === place]).toEqual([201, '0', false]);
  const last = await beto.patch(placeOf(own), 0, photo.bytes);
  expect([last.status, last.headers.get('field-evidence-id')]).toEqual([204, expect.any(String)]);
});

test('a technician begins two hundred uploads, and one more when one of them has ended', async () => {
  const server = await serve();
  const { storage, login, call } = server;
  const as = await login();
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  const file = {
    bytes: 9,
    mediaType: 'image/jpeg',
    category: 'photo',
    caption: null,
    takenAt: '2026-03-02T12:00:00Z',
  } as const;
  const [first] = await storage.change(scope, async (store) => {
    const begun = [];
    for (let number = 0; number < 200; number += 1) {
      const sha256 = number.toString(16).padStart(64, '0');
      begun.push(
        await store.uploads.add({
          ticketId: 't-1',
          file: { ...file, sha256 },
          expiresAt: '2999-01-01T00:00:00.000Z',
          evidenceId: null,
        }),
      );
    }
    return begun;
  });
  const { create } = uploadsOf(server, as);
  expect(await codeOf(await create(promise(photoOf(2000))))).toBe('429 server.uploads_full');
  const beto = uploadsOf(server, await login('beto'));
  expect((await beto.create(promise(photoOf(2000)), uploadsPath.replace('t-1', 't-2'))).status).toBe(201);
  expect((await call('DELETE', `/v1/evidence/uploads/${first?.id}`, { as, headers: tus })).status).toBe(204);
  expect((await create(promise(photoOf(2000)))).status).toBe(201);
});

test('what cannot be taken is refused before a byte is', async () => {
  const server = await serve();
  const as = await server.login();
  const { create, patch } = uploadsOf(server, as);
  const good = promise(photoOf(100));
  const answers: [string, Record<string, string>][] = [
    ['412 server.tus_version_unsupported', { ...good, 'tus-resumable': '0.2.2' }],
    ['400 server.bad_header', { ...good, 'upload-length': '-1' }],
    ['422 server.evidence_empty', { ...good, 'upload-length': '0' }],
    ['413 server.body_too_large', { ...good, 'upload-length': '10000001' }],
    ['422 core.invalid_input', { ...good, 'upload-metadata': 'category !!' }],
    ['422 core.invalid_input', { ...good, 'upload-metadata': '' }],
    ['415 server.unsupported_media_type', promise(photoOf(100), { mediaType: 'image/svg+xml' })],
    ['413 server.body_too_large', promise(photoOf(500_001), { category: 'customerSignature' })],
  ];
  for (const [expected, headers] of answers) expect(await codeOf(await create(headers))).toBe(expected);
  const place = placeOf(await create(good));
  expect(await codeOf(await patch(place, 0, new Uint8Array(101)))).toBe('413 server.body_too_large');
  expect(await codeOf(await patch(place, 0, new Uint8Array(1), { 'content-type': 'image/jpeg' }))).toBe(
    '415 server.unsupported_media_type',
  );
});

test('an upload that is removed is gone, and so is one nobody continued for a week', async () => {
  let now = Date.parse('2026-03-02T12:00:00Z');
  const folder = await temporaryFolder();
  const storage = await openSqliteStorage({ path: join(folder, 'field.db'), secretKey });
  const server = await serve({ storage, clock: () => new Date(now) });
  const { create, head, patch } = uploadsOf(server, await server.login());
  const files = async () =>
    (
      await readdir(join(folder, 'field.db.evidence', 'uploads'), { recursive: true, withFileTypes: true })
    ).filter((entry) => entry.isFile()).length;
  const photo = photoOf(100);
  const removed = placeOf(await create(promise(photo)));
  await patch(removed, 0, photo.bytes.slice(0, 50));
  expect(await files()).toBe(1);
  const as = await server.login();
  expect((await server.call('DELETE', removed, { as, headers: tus })).status).toBe(204);
  expect([await files(), (await head(removed)).status]).toEqual([0, 404]);
  await patch(placeOf(await create(promise(photo))), 0, photo.bytes.slice(0, 50));
  now += 7 * 86_400_000;
  const later = uploadsOf(server, await server.login());
  const fresh = await later.create(promise(photo));
  expect([fresh.status, offsetOf(fresh), await files()]).toEqual([201, '0', 0]);
});
