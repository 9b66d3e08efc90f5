import { type Evidence, maxEvidenceBytes } from '@field/core';
import { decodeUploadMetadata } from '@field/core/uploads';
import { acceptedTypes } from '../evidence/accepted-types.ts';
import { evidenceError } from '../evidence/evidence-errors.ts';
import type { Upload } from '../storage/store.ts';
import { protocolError } from './protocol-errors.ts';
import { readByteCount } from './tus.ts';

/**
 * What an upload promises to bring.
 * @throws ValidationError, FieldError `server.bad_header`, `server.evidence_empty`, `server.body_too_large`,
 * `server.unsupported_media_type`
 */
export function readUploadPromise(request: Request): Upload['file'] {
  const { category, mediaType, takenAt, sha256, caption, subject } = readMetadata(request);
  const bytes = readByteCount(request, 'Upload-Length');
  const allowed = acceptedTypes(category);
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
export function namedByUpload(request: Request): [sha256?: string, category?: Evidence['category']] {
  try {
    const { sha256, category } = readMetadata(request);
    return [sha256, category];
  } catch {
    return [];
  }
}
