import { clientError } from '../errors/client-error.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Uploads } from '../uploads/uploads.ts';
import { readTransferFile, type SigningKey, writeTransferFile } from './transfer-file.ts';

/** What holds the work: the outbox, and the files sent in pieces where an app does so. */
export interface WorkHolders {
  readonly outbox: Pick<Outbox, 'kept'>;
  readonly uploads?: Pick<Uploads, 'kept'> | undefined;
}

/**
 * All pending work of the technician as one signed text, with its files. It stays here too: sent from two devices it is
 * done once, because its ids and its files' hashes make it one.
 */
export async function exportPending({ outbox, uploads }: WorkHolders, key: SigningKey): Promise<string> {
  const { kept } = outbox;
  const exportedAt = new Date(kept.clock.now()).toISOString();
  const files = (await uploads?.kept.pending()) ?? [];
  return writeTransferFile(kept.entries(), kept.owner(), kept.readFile, files, key, exportedAt);
}

/**
 * Takes over what {@link exportPending} wrote; answers how many changes and files were new here.
 * @throws ClientError `client.unverified_file` where the signature does not hold or it is no such file,
 * `client.storage_newer` for one of a newer app, `client.forbidden` for the work of somebody else, `client.missing_port`
 * where it has files and there are no `uploads` to take them
 */
export async function importPending(
  { outbox, uploads }: WorkHolders,
  text: string,
  key: SigningKey,
): Promise<number> {
  const { kept } = outbox;
  const transfer = await readTransferFile(text, kept.owner(), key);
  if (transfer.uploads.length > 0 && !uploads) throw clientError('client.missing_port', { port: 'uploads' });
  // Files first: a closing that names them must find them.
  const files = (await uploads?.kept.adopt(transfer.uploads)) ?? 0;
  return files + (await kept.adopt(transfer.entries, transfer.files));
}
