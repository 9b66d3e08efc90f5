import type { Evidence } from '@field/core';
import type { EvidenceFiles } from '../evidence/evidence-files.ts';
import { protocolError } from './protocol-errors.ts';
import type { Reply } from './route.ts';

/** The bytes of a photo or signature, to be saved rather than shown. @throws FieldError `server.not_found` */
export async function answerFile(
  files: EvidenceFiles,
  tenantId: string,
  evidence: Evidence | null,
): Promise<Reply> {
  const body = evidence && (await files.open(tenantId, evidence.sha256));
  if (!evidence || !body) throw protocolError('server.not_found');
  return {
    body,
    headers: {
      'content-type': evidence.mediaType,
      'content-length': String(evidence.bytes),
      'content-disposition': 'attachment',
    },
  };
}
