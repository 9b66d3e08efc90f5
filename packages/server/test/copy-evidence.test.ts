import { access, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyEvidence } from '../src/cli/copy-evidence.ts';
import { temporaryFolder } from './support/serve.ts';

test('uploads that end while they are copied fail no backup, and kept files are all there', async () => {
  const [from, to] = [join(await temporaryFolder(), 'from'), join(await temporaryFolder(), 'to')];
  const [kept, uploads] = [join(from, 'norte'), join(from, 'uploads')];
  for (const folder of [kept, uploads, join(from, 'incoming')]) await mkdir(folder, { recursive: true });
  const photos = Array.from({ length: 20 }, (_, index) => `photo-${index}`).sort();
  for (const name of photos) await writeFile(join(kept, name), name);
  for (let index = 0; index < 400; index += 1) await writeFile(join(uploads, `upload-${index}`), 'half');
  await writeFile(join(from, 'incoming', 'of-a-request'), 'half');
  const listed = await readdir(uploads);

  const copying = copyEvidence(from, to);
  const first = join(to, 'uploads', listed[0] ?? '');
  const isThere = () =>
    access(first).then(
      () => true,
      () => false,
    );
  // All are listed by now; those copied last go first.
  while (!(await isThere()));
  await Promise.all(listed.slice(200).map((name) => rm(join(uploads, name))));
  await copying;
  expect((await readdir(join(to, 'norte'))).sort()).toEqual(photos);
  expect((await readdir(join(to, 'uploads'))).length).toBeLessThan(400);
  expect(await readdir(to)).not.toContain('incoming');
});
