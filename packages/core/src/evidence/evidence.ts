import * as z from 'zod/mini';
import { Location } from '../location/location.ts';
import { dateTime, id, text, whole } from '../schema/primitives.ts';

/** What a file proves. */
export const EvidenceCategory = z.enum(['photo', 'customerSignature', 'technicianSignature']);
export type EvidenceCategory = z.infer<typeof EvidenceCategory>;

/** The kinds of file evidence may be. */
export const EvidenceMediaType = z.enum([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/svg+xml',
]);
export type EvidenceMediaType = z.infer<typeof EvidenceMediaType>;

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

const sha256 = () => z.stringFormat('sha256', /^[0-9a-f]{64}$/);

/** One stored photo or signature. `sha256` is of the bytes as uploaded. */
export const Evidence = z.object({
  id: id(),
  sha256: /* @__PURE__ */ sha256(),
  mediaType: EvidenceMediaType,
  bytes: whole(1, maxPhotoBytes),
  category: EvidenceCategory,
  caption: z.nullable(text(500)),
  takenAt: dateTime(),
  location: z.nullable(Location),
});
export type Evidence = z.infer<typeof Evidence>;
