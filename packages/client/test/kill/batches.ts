import type { RecordStorage } from '../../src/storage/index.ts';

const kept = 5;

/** Batch `number` of a storage's life: a text and a photo of its own, one more record, and one less. */
export function commitBatch(storage: RecordStorage, number: number): Promise<void> {
  return storage.commit([
    ['last', String(number)],
    ['photo', new Uint8Array(50_000).fill(number % 256)],
    [recordOf(number), `batch ${number}`],
    [recordOf(number - kept), null],
  ]);
}

/** The last batch a storage holds; throws where it holds a part of one, or lost one that was answered. */
export async function lastBatch(storage: RecordStorage, answered: number): Promise<number> {
  const last = Number((await storage.read('last')) ?? 0);
  if (last < answered) throw new TypeError(`batch ${answered} was answered, ${last} is the last there`);
  const photo = await storage.read('photo');
  if (last > 0 && !(photo instanceof Uint8Array && photo.every((byte) => byte === last % 256))) {
    throw new TypeError(`the photo is not of batch ${last}`);
  }
  const records = (await storage.list('record/')).map(([key]) => key);
  const wanted = Array.from({ length: Math.min(kept, last) }, (_, index) => recordOf(last - index)).reverse();
  if (records.join() !== wanted.join()) throw new TypeError(`${records} in place of ${wanted}`);
  return last;
}

function recordOf(number: number): string {
  return `record/${String(number).padStart(6, '0')}`;
}
