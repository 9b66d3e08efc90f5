import { createHash } from 'node:crypto';
import type { EvidenceMediaType } from '@field/core';
import { readImageKind } from '@field/core/evidence';
import { evidenceError } from './evidence-errors.ts';
import { isPlainSvg } from './is-plain-svg.ts';

export interface InspectedFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** Looks at a file as it passes by. */
export interface Inspection {
  add(chunk: Uint8Array): void;
  /** @throws FieldError `server.evidence_empty`, `server.evidence_content_mismatch`, `server.evidence_too_many_pixels` */
  finish(): InspectedFile;
}

/** How far into a photo its width and height are looked for; a drawing is looked at whole. */
const headBytes = 1024 * 1024;

/** The largest sensors of phones have 200: what claims more is made to fill the memory of whoever opens it. */
const maxMegapixels = 250;

/** What a file is by its bytes, held against what it claims to be. */
export function inspectEvidence(mediaType: EvidenceMediaType): Inspection {
  const hash = createHash('sha256');
  const isSvg = mediaType === 'image/svg+xml';
  const looked: Uint8Array[] = [];
  let lookedBytes = 0;
  let bytes = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      if (!isSvg && lookedBytes >= headBytes) return;
      looked.push(chunk);
      lookedBytes += chunk.byteLength;
    },
    finish() {
      if (bytes === 0) throw evidenceError('server.evidence_empty');
      const inspected = Buffer.concat(looked);
      const kind = isSvg ? null : readImageKind(inspected);
      const isWhatItClaims = kind === null ? isPlainSvg(inspected) : kind?.mediaType === mediaType;
      if (!isWhatItClaims) throw evidenceError('server.evidence_content_mismatch', { mediaType });
      const megapixels = ((kind?.width ?? 0) * (kind?.height ?? 0)) / 1e6;
      if (megapixels > maxMegapixels) {
        throw evidenceError('server.evidence_too_many_pixels', { megapixels, maxMegapixels });
      }
      return { sha256: hash.digest('hex'), bytes };
    },
  };
}
