import type { EvidenceUpload } from '../resources/check-evidence.ts';
import type { Picture, UploadsOptions } from './uploads.ts';

/** The photo, or what `downscale` made of it where that is smaller. */
export async function smaller(
  photo: EvidenceUpload,
  downscale: UploadsOptions['downscale'],
): Promise<EvidenceUpload> {
  if (!downscale) return photo;
  const { bytes, mediaType } = photo;
  // A photo that cannot be made smaller is still a photo.
  const made = await downscale({ bytes, mediaType }).catch(() => photo);
  return made.bytes.length < bytes.length ? { ...photo, ...made } : photo;
}

/** A small picture of the photo, where there is one to be had. */
export async function thumbnailOf(
  { bytes, mediaType }: EvidenceUpload,
  thumbnail: UploadsOptions['thumbnail'],
): Promise<Picture | null> {
  // A photo without a small picture of it is sent all the same.
  return thumbnail ? thumbnail({ bytes, mediaType }).catch(() => null) : null;
}
