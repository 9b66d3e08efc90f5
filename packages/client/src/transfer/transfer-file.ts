import { clientError } from '../errors/client-error.ts';
import { fromBase64, toBase64 } from '../http/base64.ts';
import type { Technician } from '../http/caller.ts';
import { fileOf, type OutboxEntry, parseEntry } from '../outbox/entry.ts';
import { mentions } from '../outbox/reference.ts';
import type { RecordChange, RecordValue } from '../storage/record-storage.ts';
import { parseUpload } from '../uploads/upload.ts';
import type { KeptFile } from '../uploads/uploads.ts';

/** Signs a file of pending work, and says whether a signature is good: the app's key, in the platform's key store. */
export interface SigningKey {
  readonly keyId: string;
  sign(text: string): Promise<string>;
  verify(text: string, signature: string, keyId: string): Promise<boolean>;
}

/** What {@link readTransferFile} found in a file. */
export interface Transfer {
  readonly entries: readonly OutboxEntry[];
  readonly files: readonly RecordChange[];
  /** Files that are sent in pieces, beside the outbox. */
  readonly uploads: readonly KeptFile[];
}

const format = 'field-outbox';
const version = 1;

/** Pending work as one signed text: what waits, its files, and what it refers to. */
export async function writeTransferFile(
  entries: readonly OutboxEntry[],
  owner: Technician,
  readFile: (key: string) => Promise<RecordValue | null>,
  pendingFiles: readonly KeptFile[],
  key: SigningKey,
  exportedAt: string,
): Promise<string> {
  const waiting = entries.filter(({ state }) => state !== 'done');
  const needed = entries.filter(
    ({ operation, state }) =>
      state !== 'done' || waiting.some((entry) => mentions(entry.operation, operation.operationId)),
  );
  const files: Record<string, string> = {};
  for (const entry of needed) {
    const file = fileOf(entry);
    const bytes = file && (await readFile(file));
    if (file && bytes && typeof bytes !== 'string') files[file] = toBase64(bytes);
  }
  const uploads = pendingFiles.map(({ entry, bytes }) => ({ entry, data: toBase64(bytes) }));
  const payload = JSON.stringify({ format, version, exportedAt, owner, entries: needed, files, uploads });
  return JSON.stringify({ payload, keyId: key.keyId, signature: await key.sign(payload) });
}

/**
 * The work in a file that {@link writeTransferFile} made for the same technician.
 * @throws ClientError `client.unverified_file` where the signature does not hold or it is no such file,
 * `client.storage_newer` for one of a newer app, `client.forbidden` for the work of somebody else
 */
export async function readTransferFile(text: string, owner: Technician, key: SigningKey): Promise<Transfer> {
  const untrusted = (cause?: unknown) => clientError('client.unverified_file', {}, { cause });
  const { payload, signature, keyId } = (parsed(text) ?? {}) as Record<string, unknown>;
  if (typeof payload !== 'string' || typeof signature !== 'string' || typeof keyId !== 'string') {
    throw untrusted();
  }
  if (!(await key.verify(payload, signature, keyId))) throw untrusted();
  const content = parsed(payload) as {
    readonly format: unknown;
    readonly version: number;
    readonly owner: Technician;
    readonly entries: readonly unknown[];
    readonly files: Readonly<Record<string, string>>;
    readonly uploads?: readonly { readonly entry: unknown; readonly data: string }[];
  };
  if (content?.format !== format) throw untrusted();
  if (content.version > version) throw clientError('client.storage_newer');
  if (content.owner.technicianId !== owner.technicianId || content.owner.tenantId !== owner.tenantId) {
    throw clientError('client.forbidden');
  }
  const entries = content.entries.map((entry) => parseEntry(JSON.stringify(entry)));
  const files = Object.entries(content.files).map(([name, data]) => [name, fromBase64(data)] as const);
  const uploads = (content.uploads ?? []).map(({ data, entry }) => ({
    entry: parseUpload(JSON.stringify(entry)),
    bytes: fromBase64(data),
  }));
  const isBroken =
    entries.includes(undefined) ||
    files.some(([, bytes]) => bytes === undefined) ||
    uploads.some(({ bytes, entry }) => bytes === undefined || entry === undefined);
  if (isBroken) throw untrusted();
  return {
    entries: entries as OutboxEntry[],
    files: files as unknown as RecordChange[],
    uploads: uploads as KeptFile[],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
