import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Closing, Evidence, Problem, Session, Ticket, Timeline } from '@field/core';
import { encodeUploadMetadata, type TicketEvidence } from '@field/core/uploads';
import { Upload } from 'tus-js-client';
import { expect, test } from 'vitest';
import { openSqliteStorage } from '../src/index.ts';
import { jpeg, svg } from './support/pictures.ts';
import { type CallOptions, secretKey, serve, temporaryFolder } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

/** A photo of some size: the first bytes of a JPEG and noise behind them. */
function photoOf(bytes: number, seed = 1) {
  const photo = new Uint8Array(bytes);
  photo.set(jpeg.bytes);
  for (let at = jpeg.bytes.length; at < bytes; at += 1) photo[at] = (at * seed * 31) % 251;
  return { bytes: photo, sha256: createHash('sha256').update(photo).digest('hex') };
}

type Photo = ReturnType<typeof photoOf>;

const path = '/v1/tickets/t-1/evidence/uploads';
const tus = { 'tus-resumable': '1.0.0' };
const takenAt = '2026-03-02T12:00:00-03:00';

function promise({ sha256, bytes }: Photo, changes: Record<string, string> = {}) {
  const metadata = { category: 'photo', mediaType: 'image/jpeg', takenAt, sha256, ...changes };
  return {
    ...tus,
    'upload-length': String(bytes.length),
    'upload-metadata': encodeUploadMetadata(metadata as never),
  };
}

/** Raw tus calls of one technician. */
function uploadsOf({ call }: Awaited<ReturnType<typeof serve>>, as: Session) {
  const piece = (bytes: Uint8Array<ArrayBuffer>) => ({ type: 'application/offset+octet-stream', bytes });
  return {
    create: (headers: Record<string, string>, at = path) => call('POST', at, { as, headers }),
    head: (place: string) => call('HEAD', place, { as, headers: tus }),
    patch: (place: string, offset: number, bytes: Uint8Array<ArrayBuffer>, headers = {}) =>
      call('PATCH', place, {
        as,
        file: piece(bytes),
        headers: { ...tus, 'upload-offset': String(offset), ...headers },
      }),
  };
}

const offsetOf = ({ headers }: Response) => headers.get('upload-offset');
const placeOf = ({ headers }: Response) => headers.get('location') ?? '';

async function codeOf(response: Response): Promise<string> {
  return `${response.status} ${((await response.json()) as Problem).code}`;
}

/** Uploads with tus-js-client, a program that is not ours. */
function uploadWithTusClient(
  url: string,
  as: Session,
  photo: Photo,
  options: Partial<ConstructorParameters<typeof Upload>[1]> = {},
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(Buffer.from(photo.bytes), {
      endpoint: `${url}${path}`,
      chunkSize: 40_000,
      retryDelays: [0, 0],
      headers: { authorization: `Bearer ${as.accessToken}` },
      metadata: {
        category: 'photo',
        mediaType: 'image/jpeg',
        takenAt,
        sha256: photo.sha256,
        filename: 'a.jpg',
      },
      onSuccess: () => resolve(upload),
      onError: reject,
      ...options,
    });
    upload.start();
  });
}

test('tus-js-client uploads a photo in pieces, and the photo is evidence of its ticket', async () => {
  const { url, call, json, login } = await serve();
  const as = await login();
  const photo = photoOf(100_001);
  const pieces: number[] = [];
  await uploadWithTusClient(url, as, photo, { onChunkComplete: (size) => void pieces.push(size) });
  expect(pieces).toEqual([40_000, 40_000, 20_001]);
  const { items, pending } = await json<TicketEvidence>('GET', '/v1/tickets/t-1/evidence', { as });
  expect({ items, pending }).toMatchObject({
    items: [{ sha256: photo.sha256, bytes: 100_001, mediaType: 'image/jpeg', category: 'photo', takenAt }],
    pending: [],
  });
  const file = await call('GET', `/v1/evidence/${items[0]?.id}`, { as });
  expect(Buffer.from(await file.arrayBuffer()).equals(photo.bytes)).toBe(true);
  const { items: timeline } = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(timeline).toMatchObject([{ kind: 'evidenceAdded', params: { evidenceId: items[0]?.id } }]);
});

test('tus-js-client continues an upload another one began, and one the server has had all along', async () => {
  const server = await serve();
  const { url, json, login } = server;
  const as = await login();
  const photo = photoOf(90_000);
  const { create, patch } = uploadsOf(server, as);
  const place = placeOf(await create(promise(photo)));
  await patch(place, 0, photo.bytes.slice(0, 50_000));
  const sent: number[] = [];
  const remember = { onProgress: (bytes: number) => void sent.push(bytes) };
  await uploadWithTusClient(url, as, photo, { uploadUrl: url + place, ...remember });
  expect(Math.min(...sent)).toBeGreaterThanOrEqual(50_000);
  for (const uploadDataDuringCreation of [false, true]) {
    await uploadWithTusClient(url, as, photo, { uploadDataDuringCreation });
  }
  const { items } = await json<TicketEvidence>('GET', '/v1/tickets/t-1/evidence', { as });
  expect(items.map(({ sha256 }) => sha256)).toEqual([photo.sha256]);
});

test('OPTIONS tells what is spoken, also where pages of other origins may call', async () => {
  for (const allowedOrigins of [[], ['https://app.norte.example']]) {
    const { call } = await serve({ allowedOrigins });
    const { status, headers } = await call('OPTIONS', path);
    expect([status, headers.get('tus-version'), headers.get('tus-max-size')]).toEqual([
      204,
      '1.0.0',
      '10000000',
    ]);
    expect(headers.get('tus-extension')).toBe('creation,creation-with-upload,termination,expiration');
  }
});

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

test('the first bytes may come with the creation', async () => {
  const server = await serve();
  const as = await server.login();
  const photo = photoOf(500);
  const file = { type: 'application/offset+octet-stream', bytes: photo.bytes };
  const created = await server.call('POST', path, { as, file, headers: promise(photo) });
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
