import { createHash } from 'node:crypto';
import type { EvidenceMediaType } from '@field/core';
import { detectMediaType, signatureBytes } from './detect-media-type.ts';
import { evidenceError } from './evidence-errors.ts';
import type { EvidenceFiles } from './evidence-files.ts';
import { isPlainSvg } from './is-plain-svg.ts';

export interface ReceivedEvidence {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Stores a file as it arrives and makes it durable under its SHA-256. Nothing is kept of a file that breaks off, is
 * refused by `chunks`, or is not what it claims to be.
 *
 * @throws FieldError `server.evidence_empty`, `server.evidence_content_mismatch`, and whatever `chunks` throws
 */
export async function receiveEvidence(
  files: EvidenceFiles,
  tenantId: string,
  mediaType: EvidenceMediaType,
  chunks: AsyncIterable<Uint8Array>,
): Promise<ReceivedEvidence> {
  const file = await files.receive(tenantId);
  try {
    const hash = createHash('sha256');
    const isSvg = mediaType === 'image/svg+xml';
    let inspected = Buffer.alloc(0);
    let bytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      if (isSvg) inspected = Buffer.concat([inspected, chunk]);
      else if (inspected.length < signatureBytes) {
        inspected = Buffer.concat([inspected, chunk.subarray(0, signatureBytes)]);
      }
      await file.write(chunk);
    }
    if (bytes === 0) throw evidenceError('server.evidence_empty');
    const isWhatItClaims = isSvg ? isPlainSvg(inspected) : detectMediaType(inspected) === mediaType;
    if (!isWhatItClaims) throw evidenceError('server.evidence_content_mismatch', { mediaType });
    const sha256 = hash.digest('hex');
    await file.keep(sha256);
    return { sha256, bytes };
  } catch (error) {
    await file.discard();
    throw error;
  }
}
