import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Evidence, type Session, TicketPage } from '@field/core';
import { encodeUploadMetadata, TicketEvidence } from '@field/core/uploads';
import { type Bench, untested } from '../bench.ts';
import { expectProblem, expectShape, expectStatus, expectThat } from '../expect-that.ts';
import type { ProtocolPromise } from '../protocol-promise.ts';

/** The head of a JPEG of 16 by 16 grey pixels: JFIF, the frame, the start of its data. */
const jpegHead = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b080010001001011100ffda0008010100003f00',
  'hex',
);

/** A small JPEG with noise in place of its data: new to every server. */
export function makePhoto(bytes = 3000) {
  const photo = new Uint8Array(randomBytes(bytes));
  photo.set(jpegHead);
  return {
    bytes: photo,
    sha256: createHash('sha256').update(photo).digest('hex'),
    takenAt: new Date().toISOString(),
  };
}

type Photo = ReturnType<typeof makePhoto>;

/** A plain upload. */
export function uploadPhoto(
  { call, session }: Bench,
  ticketId: string,
  { bytes, takenAt }: Photo,
  options: { headers?: Record<string, string>; via?: string; type?: string } = {},
) {
  const query = new URLSearchParams({ category: 'photo', takenAt });
  const { type = 'image/jpeg', ...rest } = options;
  return call('POST', `/v1/tickets/${ticketId}/evidence?${query}`, {
    as: session,
    file: { type, bytes },
    ...rest,
  });
}

async function listOf({ call, session }: Bench, ticketId: string) {
  const answer = await call('GET', `/v1/tickets/${ticketId}/evidence`, { as: session });
  expectStatus(answer, 200);
  return expectShape(answer, TicketEvidence);
}

function beginUpload(
  { call, session }: Bench,
  ticketId: string,
  { bytes, sha256, takenAt }: Photo,
  as: Session = session,
) {
  const metadata = { category: 'photo', mediaType: 'image/jpeg', takenAt, sha256 } as const;
  return call('POST', `/v1/tickets/${ticketId}/evidence/uploads`, {
    as,
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': encodeUploadMetadata(metadata),
    },
  });
}

function sendPiece({ call, session }: Bench, place: string, offset: number, bytes: Uint8Array, via?: string) {
  return call('PATCH', place, {
    as: session,
    file: { type: 'application/offset+octet-stream', bytes },
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': String(offset) },
    ...(via !== undefined && { via }),
  });
}

export const evidencePromises: readonly ProtocolPromise[] = [
  {
    id: 'evidence.stored',
    says: 'A photo is known by the SHA-256 of its bytes and given back as it was; a repeated upload is the same one.',
    async test(bench) {
      const { id } = await bench.ticket();
      const photo = makePhoto();
      const headers = { 'idempotency-key': randomUUID() };
      const { proxy } = bench;
      proxy.script({ kind: 'drop-answer' });
      await uploadPhoto(bench, id, photo, { headers, via: proxy.url }).catch(() => null);
      const answer = await uploadPhoto(bench, id, photo, { headers });
      expectStatus(answer, 200, 201);
      const evidence = expectShape(answer, Evidence);
      expectThat(evidence.sha256 === photo.sha256, 'the photo has another SHA-256');
      const file = await bench.call('GET', `/v1/evidence/${evidence.id}`, { as: bench.session });
      expectThat(Buffer.from(file.bytes).equals(photo.bytes), 'the photo comes back changed');
      const { items } = await listOf(bench, id);
      const same = items.filter(({ sha256 }) => sha256 === photo.sha256).length;
      expectThat(same === 1, `the photo is on the ticket ${same} times`);
    },
  },
  {
    id: 'evidence.content',
    says: 'A file that is not what it claims, or may not be, is refused and not kept.',
    async test(bench) {
      const { id } = await bench.ticket();
      const page = new TextEncoder().encode('<html><script>alert(1)</script></html>');
      const html = { ...makePhoto(), bytes: page, sha256: createHash('sha256').update(page).digest('hex') };
      expectProblem(await uploadPhoto(bench, id, html), 415, 422);
      expectProblem(await uploadPhoto(bench, id, html, { type: 'text/html' }), 415, 422);
      const { items } = await listOf(bench, id);
      expectThat(
        items.every(({ sha256 }) => sha256 !== html.sha256),
        'the refused file was kept',
      );
    },
  },
  {
    id: 'uploads.resume',
    says: 'An upload in pieces continues where it stopped (tus 1.0), and a wrong offset is refused with 409.',
    async test(bench) {
      const { call, session, proxy } = bench;
      const { id } = await bench.ticket();
      const photo = makePhoto();
      const created = await beginUpload(bench, id, photo);
      expectStatus(created, 201);
      const place = new URL(created.headers.get('location') ?? '', 'http://server.example').pathname;
      proxy.script({ kind: 'drop-answer' });
      await sendPiece(bench, place, 0, photo.bytes.slice(0, 1000), proxy.url).catch(() => null);
      const head = await call('HEAD', place, { as: session, headers: { 'tus-resumable': '1.0.0' } });
      expectStatus(head, 200, 204);
      expectThat(head.headers.get('upload-offset') === '1000', 'HEAD does not tell the bytes that arrived');
      expectStatus(await sendPiece(bench, place, 0, photo.bytes.slice(0, 1000)), 409);
      const last = await sendPiece(bench, place, 1000, photo.bytes.slice(1000));
      expectStatus(last, 204);
      const evidenceId = last.headers.get('field-evidence-id');
      expectThat(evidenceId !== null, 'the last piece is answered without Field-Evidence-Id');
      const file = await call('GET', `/v1/evidence/${evidenceId}`, { as: session });
      expectThat(Buffer.from(file.bytes).equals(photo.bytes), 'the photo comes back changed');
    },
  },
  {
    id: 'uploads.have-it',
    says: 'Bytes the server holds, and the technician may see, are not asked for again.',
    async test(bench) {
      const { id } = await bench.ticket();
      const photo = makePhoto();
      expectStatus(await uploadPhoto(bench, id, photo), 200, 201);
      const again = await beginUpload(bench, id, photo);
      expectStatus(again, 200);
      const { sha256 } = expectShape(again, Evidence);
      expectThat(sha256 === photo.sha256, 'another file was named');
    },
  },
  {
    id: 'evidence.others',
    says: 'A photo is shown to nobody who does not see its ticket, and nobody else is told that the server holds its bytes.',
    async test(bench) {
      const { call, session, stranger } = bench;
      if (!stranger) throw untested('no second technician was given');
      const { id } = await bench.ticket();
      const photo = makePhoto();
      const { id: evidenceId } = expectShape(await uploadPhoto(bench, id, photo), Evidence);
      expectStatus(await call('GET', `/v1/evidence/${evidenceId}`, { as: session }), 200);
      expectProblem(await call('GET', `/v1/evidence/${evidenceId}`, { as: stranger }), 404);
      const unfinished = await beginUpload(bench, id, makePhoto());
      expectStatus(unfinished, 201);
      const place = new URL(unfinished.headers.get('location') ?? '', 'http://server.example').pathname;
      const tus = { 'tus-resumable': '1.0.0' };
      expectStatus(await call('HEAD', place, { as: stranger, headers: tus }), 404);
      const list = await call('GET', '/v1/tickets?limit=1', { as: stranger });
      const [own] = expectShape(list, TicketPage).items;
      if (!own) throw untested('the second technician has no ticket to ask for the bytes with');
      expectStatus(await beginUpload(bench, own.id, photo, stranger), 201);
    },
  },
  {
    id: 'uploads.checksum',
    says: 'A file that arrives damaged is refused and not kept.',
    async test(bench) {
      const { id } = await bench.ticket();
      const photo = makePhoto();
      const created = await beginUpload(bench, id, photo);
      expectStatus(created, 201);
      const place = new URL(created.headers.get('location') ?? '', 'http://server.example').pathname;
      const damaged = photo.bytes.slice();
      damaged.set([0, 0, 0, 0], 100);
      const answer = await sendPiece(bench, place, 0, damaged);
      expectThat(answer.status >= 400, `a damaged file was answered ${answer.status}`);
      const { items } = await listOf(bench, id);
      expectThat(
        items.every(({ sha256 }) => sha256 !== photo.sha256),
        'the damaged file is on the ticket',
      );
    },
  },
];
