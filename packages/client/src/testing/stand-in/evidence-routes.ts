import { check, Evidence, fieldsOf, type UploadEvidence, UploadEvidence as UploadShape } from '@field/core';
import { decodeUploadMetadata, type TicketEvidence, tusVersion } from '@field/core/uploads';
import { accept, type Reply, refuse } from './reply.ts';
import { type AskedBy, change, type Route, read } from './route.ts';
import type { KeptEvidence, KeptUpload, Scope, World } from './world.ts';

const expiresAfterMs = 86_400_000;

/** Photos and signatures, whole and in pieces (tus 1.0). */
export function createEvidenceRoutes(world: World): Route[] {
  async function keep(
    scope: Scope,
    ticketId: string,
    about: UploadEvidence,
    content: Uint8Array,
    sha256: string,
  ) {
    const { caption = null, category, mediaType, subject = null, takenAt } = about;
    const evidence = accept(
      check(Evidence, {
        id: world.nextId('evidence'),
        sha256,
        mediaType,
        bytes: content.length,
        category,
        caption,
        subject,
        takenAt,
        location: null,
      }),
    );
    world.evidence.push({ ...evidence, ticketId, content });
    world.awaited.delete(sha256);
    const params = { evidenceId: evidence.id, category, ...(caption !== null && { text: caption }) };
    world.addEntry(scope, { ticketId, kind: 'evidenceAdded', occurredAt: takenAt, params });
    return evidence;
  }

  /** A closed ticket still takes the files its closing waits for. */
  function ticketFor(scope: Scope, ticketId: string, sha256: string): string {
    const awaited = world.awaited.get(sha256);
    if (awaited?.ticketId === ticketId) return world.ticketOf(scope, ticketId).id;
    return world.openTicketOf(scope, ticketId).id;
  }

  function uploadOf({ params }: AskedBy): KeptUpload {
    return world.uploads.get(params.uploadId ?? '') ?? refuse('server.not_found');
  }

  async function takeIn(upload: KeptUpload, bytes: Uint8Array, scope: Scope): Promise<void> {
    const whole = new Uint8Array(upload.received.length + bytes.length);
    whole.set(upload.received);
    whole.set(bytes, upload.received.length);
    upload.received = whole;
    if (whole.length < upload.length) return;
    const sha256 = await sha256Of(whole);
    if (sha256 !== upload.metadata.sha256) {
      world.uploads.delete(upload.id);
      refuse('server.evidence_checksum_mismatch');
    }
    upload.evidenceId = (await keep(scope, upload.ticketId, upload.metadata, whole, sha256)).id;
  }

  function standing(upload: KeptUpload): Record<string, string> {
    const { evidenceId, length, received } = upload;
    return {
      'tus-resumable': tusVersion,
      'upload-offset': String(received.length),
      'upload-length': String(length),
      'cache-control': 'no-store',
      ...(evidenceId !== null && { 'field-evidence-id': evidenceId }),
    };
  }

  function placed(upload: KeptUpload): Record<string, string> {
    return { ...standing(upload), location: `/v1/evidence/uploads/${upload.id}` };
  }

  function begin(ticketId: string, metadata: KeptUpload['metadata'], length: number): KeptUpload {
    const id = world.nextId('upload');
    const upload: KeptUpload = {
      id,
      ticketId,
      metadata,
      length,
      received: new Uint8Array(0),
      evidenceId: null,
    };
    world.uploads.set(id, upload);
    return upload;
  }

  return [
    change('POST /v1/tickets/{ticketId}/evidence', async ({ bytes, params, query, request, scope }) => {
      const mediaType = (request.headers.get('content-type') ?? '').replace(/;.*/s, '').trim();
      if (!check(fieldsOf(UploadShape).mediaType, mediaType).ok) refuse('server.unsupported_media_type');
      const about = accept(check(UploadShape, { ...Object.fromEntries(query), mediaType }));
      const sha256 = await sha256Of(bytes);
      const ticketId = ticketFor(scope, params.ticketId ?? '', sha256);
      if (bytes.length === 0) refuse('server.evidence_empty');
      return { status: 201, body: await keep(scope, ticketId, about, bytes, sha256) };
    }),
    read('GET /v1/tickets/{ticketId}/evidence', ({ params, scope }) => {
      const { id } = world.ticketOf(scope, params.ticketId ?? '');
      return { status: 200, body: evidenceOf(world, id) };
    }),
    read('GET /v1/evidence/{evidenceId}', ({ params, scope }) => {
      const found = world.evidence.find(({ id }) => id === params.evidenceId) ?? refuse('server.not_found');
      world.ticketOf(scope, found.ticketId);
      return shownEvidence(found);
    }),
    change(
      'POST /v1/tickets/{ticketId}/evidence/uploads',
      async ({ bytes, params, request, scope }): Promise<Reply> => {
        const metadata = decodeUploadMetadata(request.headers.get('upload-metadata') ?? '');
        const ticketId = ticketFor(scope, params.ticketId ?? '', metadata.sha256);
        const length = Number(request.headers.get('upload-length') ?? Number.NaN);
        if (!Number.isSafeInteger(length) || length < 1) refuse('server.bad_header');
        const known = [...world.uploads.values()].find(
          (one) => one.ticketId === ticketId && one.metadata.sha256 === metadata.sha256,
        );
        const held = world.evidence.find(({ sha256 }) => sha256 === metadata.sha256);
        if (held) {
          const here = held.ticketId === ticketId;
          const { content } = held;
          const kept = here ? held : await keep(scope, ticketId, metadata, content, held.sha256);
          const upload = known ?? begin(ticketId, metadata, length);
          Object.assign(upload, { received: content, evidenceId: kept.id });
          return { status: 200, body: shown(kept), headers: placed(upload) };
        }
        if (known) return { status: 201, headers: placed(known) };
        const upload = begin(ticketId, metadata, length);
        if (bytes.length > 0) await takeIn(upload, bytes, scope);
        return { status: 201, headers: placed(upload) };
      },
    ),
    {
      kind: 'open',
      on: 'OPTIONS /v1/evidence/uploads',
      handle: () => ({
        status: 204,
        headers: {
          'tus-resumable': tusVersion,
          'tus-version': tusVersion,
          'tus-extension': 'creation,creation-with-upload,termination,expiration',
          'tus-max-size': '10000000',
        },
      }),
    },
    read('GET /v1/evidence/uploads/{uploadId}', (asked) => {
      const upload = uploadOf(asked);
      const { evidenceId, id, length, received, ticketId } = upload;
      const expiresAt = new Date(world.clock.now() + expiresAfterMs).toISOString();
      const body = { id, ticketId, bytes: length, expiresAt, offset: received.length, evidenceId };
      return { status: 200, body, headers: standing(upload) };
    }),
    read('HEAD /v1/evidence/uploads/{uploadId}', (asked) => ({
      status: 200,
      headers: standing(uploadOf(asked)),
    })),
    read('PATCH /v1/evidence/uploads/{uploadId}', async (asked) => {
      const upload = uploadOf(asked);
      if (asked.request.headers.get('upload-offset') !== String(upload.received.length)) {
        return refuse('server.upload_offset_mismatch');
      }
      await takeIn(upload, asked.bytes, asked.scope);
      return { status: 204, headers: standing(upload) };
    }),
    read('DELETE /v1/evidence/uploads/{uploadId}', (asked) => {
      world.uploads.delete(uploadOf(asked).id);
      return { status: 204, headers: { 'tus-resumable': tusVersion } };
    }),
  ];
}

/** The files of a ticket, and those its closing waits for. */
export function evidenceOf(world: World, id: string): TicketEvidence {
  const items = world.evidence.filter(({ ticketId }) => ticketId === id).map(shown);
  const pending = [...world.awaited]
    .filter(([, { ticketId }]) => ticketId === id)
    .map(([sha256, { category }]) => ({ sha256, category }));
  return { items, pending };
}

/** A file's bytes. */
export function shownEvidence({ content, mediaType }: KeptEvidence): Reply {
  return { status: 200, bytes: content, headers: { 'content-type': mediaType } };
}

function shown(evidence: Evidence & { readonly content?: unknown; readonly ticketId?: string }): Evidence {
  const { content: _, ticketId: __, ...told } = evidence;
  return told;
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
