import { createHash } from 'node:crypto';
import type { Problem, Session } from '@field/core';
import { encodeUploadMetadata } from '@field/core/uploads';
import { jpeg } from './pictures.ts';
import type { serve } from './serve.ts';

/** A photo of some size: the first bytes of a JPEG and noise behind them. */
export function photoOf(bytes: number, seed = 1) {
  const photo = new Uint8Array(bytes);
  photo.set(jpeg.bytes);
  for (let at = jpeg.bytes.length; at < bytes; at += 1) photo[at] = (at * seed * 31) % 251;
  return { bytes: photo, sha256: createHash('sha256').update(photo).digest('hex') };
}

export type Photo = ReturnType<typeof photoOf>;

export const uploadsPath = '/v1/tickets/t-1/evidence/uploads';
export const tus = { 'tus-resumable': '1.0.0' };
export const takenAt = '2026-03-02T12:00:00-03:00';

export function promise({ sha256, bytes }: Photo, changes: Record<string, string> = {}) {
  const metadata = { category: 'photo', mediaType: 'image/jpeg', takenAt, sha256, ...changes };
  return {
    ...tus,
    'upload-length': String(bytes.length),
    'upload-metadata': encodeUploadMetadata(metadata as never),
  };
}

/** Raw tus calls of one technician. */
export function uploadsOf({ call }: Awaited<ReturnType<typeof serve>>, as: Session) {
  const piece = (bytes: Uint8Array<ArrayBuffer>) => ({ type: 'application/offset+octet-stream', bytes });
  return {
    create: (headers: Record<string, string>, at = uploadsPath) => call('POST', at, { as, headers }),
    head: (place: string) => call('HEAD', place, { as, headers: tus }),
    patch: (place: string, offset: number, bytes: Uint8Array<ArrayBuffer>, headers = {}) =>
      call('PATCH', place, {
        as,
        file: piece(bytes),
        headers: { ...tus, 'upload-offset': String(offset), ...headers },
      }),
  };
}

export const offsetOf = ({ headers }: Response) => headers.get('upload-offset');
export const placeOf = ({ headers }: Response) => headers.get('location') ?? '';

export async function codeOf(response: Response): Promise<string> {
  return `${response.status} ${((await response.json()) as Problem).code}`;
}
