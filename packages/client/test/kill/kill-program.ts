// Commits batch after batch and says which are answered, until it is killed.
import { openSqlRecords } from '../../src/storage/index.ts';
import { openFileRecords } from '../../src/storage-node/index.ts';
import { openSqlite } from '../sqlite-port.ts';
import { commitBatch, lastBatch } from './batches.ts';

const [kind, place = ''] = process.argv.slice(2);
const storage = await (kind === 'file' ? openFileRecords(place) : openSqlRecords(openSqlite(place)));
for (let number = (await lastBatch(storage, 0)) + 1; ; number += 1) {
  await commitBatch(storage, number);
  process.stdout.write(`${number}\n`);
}
