import type { Outbox } from '../outbox/outbox.ts';
import { readTransferFile, type SigningKey, writeTransferFile } from './transfer-file.ts';

/**
 * All pending work of the technician as one signed text, with its files. It stays in the outbox too: sent from two
 * devices it is done once, because its ids make it one.
 */
export async function exportPending({ kept }: Pick<Outbox, 'kept'>, key: SigningKey): Promise<string> {
  const exportedAt = new Date(kept.clock.now()).toISOString();
  return writeTransferFile(kept.entries(), kept.owner(), kept.readFile, key, exportedAt);
}

/**
 * Takes over what {@link exportPending} wrote; answers how many changes were new here.
 * @throws ClientError `client.unverified_file` where the signature does not hold or it is no such file,
 * `client.storage_newer` for one of a newer app, `client.forbidden` for the work of somebody else
 */
export async function importPending(
  { kept }: Pick<Outbox, 'kept'>,
  text: string,
  key: SigningKey,
): Promise<number> {
  const { entries, files } = await readTransferFile(text, kept.owner(), key);
  return kept.adopt(entries, files);
}
