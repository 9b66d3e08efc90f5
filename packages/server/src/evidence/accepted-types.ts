import type { EvidenceCategory } from '@field/core';

/** The media types a photo may have. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const;
/** The media types a signature may have. */
export const signatureTypes = [...photoTypes, 'image/svg+xml'] as const;

/** The media types a file of this category may have. */
export function acceptedTypes(category: EvidenceCategory): readonly string[] {
  return category === 'photo' ? photoTypes : signatureTypes;
}
