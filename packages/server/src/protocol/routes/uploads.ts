import * as z from 'zod/mini';
import { evidenceError } from '../../evidence/evidence-errors.ts';
import { settleUpload, type UploadState } from '../../evidence/settle-upload.ts';
import type { Store, Upload } from '../../storage/store.ts';
import { beginUpload } from '../begin-upload.ts';
import { readChunks, readMediaType } from '../body.ts';
import { protocolError } from '../protocol-errors.ts';
import { route, type TechnicianCall } from '../route.ts';
import { requireKey } from '../run-route.ts';
import { receivingTicket } from '../ticket-access.ts';
import { pieceMediaType, readByteCount, requireTus, tusHeaders } from '../tus.ts';
import { namedByUpload, readUploadPromise } from '../upload-promise.ts';

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
      'server.list_full',
    ],
    async handle(call) {
      const { request, params, store, services, signedIn } = call;
      // Who may not see the ticket learns nothing else.
      const key = requireKey(call);
      const repeats = key !== null && (await store.operations.find(key)) !== null;
      if (!repeats) await receivingTicket(store, params.ticketId, ...namedByUpload(request));
      requireTus(request);
      const file = readUploadPromise(request);
      const { upload, evidence, expired } = await beginUpload(call, params.ticketId, key, file);
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
