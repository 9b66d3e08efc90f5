import { createHash } from 'node:crypto';
import type { EvidenceMediaType } from '@field/core';
import { readImageKind, scanPicture } from '@field/core/evidence';
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

/** What a photo is stands in its first bytes; a drawing is looked at whole. */
const headBytes = 1024;

/** The largest sensors of phones have 200: what claims more is made to fill the memory of whoever opens it. */
const maxMegapixels = 250;

/** What a file is by its bytes, held against what it claims to be. */
export function inspectEvidence(mediaType: EvidenceMediaType): Inspection {
  const hash = createHash('sha256');
  const isSvg = mediaType === 'image/svg+xml';
  const scan = scanPicture(mediaType);
  const looked: Uint8Array[] = [];
  let lookedBytes = 0;
  let bytes = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      scan.add(chunk);
      if (!isSvg && lookedBytes >= headBytes) return;
      const part = isSvg ? chunk : chunk.slice(0, headBytes);
      looked.push(part);
      lookedBytes += part.byteLength;
    },
    finish() {
      if (bytes === 0) throw evidenceError('server.evidence_empty');
      const inspected = Buffer.concat(looked);
      const isWhatItClaims = isSvg
        ? isPlainSvg(inspected)
        : readImageKind(inspected)?.mediaType === mediaType;
      if (!isWhatItClaims) throw evidenceError('server.evidence_content_mismatch', { mediaType });
      const { width, height } = scan.size() ?? { width: 0, height: 0 };
      const megapixels = (width * height) / 1e6;
      if (megapixels > maxMegapixels) {
        throw evidenceError('server.evidence_too_many_pixels', { megapixels, maxMegapixels });
      }
      return { sha256: hash.digest('hex'), bytes };
    },
  };
}
