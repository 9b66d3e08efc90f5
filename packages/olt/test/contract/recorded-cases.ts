import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRecordedCase, type RecordedCase } from '../../src/testing/index.ts';

const folder = join(import.meta.dirname, '../../src/vendors');

/** What `field-olt record` wrote and was put into a vendor's `fixtures/`, by file name. */
export async function recordedCasesOf(vendor: string): Promise<Readonly<Record<string, RecordedCase>>> {
  const inside = await readdir(join(folder, vendor));
  if (!inside.includes('fixtures')) return {};
  const files = await readdir(join(folder, vendor, 'fixtures'));
  const read = async (file: string) =>
    [
      file,
      parseRecordedCase(JSON.parse(await readFile(join(folder, vendor, 'fixtures', file), 'utf8'))),
    ] as const;
  return Object.fromEntries(await Promise.all(files.filter((file) => file.endsWith('.json')).map(read)));
}
