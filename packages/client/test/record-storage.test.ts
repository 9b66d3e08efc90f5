import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMemoryRecords } from '../src/storage/memory-records.ts';
import { openFileRecords } from '../src/storage-node/index.ts';
import { recordStorageChecks } from '../src/testing/index.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'field-client-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('in memory', () => {
  test.each(recordStorageChecks({ outlives: false }))('$name', async ({ run }) => {
    await run(async () => createMemoryRecords());
  });
});

describe('in a folder', () => {
  test.each(recordStorageChecks({ outlives: true }))('$name', async ({ run }) => {
    const folder = await temporaryFolder();
    await run(() => openFileRecords(folder));
  });

  test('a batch cut off before its end leaves what was there, and its remains are swept', async () => {
    const folder = await temporaryFolder();
    const storage = await openFileRecords(folder);
    await storage.commit([['photo', Uint8Array.of(1)]]);
    await writeFile(join(folder, '2.bin'), 'half a photo');
    await writeFile(join(folder, 'index.json.new'), '{"version":1,"next":3,"rec');
    const again = await openFileRecords(folder);
    expect(await again.list('')).toEqual([['photo', Uint8Array.of(1)]]);
    expect((await readdir(folder)).sort()).toEqual(['1.bin', 'index.json']);
  });

  test('a folder of a newer program is refused and left as it is', async () => {
    const folder = await temporaryFolder();
    const index = '{"version":2,"next":1,"records":{}}';
    await writeFile(join(folder, 'index.json'), index);
    await expect(openFileRecords(folder)).rejects.toMatchObject({ code: 'client.storage_newer' });
    expect(await readFile(join(folder, 'index.json'), 'utf8')).toBe(index);
    await writeFile(join(folder, 'index.json'), 'not json');
    await expect(openFileRecords(folder)).rejects.toMatchObject({ code: 'client.storage' });
  });
});
