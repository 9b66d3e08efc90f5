import { check, type Issue, type Locale, maxEvidenceBytes, UploadEvidence } from '@field/core';
import { accepted, invalidInput } from '../errors/invalid-input.ts';

/** A photo or a signature on its way to the server. */
export interface EvidenceUpload extends Omit<UploadEvidence, 'caption'> {
  readonly caption?: string | null | undefined;
  /** The file as it is, at most `maxEvidenceBytes` of its category. */
  readonly bytes: Uint8Array;
}

/**
 * What is told about a file, checked with it.
 * @throws ClientError `client.invalid`, naming the field
 */
export function checkEvidence({ bytes, caption, ...rest }: EvidenceUpload, locale: Locale): UploadEvidence {
  const about = accepted(check(UploadEvidence, { ...rest, caption: caption ?? undefined }), locale);
  const wrong = findSizeIssue(bytes, maxEvidenceBytes(about.category));
  if (wrong) throw invalidInput([wrong], locale);
  return about;
}

function findSizeIssue(bytes: unknown, max: number): Issue | undefined {
  const path = ['bytes'];
  if (!isUint8Array(bytes)) return { path, code: 'wrong_type', params: { expected: 'Uint8Array' } };
  if (bytes.length === 0) return { path, code: 'required', params: {} };
  return bytes.length > max ? { path, code: 'too_big', params: { max } } : undefined;
}

/** Also one that was made in another frame or worker, which is no `instanceof` this one's `Uint8Array`. */
function isUint8Array(value: unknown): value is Uint8Array {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}
