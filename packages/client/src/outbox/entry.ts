import type { ClientIssue } from '../errors/client-error.ts';
import type { Technician } from '../http/caller.ts';
import type { Operation } from '../operations/operation.ts';

/** A file's bytes lie in a record of their own, so that opening an outbox reads no photo. */
export interface FileBody {
  /** The key of the record. */
  readonly file: string;
  readonly mediaType: string;
  readonly size: number;
}

/** What an operation sends, as it is stored. */
export type StoredBody = { readonly json: unknown } | FileBody;

/** An operation as it is stored; `kind` may be one that only another version of the app knows. */
export interface StoredOperation extends Omit<Operation, 'kind' | 'body'> {
  readonly kind: string;
  readonly body: StoredBody | null;
}

/** Why a change was refused: by the server, or here because what it needs was discarded. */
export interface Refusal {
  /** The client's code, such as `client.conflict`. */
  readonly code: string;
  /** The server's own, such as `server.stock_insufficient`. */
  readonly problemCode: string | null;
  /** In the client's language. */
  readonly message: string;
  readonly next: string | null;
  readonly issues: readonly ClientIssue[];
  readonly at: string;
}

/**
 * One change in the outbox. `queued` until the server acknowledged it or turned it down; `done` keeps no body, only what
 * later changes may refer to. `unclear`: whether the server has it a person must say.
 */
export interface OutboxEntry {
  /** Where it stands among all changes of this device: counted, not timed, so that no clock can reorder it. */
  readonly sequence: number;
  readonly owner: Technician;
  /** Changes of one ticket are sent one after the other; `null` for one that belongs to no ticket. */
  readonly ticketId: string | null;
  readonly operation: StoredOperation;
  readonly timeoutMs: number | null;
  readonly state: 'queued' | 'refused' | 'unclear' | 'done';
  readonly enqueuedAt: string;
  readonly doneAt: string | null;
  readonly refusal: Refusal | null;
  /** What the server calls the result: the id of the evidence, the movement or the visit. */
  readonly answerId: string | null;
  /** Set where it was sent to a server that cannot tell a repetition, and what came of it is not known. */
  readonly sentAt?: string | null | undefined;
  /** Of an `unclear` one: what the server has that may be it, by the server's ids. */
  readonly candidates?: readonly string[] | undefined;
}

/** An entry before it has its place. */
export type NewEntry = Omit<OutboxEntry, 'sequence'>;

export const entryPrefix = 'outbox/';

/** Unique even where two apps count on the same storage at once. */
export function entryKey({ operation, sequence }: OutboxEntry): string {
  return `${entryPrefix}${String(sequence).padStart(12, '0')}-${operation.operationId}`;
}

export function fileKey(operationId: string): string {
  return `outbox-file/${operationId}`;
}

/** The key of an entry's file, where it has one. */
export function fileOf({ operation: { body } }: NewEntry): string | null {
  return body && 'file' in body ? body.file : null;
}

/** The entry in a record; `undefined` where it is not one this app can read. Fields it does not know stay with it. */
export function parseEntry(text: unknown): OutboxEntry | undefined {
  try {
    const entry = JSON.parse(String(text)) as OutboxEntry;
    const { operation, owner, sequence, state } = entry;
    const known =
      Number.isSafeInteger(sequence) &&
      ['queued', 'refused', 'unclear', 'done'].includes(state) &&
      [operation.operationId, operation.kind, operation.path, owner.technicianId, owner.tenantId].every(
        (part) => typeof part === 'string',
      );
    return known ? entry : undefined;
  } catch {
    return undefined;
  }
}
