import { maxPhotoBytes } from '@field/core';
import { tusVersion } from '@field/core/uploads';
import { evidenceError } from '../evidence/evidence-errors.ts';
import { protocolError } from './protocol-errors.ts';

/** On every answer about an upload in pieces. */
export const tusHeaders = { 'tus-resumable': tusVersion } as const;

/** What `OPTIONS` answers (tus 1.0, 2.1). */
export const tusAbilities = {
  ...tusHeaders,
  'tus-version': tusVersion,
  'tus-extension': 'creation,creation-with-upload,termination,expiration',
  'tus-max-size': String(maxPhotoBytes),
} as const;

/** The media type of a piece. */
export const pieceMediaType = 'application/offset+octet-stream';

/** @throws FieldError `server.tus_version_unsupported` */
export function requireTus({ headers }: Request): void {
  if (headers.get('tus-resumable') !== tusVersion) {
    throw evidenceError('server.tus_version_unsupported', { version: tusVersion });
  }
}

/** `Upload-Length` or `Upload-Offset`, in bytes. @throws FieldError `server.bad_header` */
export function readByteCount({ headers }: Request, header: 'Upload-Length' | 'Upload-Offset'): number {
  const value = headers.get(header) ?? '';
  if (!/^\d{1,15}$/.test(value)) throw protocolError('server.bad_header', { header, expected: '1048576' });
  return Number(value);
}
