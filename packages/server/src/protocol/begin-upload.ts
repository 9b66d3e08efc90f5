import type { Evidence } from '@field/core';
import { acceptedTypes } from '../evidence/accepted-types.ts';
import { evidenceError } from '../evidence/evidence-errors.ts';
import { recordEvidence } from '../evidence/record-evidence.ts';
import type { Store, Upload } from '../storage/store.ts';
import { answerAgain, fingerprintOf } from './idempotency.ts';
import type { TechnicianCall } from './route.ts';
import { readTimes } from './run-route.ts';
import { receivingTicket } from './ticket-access.ts';

/** An upload nobody continued for so long is thrown away. */
const keptMs = 7 * 86_400_000;
/** More than one closing can name. */
const mostOpenUploads = 200;

/** An upload that was found or made. */
export interface Begun {
  readonly upload: Upload;
  /** Where the server holds the bytes already. */
  readonly evidence: Evidence | null;
  /** Uploads whose bytes are to be thrown away. */
  readonly expired: readonly string[];
}

/** Finds or makes the upload of a file, in one transaction with its idempotency record. */
export async function beginUpload(
  call: TechnicianCall<string, undefined, undefined>,
  ticketId: string,
  key: string | null,
  file: Upload['file'],
): Promise<Begun> {
  const { request, services, signedIn, now } = call;
  const { recordedAt } = readTimes(request, now);
  const fingerprint = fingerprintOf(request, file);
  const { evidenceFiles } = services.storage;
  const isHere = await evidenceFiles.has(signedIn.scope.tenantId, file.sha256);
  return services.storage.change(signedIn.scope, async (store) => {
    const again = key && answerAgain(await store.operations.find(key), fingerprint, recordedAt);
    const known = again ? await store.uploads.find(again.headers['upload-id'] ?? '') : null;
    if (known) return { upload: known, evidence: null, expired: [] };
    const ticket = await receivingTicket(store, ticketId, file.sha256, file.category);
    const expired = await store.uploads.removeExpired(recordedAt);
    const same = isHere ? (await store.evidence.listSame(file.sha256)).find(isAs(file)) : undefined;
    const evidence = same
      ? await recordEvidence(store, ticket.id, { ...file, mediaType: same.mediaType }, recordedAt)
      : null;
    const open = evidence ? null : await store.uploads.findOpen(ticket.id, file);
    const upload = open ?? (await addUpload(store, ticket.id, file, now, evidence));
    if (key) {
      const answer = { status: 201, headers: { 'upload-id': upload.id }, body: null };
      await store.operations.save(key, { fingerprint, answer, leaseUntil: null }, recordedAt);
    }
    return { upload, evidence, expired };
  });
}

async function addUpload(
  store: Store,
  ticketId: string,
  file: Upload['file'],
  now: Date,
  evidence: Evidence | null,
): Promise<Upload> {
  const { length: open } = await store.uploads.listOpen();
  if (open >= mostOpenUploads) throw evidenceError('server.uploads_full', { open });
  const expiresAt = new Date(now.getTime() + keptMs).toISOString();
  return store.uploads.add({ ticketId, file, expiresAt, evidenceId: evidence?.id ?? null });
}

function isAs({ bytes, category }: Upload['file']) {
  const allowed = acceptedTypes(category);
  return (held: Evidence) => held.bytes === bytes && allowed.includes(held.mediaType);
}
