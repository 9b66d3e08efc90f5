import type { CallOptions, Technician } from '../http/caller.ts';
import type { Operation } from '../operations/operation.ts';
import type { RecordChange } from '../storage/record-storage.ts';
import { fileKey, type NewEntry } from './entry.ts';

/** An operation as it goes into the outbox: its entry, and its file beside it. */
export interface Packed {
  readonly entry: NewEntry;
  readonly files: readonly RecordChange[];
}

/** Takes an operation apart into what is stored. */
export function packOperation(
  operation: Operation,
  options: CallOptions,
  owner: Technician,
  at: string,
): Packed {
  const { body, operationId, path } = operation;
  const [, ticketId] = /^\/v1\/tickets\/([^/?]+)/.exec(path) ?? [];
  const hasFile = body !== null && 'bytes' in body;
  const file = fileKey(operationId);
  return {
    entry: {
      owner,
      ticketId: ticketId === undefined ? null : decodeURIComponent(ticketId),
      operation: {
        ...operation,
        body: hasFile ? { file, mediaType: body.mediaType, size: body.bytes.length } : body,
      },
      timeoutMs: options.timeoutMs ?? null,
      state: 'queued',
      enqueuedAt: at,
      doneAt: null,
      refusal: null,
      answerId: null,
    },
    files: hasFile ? [[file, body.bytes]] : [],
  };
}
