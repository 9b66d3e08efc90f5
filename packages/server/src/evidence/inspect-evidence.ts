import { createHash } from 'node:crypto';
import type { EvidenceMediaType } from '@field/core';
import { detectMediaType, signatureBytes } from './detect-media-type.ts';
import { evidenceError } from './evidence-errors.ts';
import { isPlainSvg } from './is-plain-svg.ts';

export interface InspectedFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** Looks at a file as it passes by. */
export interface Inspection {
  add(chunk: Uint8Array): void;
  /** @throws FieldError `server.evidence_empty`, `server.evidence_content_mismatch` */
  finish(): InspectedFile;
}

/** What a file is by its bytes, held against what it claims to be. */
export function inspectEvidence(mediaType: EvidenceMediaType): Inspection {
  const hash = createHash('sha256');
  const isSvg = mediaType === 'image/svg+xml';
  let inspected = Buffer.alloc(0);
  let bytes = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      if (isSvg) inspected = Buffer.concat([inspected, chunk]);
      else if (inspected.length < signatureBytes) {
        inspected = Buffer.concat([inspected, chunk.subarray(0, signatureBytes)]);
      }
    },
    finish() {
      if (bytes === 0) throw evidenceError('server.evidence_empty');
      const isWhatItClaims = isSvg ? isPlainSvg(inspected) : detectMediaType(inspected) === mediaType;
      if (!isWhatItClaims) throw evidenceError('server.evidence_content_mismatch', { mediaType });
      return { sha256: hash.digest('hex'), bytes };
    },
  };
}
