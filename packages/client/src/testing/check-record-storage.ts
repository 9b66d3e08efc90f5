import type { RecordStorage, RecordValue } from '../storage/record-storage.ts';

/** One thing a storage has to do. `run` rejects with what it did instead. */
export interface StorageCheck {
  readonly name: string;
  /** @param open opens the same, at first empty, storage; called again it is the app's next start */
  run(open: () => Promise<RecordStorage>): Promise<void>;
}

/**
 * What every {@link RecordStorage} has to do, to be run against yours: each check on an empty storage of its own.
 * `outlives: true` adds those of a storage that lasts longer than its process.
 */
export function recordStorageChecks({ outlives }: { readonly outlives: boolean }): readonly StorageCheck[] {
  return outlives ? [...always, ...afterRestart] : always;
}

/** Runs every check, each on what `fresh` opens, and answers the names of those that passed. */
export async function checkRecordStorage(
  fresh: () => Promise<() => Promise<RecordStorage>>,
  options: { readonly outlives: boolean },
): Promise<string[]> {
  const passed: string[] = [];
  for (const { name, run } of recordStorageChecks(options)) {
    await run(await fresh());
    passed.push(name);
  }
  return passed;
}

const always: readonly StorageCheck[] = [
  {
    name: 'an unknown key is null, an empty list is empty',
    async run(open) {
      const storage = await open();
      same(await storage.read('nothing'), null);
      same(await storage.list(''), []);
      await storage.commit([['nothing', null]]);
      await storage.close();
    },
  },
  {
    name: 'texts and bytes come back as they were',
    async run(open) {
      const storage = await open();
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256);
      await storage.commit([
        ['text', 'São João \u{1f4f7} "\n\0'],
        ['empty', ''],
        ['bytes', bytes],
        ['__proto__', 'a key like any other'],
      ]);
      same(await storage.read('text'), 'São João \u{1f4f7} "\n\0');
      same(await storage.read('empty'), '');
      same(await storage.read('__proto__'), 'a key like any other');
      same(await storage.read('constructor'), null);
      same(await storage.read('bytes'), bytes);
      await storage.close();
    },
  },
  {
    name: 'a list has the keys of its prefix, in their order',
    async run(open) {
      const storage = await open();
      await storage.commit([
        ['b/2', 'two'],
        ['b/10', 'ten'],
        ['b', 'outside'],
        ['b0', 'outside'],
        ['a/1', 'outside'],
      ]);
      same(await storage.list('b/'), [
        ['b/10', 'ten'],
        ['b/2', 'two'],
      ]);
      await storage.close();
    },
  },
  {
    name: 'a batch changes, replaces and forgets at once; the last word on a key counts',
    async run(open) {
      const storage = await open();
      await storage.commit([
        ['kept', '1'],
        ['changed', '1'],
        ['gone', Uint8Array.of(1)],
      ]);
      await storage.commit([
        ['changed', Uint8Array.of(2)],
        ['gone', null],
        ['twice', 'first'],
        ['twice', 'second'],
      ]);
      same(await storage.list(''), [
        ['changed', Uint8Array.of(2)],
        ['kept', '1'],
        ['twice', 'second'],
      ]);
      await storage.close();
    },
  },
  {
    name: 'batches given at once are applied in their order',
    async run(open) {
      const storage = await open();
      const values = Array.from({ length: 20 }, (_, index) => String(index));
      await Promise.all(values.map((value) => storage.commit([['counter', value]])));
      same(await storage.read('counter'), '19');
      await storage.close();
    },
  },
  {
    name: 'what is done to an array afterwards does not reach the record',
    async run(open) {
      const storage = await open();
      const bytes = Uint8Array.of(1, 2, 3);
      await storage.commit([['bytes', bytes]]);
      bytes.fill(0);
      const read = (await storage.read('bytes')) as Uint8Array;
      same(read, Uint8Array.of(1, 2, 3));
      read.fill(9);
      same(await storage.read('bytes'), Uint8Array.of(1, 2, 3));
      await storage.close();
    },
  },
];

const afterRestart: readonly StorageCheck[] = [
  {
    name: 'what was committed is there at the next start, without a goodbye',
    async run(open) {
      const first = await open();
      await first.commit([
        ['text', 'kept'],
        ['bytes', Uint8Array.of(1, 2)],
        ['gone', 'x'],
      ]);
      await first.commit([['gone', null]]);
      const second = await open();
      same(await second.list(''), [
        ['bytes', Uint8Array.of(1, 2)],
        ['text', 'kept'],
      ]);
      await second.close();
      await first.close();
    },
  },
];

function same(actual: unknown, expected: unknown): void {
  const [is, wanted] = [JSON.stringify(actual, plain), JSON.stringify(expected, plain)];
  if (is !== wanted) throw new TypeError(`expected ${wanted?.slice(0, 300)}, got ${is?.slice(0, 300)}`);
}

function plain(_: string, value: RecordValue | unknown): unknown {
  return ArrayBuffer.isView(value) ? { bytes: Array.from(value as Uint8Array) } : value;
}
