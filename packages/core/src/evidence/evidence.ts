import { Location } from '../location/location.ts';
import {
  dateTime,
  format,
  type Infer,
  id,
  nullable,
  object,
  oneOf,
  optional,
  personal,
  place,
  text,
  whole,
} from '../schema/schema.ts';

/** What a file proves. */
export const EvidenceCategory = oneOf(['photo', 'customerSignature', 'technicianSignature']);
export type EvidenceCategory = Infer<typeof EvidenceCategory>;

/** The kinds of file evidence may be. */
export const EvidenceMediaType = oneOf([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/svg+xml',
]);
export type EvidenceMediaType = Infer<typeof EvidenceMediaType>;

/** The largest photo, in bytes (10 MB). */
export const maxPhotoBytes = 10_000_000;

/** The largest signature, in bytes (500 kB): a drawn path or a small picture. */
export const maxSignatureBytes = 500_000;

/** The most photos one closing carries. */
export const maxClosingPhotos = 50;

/** The largest file of a category, in bytes. */
export function maxEvidenceBytes(category: EvidenceCategory): number {
  return category === 'photo' ? maxPhotoBytes : maxSignatureBytes;
}

/** One stored photo or signature. `sha256` is of the bytes as uploaded. */
export const Evidence = object({
  id: id(),
  sha256: format('sha256', 'not_a_sha256', (value) => /^[0-9a-f]{64}$/.test(value)),
  mediaType: EvidenceMediaType,
  bytes: whole(1, maxPhotoBytes),
  category: EvidenceCategory,
  caption: nullable(personal(text(500))),
  /** What a photo shows, in the provider's own word, such as `powerMeter`; a closing policy counts by it. */
  subject: optional(nullable(text(64))),
  takenAt: dateTime(),
  location: nullable(place(Location)),
});
export type Evidence = Infer<typeof Evidence>;

/** What is told about a file beside its bytes when it is uploaded. */
export const UploadEvidence = object({
  mediaType: EvidenceMediaType,
  category: EvidenceCategory,
  caption: optional(personal(text(500))),
  subject: optional(text(64, 1)),
  takenAt: dateTime(),
});
export type UploadEvidence = Infer<typeof UploadEvidence>;
