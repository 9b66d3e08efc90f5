import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFileRecords } from '../../src/storage-node/index.ts';

/** How many steps the disk still makes: the one after them is half done, and then there is no process any more. */
const disk = vi.hoisted(() => ({ stepsLeft: Infinity }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const isLast = () => {
    disk.stepsLeft -= 1;
    if (disk.stepsLeft < -1) throw new TypeError('there is no process any more');
    return disk.stepsLeft === -1;
  };
  const whole =
    <Given extends unknown[], Answer>(step: (...given: Given) => Promise<Answer>) =>
    async (...given: Given) => {
      if (isLast()) throw new TypeError('killed');
      return step(...given);
    };
  return {
    ...real,
    rename: whole(real.rename),
    rm: whole(real.rm),
    open: whole(async (path: string, flags: string) => {
      const file = await real.open(path, flags);
      return {
        async writeFile(value: string | Uint8Array) {
          const isTorn = isLast();
          await file.writeFile(isTorn ? value.slice(0, value.length / 2) : value);
          if (isTorn) throw new TypeError('killed');
        },
        sync: whole(() => file.sync()),
        close: () => file.close(),
      };
    }),
  };
});

test('killed at any step of the disk, half written or not, a folder holds the batch whole or not at all', async () => {
  const seen = new Set<string>();
  for (let steps = 0; !seen.has('answered'); steps += 1) {
    disk.stepsLeft = Infinity;
    const folder = await mkdtemp(join(tmpdir(), 'field-client-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const before = await openFileRecords(folder);
    await before.commit([
      ['a', 'old'],
      ['gone', Uint8Array.of(1)],
      ['photo', Uint8Array.of(1, 1)],
    ]);
    disk.stepsLeft = steps;
    const answered = await before
      .commit([
        ['a', 'new'],
        ['gone', null],
        ['photo', Uint8Array.of(2, 2)],
        ['more', Uint8Array.of(3)],
      ])
      .then(
        () => true,
        () => false,
      );
    disk.stepsLeft = Infinity;
    const again = await openFileRecords(folder);
    const found = await again.list('');
    const isNew = found.some(([key]) => key === 'more');
    expect(found, `killed after ${steps} steps`).toEqual(
      isNew
        ? [
            ['a', 'new'],
            ['more', Uint8Array.of(3)],
            ['photo', Uint8Array.of(2, 2)],
          ]
        : [
            ['a', 'old'],
            ['gone', Uint8Array.of(1)],
            ['photo', Uint8Array.of(1, 1)],
          ],
    );
    if (answered) expect(isNew).toBe(true);
    expect((await readdir(folder)).length, 'nothing is left over').toBe(3);
    await again.commit([['photo', Uint8Array.of(4)]]);
    expect(await (await openFileRecords(folder)).read('photo')).toEqual(Uint8Array.of(4));
    seen.add(answered ? 'answered' : isNew ? 'kept, unanswered' : 'not kept');
  }
  expect([...seen]).toEqual(['not kept', 'kept, unanswered', 'answered']);
});
