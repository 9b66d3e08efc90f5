import { check, type Evidence, type Issue, maxEvidenceBytes, UploadEvidence } from '@field/core';
import { invalidInput } from '../errors/invalid-input.ts';
import { type EvidenceFile, file } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import { formatQuery } from '../http/path.ts';
import type { Api, ChangeOptions } from './api.ts';

/** A photo or a signature on its way to the server. */
export interface EvidenceUpload extends Omit<UploadEvidence, 'caption'> {
  readonly caption?: string | null | undefined;
  /** The file as it is, at most `maxEvidenceBytes` of its category. */
  readonly bytes: Uint8Array;
}

/** Photos and signatures. */
export interface EvidenceResource {
  /** Stores a file; its id goes into the closing. Waits for a line of 64 kbit/s unless `timeoutMs` says otherwise. */
  upload(ticketId: string, input: EvidenceUpload, options?: ChangeOptions): Promise<Evidence>;
  download(evidenceId: string, options?: CallOptions): Promise<EvidenceFile>;
}

/** What a line of 64 kbit/s carries in a millisecond. */
const slowestBytesPerMs = 8;

export function createEvidence(api: Api, timeoutMs: number): EvidenceResource {
  return {
    async upload(ticketId, input, options = {}) {
      const { bytes, caption, ...rest } = input;
      const described = { ...rest, caption: caption ?? undefined };
      const { mediaType, ...about } = api.input(check(UploadEvidence, described));
      const wrong = findSizeIssue(bytes, maxEvidenceBytes(about.category));
      if (wrong) throw invalidInput([wrong], api.locale);
      const path = api.path`/v1/tickets/${{ ticketId }}/evidence` + formatQuery(about);
      const patient = {
        ...options,
        timeoutMs: options.timeoutMs ?? timeoutMs + bytes.length / slowestBytesPerMs,
      };
      return api.change('evidence.upload', 'POST', path, { bytes, mediaType }, patient);
    },
    async download(evidenceId, options) {
      return api.read(api.path`/v1/evidence/${{ evidenceId }}`, file, options);
    },
  };
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
