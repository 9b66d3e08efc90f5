import { check, Evidence } from '@field/core';
import { type Answer, readJson } from '../http/answer.ts';
import type { Call, CallOptions } from '../http/caller.ts';
import type { PathTag } from '../http/path.ts';
import type { UploadEntry } from './upload.ts';
import { writeUploadMetadata } from './upload-metadata.ts';

/** How far an upload is on the server. */
export interface UploadProgress {
  /** Where the server takes the bytes; `null` where it had them already. */
  readonly path: string | null;
  readonly offset: number;
  /** The id of the finished evidence. */
  readonly evidenceId: string | null;
}

/** The Field protocol's resumable uploads: tus 1.0 with what is told of the file. */
export interface Tus {
  /** Asks for a place; the same one for the same upload. */
  create(entry: UploadEntry, options: CallOptions): Promise<UploadProgress>;
  /** Asks how much of it is there. */
  read(path: string, options: CallOptions): Promise<UploadProgress>;
  append(path: string, offset: number, bytes: Uint8Array, options: CallOptions): Promise<UploadProgress>;
}

const headers = { 'tus-resumable': '1.0.0' };

const notThis = { ok: false, issues: [] } as const;

/** The largest description of a file the server has. */
const maxJsonBytes = 100_000;

export function createTus(call: Call, path: PathTag): Tus {
  return {
    create(entry, options) {
      const { about, id, sha256, size, ticketId } = entry;
      const metadata = writeUploadMetadata({ ...about, sha256, operationId: id });
      return call(
        {
          method: 'POST',
          path: path`/v1/tickets/${{ ticketId }}/evidence/uploads`,
          operationId: id,
          headers: { ...headers, 'upload-length': String(size), 'upload-metadata': metadata },
        },
        created,
        options,
      );
    },
    // tus asks with HEAD, whose refusals have no body: nobody could tell an expired sign-in from a Wi-Fi portal.
    read: (at, options) => call({ method: 'GET', path: at, headers }, progressAt(at), options),
    append: (at, offset, bytes, options) =>
      call(
        {
          method: 'PATCH',
          path: at,
          headers: { ...headers, 'upload-offset': String(offset) },
          body: { bytes, mediaType: 'application/offset+octet-stream' },
        },
        progressAt(at),
        options,
      ),
  };
}

const created: Answer<UploadProgress> = async (response, mediaType) => {
  const { headers, status } = response;
  if (status === 200) {
    const evidence = check(Evidence, await readJson(response, mediaType, maxJsonBytes));
    if (!evidence.ok) return evidence;
    return { ok: true, value: { path: null, offset: evidence.value.bytes, evidenceId: evidence.value.id } };
  }
  // The bytes go to the server this client knows, whatever host the answer names.
  const [path] = /\/v1\/evidence\/uploads\/[\w-]{1,128}$/.exec(headers.get('location') ?? '') ?? [];
  return path && status === 201 ? progress(response, path) : notThis;
};

function progressAt(path: string): Answer<UploadProgress> {
  return async (response) => progress(response, path);
}

function progress({ headers }: Response, path: string) {
  const offset = headers.get('upload-offset') ?? '';
  if (!/^\d{1,12}$/.test(offset)) return notThis;
  const evidenceId = headers.get('field-evidence-id') || null;
  return { ok: true, value: { path, offset: Number(offset), evidenceId } } as const;
}
