import type { EvidenceMediaType } from '@field/core';
import type { EvidenceFiles } from './evidence-files.ts';
import { type InspectedFile, inspectEvidence } from './inspect-evidence.ts';

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
): Promise<InspectedFile> {
  const file = await files.receive(tenantId);
  try {
    const inspection = inspectEvidence(mediaType);
    for await (const chunk of chunks) {
      inspection.add(chunk);
      await file.write(chunk);
    }
    const inspected = inspection.finish();
    await file.keep(inspected.sha256);
    return inspected;
  } catch (error) {
    await file.discard();
    throw error;
  }
}
