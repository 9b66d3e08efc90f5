import { type ClosingDraft, check } from '@field/core';
import { ClosingDraftRecord } from '@field/core/sync';
import type { Connection } from '../connection.ts';
import { isClientError } from '../errors/client-error.ts';
import { type Answer, json, nothing } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import { createPathTag } from '../http/path.ts';

/** A draft as the server keeps it. */
export interface RemoteDraft extends ClosingDraftRecord {
  /** Names this state of it. */
  readonly etag: string;
}

/** The drafts on the server, where any device that may see the ticket goes on with them. */
export interface RemoteDrafts {
  /** `null` where there is none. */
  read(ticketId: string, options: CallOptions): Promise<RemoteDraft | null>;
  /** @throws ClientError `client.precondition` where it is not any more the one that was `seen` */
  save(
    ticketId: string,
    draft: ClosingDraft,
    seen: string | null,
    options: CallOptions,
  ): Promise<RemoteDraft>;
  remove(ticketId: string, options: CallOptions): Promise<void>;
}

const record = json((value) => check(ClosingDraftRecord, value));

const answer: Answer<RemoteDraft> = async (response, mediaType) => {
  const read = await record(response, mediaType);
  const etag = response.headers.get('etag');
  if (!read.ok || !etag) return { ok: false, issues: read.ok ? [] : read.issues };
  return { ok: true, value: { ...read.value, etag } };
};

export function createRemoteDrafts({ call, locale, stamp }: Connection, deviceId: string): RemoteDrafts {
  const path = createPathTag(locale);
  const pathOf = (ticketId: string) => path`/v1/tickets/${{ ticketId }}/closing-draft`;
  return {
    async read(ticketId, options) {
      try {
        return await call({ method: 'GET', path: pathOf(ticketId) }, answer, options);
      } catch (error) {
        const isMissing = isClientError(error) && error.details.problem?.code === 'server.draft_missing';
        if (!isMissing) throw error;
        return null;
      }
    },
    save: (ticketId, draft, seen, options) =>
      call(
        {
          method: 'PUT',
          path: pathOf(ticketId),
          body: { json: { draft, deviceId } },
          operationId: stamp().operationId,
          ...(seen !== null && { headers: { 'if-match': seen } }),
        },
        answer,
        options,
      ),
    remove: (ticketId, options) =>
      call({ method: 'DELETE', path: pathOf(ticketId), operationId: stamp().operationId }, nothing, options),
  };
}
