import type { UploadEvidence } from '@field/core';
import type { Technician } from '../http/caller.ts';
import type { Refusal } from '../outbox/entry.ts';

/**
 * Where a file stands. `queued`: its turn comes. `uploading`: bytes are on the wire. `stored`: the server has it, held
 * against its hash. `linked`: a closing the server has names it. `failed`: the server turned it down, with the reason.
 */
export type UploadState = 'queued' | 'uploading' | 'stored' | 'linked' | 'failed';

/** A file as it is kept; its bytes lie in a record of their own until the server has them. */
export interface UploadEntry {
  /** A UUID: names the upload on both sides, however often it is asked for. */
  readonly id: string;
  /** Counted, not timed. */
  readonly sequence: number;
  readonly owner: Technician;
  readonly ticketId: string;
  readonly about: UploadEvidence;
  /** Of the bytes as they are sent, in lower-case hexadecimal: the file's identity. */
  readonly sha256: string;
  readonly size: number;
  /** A small picture of a photo, sent before all photos. */
  readonly isThumbnail: boolean;
  readonly state: Exclude<UploadState, 'uploading'>;
  readonly isPaused: boolean;
  /** Where the server takes the bytes, once it said so. */
  readonly path: string | null;
  readonly evidenceId: string | null;
  readonly failure: Refusal | null;
  readonly addedAt: string;
}

/** A file as a screen shows it. */
export interface UploadItem extends Pick<UploadEntry, 'id' | 'ticketId' | 'about' | 'sha256' | 'size'> {
  readonly state: UploadState;
  readonly isThumbnail: boolean;
  readonly isPaused: boolean;
  /** How many bytes the server said it has. */
  readonly sentBytes: number;
  /** What holds it up although it could go: an unmetered connection, or tomorrow's budget. */
  readonly waitsFor: 'unmetered' | 'budget' | null;
  readonly evidenceId: string | null;
  readonly failure: Refusal | null;
  readonly failures: number;
}

export const uploadPrefix = 'upload/';

export function uploadKey({ id, sequence }: UploadEntry): string {
  return `${uploadPrefix}${String(sequence).padStart(12, '0')}-${id}`;
}

/** The record of a file's bytes. */
export function uploadFileKey(id: string): string {
  return `upload-file/${id}`;
}

/** Whether the server still has to get it. */
export function isPending({ state }: Pick<UploadEntry, 'state'>): boolean {
  return state === 'queued' || state === 'failed';
}

/** The entry in a record; `undefined` where it is not one this app can read. */
export function parseUpload(text: unknown): UploadEntry | undefined {
  try {
    const entry = JSON.parse(String(text)) as UploadEntry;
    const { about, id, owner, sequence, sha256, state, ticketId } = entry;
    const known =
      Number.isSafeInteger(sequence) &&
      ['queued', 'stored', 'linked', 'failed'].includes(state) &&
      [id, ticketId, sha256, about.takenAt, owner.technicianId, owner.tenantId].every(
        (part) => typeof part === 'string',
      );
    return known ? entry : undefined;
  } catch {
    return undefined;
  }
}
