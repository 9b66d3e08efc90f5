import { type EvidenceMediaType, maxPhotoBytes } from '../index.ts';
import { readImageKind } from './image-kind.ts';

/** Why a picture is not taken; texts are in `evidenceTexts`. */
export type PhotoRefusal =
  | 'evidence.empty'
  | 'evidence.too_large'
  | 'evidence.not_a_photo'
  | 'evidence.kind_mismatch'
  | 'evidence.too_many_pixels';

/** The most pixels of a photo: what a phone's camera makes, and no bomb that a viewer unpacks into gigabytes. */
export const maxPhotoPixels = 100_000_000;

/** A photo that may be uploaded, or why it may not. */
export type PhotoCheck =
  | { readonly ok: true; readonly mediaType: EvidenceMediaType }
  | { readonly ok: false; readonly reason: PhotoRefusal; readonly params: Readonly<Record<string, unknown>> };

/**
 * Judges a photo by its bytes: not empty, at most 10 MB, a JPEG, PNG, WebP or HEIC whatever its name says, and of a
 * sane size in pixels.
 *
 * @param told the media type its name or its sender claims, where there is one
 */
export function checkPhoto(bytes: Uint8Array, told?: string): PhotoCheck {
  const refuse = (reason: PhotoRefusal, params: Readonly<Record<string, unknown>> = {}) =>
    ({ ok: false, reason, params }) as const;
  if (bytes.length === 0) return refuse('evidence.empty');
  if (bytes.length > maxPhotoBytes)
    return refuse('evidence.too_large', { max: maxPhotoBytes, bytes: bytes.length });
  const kind = readImageKind(bytes);
  if (!kind || kind.mediaType === 'image/svg+xml') return refuse('evidence.not_a_photo');
  const { mediaType, width, height } = kind;
  if (told !== undefined && told !== mediaType)
    return refuse('evidence.kind_mismatch', { told, found: mediaType });
  if ((width ?? 1) * (height ?? 1) > maxPhotoPixels) {
    return refuse('evidence.too_many_pixels', { width, height, max: maxPhotoPixels });
  }
  return { ok: true, mediaType };
}
