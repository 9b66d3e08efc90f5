import { isFieldError } from '@field/core';
import type { Storage } from '../storage/storage.ts';
import type { Scope, Upload } from '../storage/store.ts';
import { evidenceError } from './evidence-errors.ts';
import { inspectEvidence } from './inspect-evidence.ts';
import { recordEvidence } from './record-evidence.ts';

/** How far an upload has come. */
export interface UploadState {
  readonly offset: number;
  readonly evidenceId: string | null;
}

/**
 * How far an upload has come. Where its last byte is there, it becomes evidence first, so that a server that ended between
 * the two finishes here. A file that is not what was promised is thrown away, and its upload with it.
 * @throws FieldError `server.evidence_checksum_mismatch`, `server.evidence_content_mismatch`
 */
export async function settleUpload(
  storage: Storage,
  scope: Scope,
  upload: Upload,
  now: string,
): Promise<UploadState> {
  const { evidenceFiles } = storage;
  const { tenantId } = scope;
  const { sha256, bytes } = upload.file;
  if (upload.evidenceId !== null) return { offset: bytes, evidenceId: upload.evidenceId };
  const offset = (await evidenceFiles.partial.size(tenantId, upload.id)) ?? 0;
  if (offset < bytes) return { offset, evidenceId: null };
  try {
    await inspect(storage, tenantId, upload);
  } catch (error) {
    if (isFieldError(error)) {
      await evidenceFiles.partial.discard(tenantId, upload.id);
      await storage.change(scope, (store) => store.uploads.remove(upload.id));
    }
    throw error;
  }
  await evidenceFiles.partial.copy(tenantId, upload.id, sha256);
  const evidence = await storage.change(scope, async (store) => {
    const recorded = await recordEvidence(store, upload.ticketId, upload.file, now);
    await store.uploads.finish(upload.id, recorded.id);
    return recorded;
  });
  await evidenceFiles.partial.discard(tenantId, upload.id);
  return { offset: bytes, evidenceId: evidence.id };
}

async function inspect({ evidenceFiles }: Storage, tenantId: string, { id, file }: Upload): Promise<void> {
  const inspection = inspectEvidence(file.mediaType);
  for await (const chunk of evidenceFiles.partial.read(tenantId, id)) inspection.add(chunk);
  if (inspection.finish().sha256 !== file.sha256) throw evidenceError('server.evidence_checksum_mismatch');
}
