import { type Evidence, maxEvidenceBytes } from '@field/core';
import { decodeUploadMetadata } from '@field/core/uploads';
import * as z from 'zod/mini';
import { evidenceError } from '../../evidence/evidence-errors.ts';
import { recordEvidence } from '../../evidence/record-evidence.ts';
import { settleUpload, type UploadState } from '../../evidence/settle-upload.ts';
import type { Store, Upload } from '../../storage/store.ts';
import { readChunks, readMediaType } from '../body.ts';
import { answerAgain, fingerprintOf } from '../idempotency.ts';
import { protocolError } from '../protocol-errors.ts';
import { route, type TechnicianCall } from '../route.ts';
import { readTimes, requireKey } from '../run-route.ts';
import { receivingTicket } from '../ticket-access.ts';
import { pieceMediaType, readByteCount, requireTus, tusHeaders } from '../tus.ts';
import { photoTypes, signatureTypes } from './evidence.ts';

/** An upload nobody continued for so long is thrown away. */
const keptMs = 7 * 86_400_000;
/** More than one closing can name. */
const mostOpenUploads = 200;

type AnyCall = TechnicianCall<string, undefined, undefined>;

const UploadStatus = z.object({
  id: z.string(),
  ticketId: z.string(),
  offset: z.int().check(z.gte(0)),
  bytes: z.int().check(z.gte(1)),
  expiresAt: z.iso.datetime(),
  evidenceId: z.nullable(z.string()),
});

/** How far an upload has come. */
const stateHeaders = [
  'Tus-Resumable',
  'Upload-Offset',
  'Upload-Length',
  'Upload-Expires',
  'Field-Evidence-Id',
] as const;

const pieceProblems = [
  'server.not_found',
  'server.bad_header',
  'server.tus_version_unsupported',
  'server.body_too_large',
  'server.body_too_slow',
  'server.evidence_content_mismatch',
  'server.evidence_too_many_pixels',
  'server.evidence_checksum_mismatch',
];

export const uploadRoutes = [
  route({
    kind: 'tus',
    method: 'post',
    id: 'createUpload',
    path: '/v1/tickets/{ticketId}/evidence/uploads',
    summary:
      'Begins the upload of a photo or signature in pieces (tus 1.0). Bytes the server holds already are not asked for again. ' +
      'The same Idempotency-Key, and the same file to the same ticket, is the same upload.',
    headers: { required: ['Tus-Resumable', 'Upload-Length', 'Upload-Metadata'] },
    answer: {
      status: 201,
      description:
        'Send the pieces to `Location`. 200 with the evidence where the server has these bytes already.',
      headers: ['Location', ...stateHeaders],
    },
    problems: [
      ...pieceProblems,
      'server.ticket_closed',
      'server.unsupported_media_type',
      'server.evidence_empty',
      'server.uploads_full',
    ],
    async handle(call) {
      const { request, params, store, services, signedIn } = call;
      // Who may not see the ticket learns nothing else.
      const key = requireKey(call);
      const repeats = key !== null && (await store.operations.find(key)) !== null;
      if (!repeats) await receivingTicket(store, params.ticketId, ...namedBy(request));
      requireTus(request);
      const file = readPromise(request);
      const { upload, evidence, expired } = await begin(call, params.ticketId, key, file);
      const { partial } = services.storage.evidenceFiles;
      for (const id of expired) await partial.discard(signedIn.scope.tenantId, id);
      if (evidence) {
        const headers = headersOf(upload, { offset: file.bytes, evidenceId: evidence.id });
        return { status: 200, body: evidence, headers: { ...headers, location: placeOf(upload) } };
      }
      const state = await services.uploadTurns.take(upload.id, async (signal) => {
        const before = await settle(call, upload);
        const hasPiece = readMediaType(request) === pieceMediaType && before.offset === 0;
        return hasPiece ? append(call, upload, before, signal) : before;
      });
      return { headers: { ...headersOf(upload, state), location: placeOf(upload) } };
    },
  }),
  route({
    kind: 'tus',
    method: 'get',
    id: 'readUpload',
    path: '/v1/evidence/uploads/{uploadId}',
    summary:
      'How far an upload has come: `Upload-Offset`, and `Field-Evidence-Id` once it is finished. Also as HEAD.',
    answer: { status: 200, description: 'The same as JSON.', headers: stateHeaders, schema: UploadStatus },
    problems: pieceProblems,
    async handle(call) {
      const upload = await ownUpload(call.store, call.params.uploadId);
      const state = await call.services.uploadTurns.take(upload.id, () => settle(call, upload));
      const { id, ticketId, expiresAt, file } = upload;
      return {
        body: { id, ticketId, bytes: file.bytes, expiresAt, ...state },
        headers: headersOf(upload, state),
      };
    },
  }),
  route({
    kind: 'tus',
    method: 'patch',
    id: 'continueUpload',
    path: '/v1/evidence/uploads/{uploadId}',
    summary: 'Sends the next piece. What arrived of a piece that breaks off is kept.',
    headers: { required: ['Tus-Resumable', 'Upload-Offset'] },
    answer: {
      status: 204,
      description: '`Upload-Offset` tells how many bytes are there.',
      headers: stateHeaders,
    },
    problems: [...pieceProblems, 'server.unsupported_media_type', 'server.upload_offset_mismatch'],
    async handle(call) {
      const { request, params, store, services } = call;
      const upload = await ownUpload(store, params.uploadId);
      requireTus(request);
      const mediaType = readMediaType(request);
      if (mediaType !== pieceMediaType) {
        const told = { mediaType: mediaType || '?', allowed: [pieceMediaType] };
        throw protocolError('server.unsupported_media_type', told);
      }
      const offset = readByteCount(request, 'Upload-Offset');
      const state = await services.uploadTurns.take(upload.id, async (signal) => {
        // It may have ended while this request waited for its turn.
        const before = await settle(call, await ownUpload(store, upload.id));
        if (before.offset !== offset) {
          const details = { offset: before.offset, retryAfterSeconds: 0 };
          throw evidenceError('server.upload_offset_mismatch', details);
        }
        return before.evidenceId === null ? append(call, upload, before, signal) : before;
      });
      return { headers: headersOf(upload, state) };
    },
  }),
  route({
    kind: 'tus',
    method: 'delete',
    id: 'removeUpload',
    path: '/v1/evidence/uploads/{uploadId}',
    summary: 'Throws an upload away. What has become evidence stays.',
    headers: { required: ['Tus-Resumable'] },
    answer: { status: 204, description: 'It is gone.', headers: ['Tus-Resumable'] },
    problems: ['server.not_found', 'server.tus_version_unsupported'],
    async handle({ request, params, store, services, signedIn }) {
      const upload = await ownUpload(store, params.uploadId);
      requireTus(request);
      const { storage, uploadTurns } = services;
      await uploadTurns.take(upload.id, async () => {
        await storage.change(signedIn.scope, (changing) => changing.uploads.remove(upload.id));
        await storage.evidenceFiles.partial.discard(signedIn.scope.tenantId, upload.id);
      });
      return {};
    },
  }),
];

type Promised = Upload['file'];

interface Begun {
  readonly upload: Upload;
  /** Where the server holds the bytes already. */
  readonly evidence: Evidence | null;
  /** Uploads whose bytes are to be thrown away. */
  readonly expired: readonly string[];
}

/** Finds or makes the upload of a file, in one transaction with its idempotency record. */
async function begin(call: AnyCall, ticketId: string, key: string | null, file: Promised): Promise<Begun> {
  const { request, services, signedIn, now } = call;
  const { recordedAt } = readTimes(request, now);
  const fingerprint = fingerprintOf(request, file);
  const { evidenceFiles } = services.storage;
  const isHere = await evidenceFiles.has(signedIn.scope.tenantId, file.sha256);
  return services.storage.change(signedIn.scope, async (store) => {
    const again = key && answerAgain(await store.operations.find(key), fingerprint, recordedAt);
    const known = again ? await store.uploads.find(again.headers['upload-id'] ?? '') : null;
    if (known) return { upload: known, evidence: null, expired: [] };
    const ticket = await receivingTicket(store, ticketId, file.sha256, file.category);
    const expired = await store.uploads.removeExpired(recordedAt);
    const same = isHere ? (await store.evidence.listSame(file.sha256)).find(isAs(file)) : undefined;
    const evidence = same
      ? await recordEvidence(store, ticket.id, { ...file, mediaType: same.mediaType }, recordedAt)
      : null;
    const open = evidence ? null : await store.uploads.findOpen(ticket.id, file);
    const upload = open ?? (await addUpload(store, ticket.id, file, now, evidence));
    if (key) {
      const answer = { status: 201, headers: { 'upload-id': upload.id }, body: null };
      await store.operations.save(key, { fingerprint, answer, leaseUntil: null }, recordedAt);
    }
    return { upload, evidence, expired };
  });
}

async function addUpload(
  store: Store,
  ticketId: string,
  file: Promised,
  now: Date,
  evidence: Evidence | null,
): Promise<Upload> {
  const { length: open } = await store.uploads.listOpen();
  if (open >= mostOpenUploads) throw evidenceError('server.uploads_full', { open });
  const expiresAt = new Date(now.getTime() + keptMs).toISOString();
  return store.uploads.add({ ticketId, file, expiresAt, evidenceId: evidence?.id ?? null });
}

function isAs({ bytes, category }: Promised) {
  const allowed: readonly string[] = category === 'photo' ? photoTypes : signatureTypes;
  return (held: Evidence) => held.bytes === bytes && allowed.includes(held.mediaType);
}

/**
 * What an upload promises to bring.
 * @throws ValidationError, FieldError `server.bad_header`, `server.evidence_empty`, `server.body_too_large`,
 * `server.unsupported_media_type`
 */
function readPromise(request: Request): Promised {
  const { category, mediaType, takenAt, sha256, caption, subject } = readMetadata(request);
  const bytes = readByteCount(request, 'Upload-Length');
  const allowed: readonly string[] = category === 'photo' ? photoTypes : signatureTypes;
  if (!allowed.includes(mediaType)) {
    throw protocolError('server.unsupported_media_type', { mediaType, allowed });
  }
  if (bytes === 0) throw evidenceError('server.evidence_empty');
  const maxBytes = maxEvidenceBytes(category);
  if (bytes > maxBytes) throw protocolError('server.body_too_large', { maxBytes });
  return { sha256, bytes, mediaType, category, caption: caption ?? null, subject: subject ?? null, takenAt };
}

function readMetadata(request: Request) {
  return decodeUploadMetadata((request.headers.get('upload-metadata') ?? '').slice(0, 8192));
}

/** Which file a request is about, as far as it can be read. */
function namedBy(request: Request): [sha256?: string, category?: Evidence['category']] {
  try {
    const { sha256, category } = readMetadata(request);
    return [sha256, category];
  } catch {
    return [];
  }
}

/** @throws FieldError `server.not_found` */
async function ownUpload(store: Store, uploadId: string): Promise<Upload> {
  const upload = await store.uploads.find(uploadId);
  if (!upload) throw protocolError('server.not_found');
  return upload;
}

function settle({ services, signedIn }: AnyCall, upload: Upload): Promise<UploadState> {
  return settleUpload(services.storage, signedIn.scope, upload, services.clock().toISOString());
}

async function append(
  call: AnyCall,
  upload: Upload,
  { offset }: UploadState,
  signal: AbortSignal,
): Promise<UploadState> {
  const { request, services, signedIn } = call;
  const limits = { maxBytes: upload.file.bytes - offset, stallMs: services.limits.bodyStallMs, signal };
  const { partial } = services.storage.evidenceFiles;
  await partial.append(signedIn.scope.tenantId, upload.id, offset, readChunks(request, limits));
  return settle(call, upload);
}

function headersOf(upload: Upload, { offset, evidenceId }: UploadState): Record<string, string> {
  return {
    ...tusHeaders,
    'upload-offset': String(offset),
    'upload-length': String(upload.file.bytes),
    ...(evidenceId === null
      ? { 'upload-expires': new Date(upload.expiresAt).toUTCString() }
      : { 'field-evidence-id': evidenceId }),
  };
}

function placeOf({ id }: Upload): string {
  return `/v1/evidence/uploads/${id}`;
}
