import type { Evidence } from '@field/core';
import { type EvidenceFile, file } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import { formatQuery } from '../http/path.ts';
import type { Api, ChangeOptions } from './api.ts';
import { checkEvidence, type EvidenceUpload } from './check-evidence.ts';

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
      const { bytes } = input;
      const { mediaType, ...about } = checkEvidence(input, api.locale);
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
