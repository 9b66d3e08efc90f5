import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createMemoryRecords,
  type KeyValuePort,
  keepBrowserStorage,
  openKeyValueRecords,
  openMigratedRecords,
  openSqlRecords,
} from '../src/storage/index.ts';
import { recordStorageChecks } from '../src/testing/index.ts';
import { rejection } from './signed-in-client.ts';
import { openSqlite } from './sqlite-port.ts';

/** What `react-native-mmkv` is: texts under keys, each written whole; `killAfter` writes the process is gone. */
class Mmkv implements KeyValuePort {
  readonly values: Map<string, string>;
  killAfter: number;

  constructor(values = new Map<string, string>(), killAfter = Infinity) {
    this.values = values;
    this.killAfter = killAfter;
  }

  #write(): void {
    this.killAfter -= 1;
    if (this.killAfter < 0) throw new TypeError('killed');
  }

  getString(key: string): string | undefined {
    return this.values.get(key);
  }

  set(key: string, value: string): void {
    this.#write();
    this.values.set(key, value);
  }

  delete(key: string): void {
    this.#write();
    this.values.delete(key);
  }

  getAllKeys(): string[] {
    return [...this.values.keys()];
  }

  get size(): number {
    return [...this.values].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  }
}

describe('in a key-value store', () => {
  test.each(recordStorageChecks({ outlives: true }))('$name', async ({ run }) => {
    const { values } = new Mmkv();
    await run(() => openKeyValueRecords(new Mmkv(values)));
  });

  test('killed at any write, a batch is there whole or not at all at the next start', async () => {
    for (let writes = 0; writes < 8; writes += 1) {
      const store = new Mmkv();
      const before = await openKeyValueRecords(store);
      await before.commit([
        ['a', 'old'],
        ['gone', Uint8Array.of(1)],
      ]);
      store.killAfter = writes;
      const killed = before.commit([
        ['a', 'new'],
        ['b', Uint8Array.of(2)],
        ['gone', null],
      ]);
      const failed = await killed.then(
        () => false,
        () => true,
      );
      const found = await (await openKeyValueRecords(new Mmkv(store.values))).list('');
      const isNew = found.some(([key]) => key === 'b');
      expect(found).toEqual(
        isNew
          ? [
              ['a', 'new'],
              ['b', Uint8Array.of(2)],
            ]
          : [
              ['a', 'old'],
              ['gone', Uint8Array.of(1)],
            ],
      );
      expect(failed && !isNew).toBe(writes === 0);
    }
  });

  test('one of a newer app is refused and left as it is; its room is told', async () => {
    const store = new Mmkv();
    await openKeyValueRecords(store);
    expect(await (await openKeyValueRecords(store)).room?.()).toMatchObject({ usedBytes: store.size });
    store.values.set('field.version', '2');
    const before = new Map(store.values);
    expect(await rejection(openKeyValueRecords(store))).toMatchObject({ code: 'client.storage_newer' });
    expect(store.values).toEqual(before);
  });
});

describe('in SQLite', () => {
  test.each(recordStorageChecks({ outlives: true }))('$name', async ({ run }) => {
    const folder = await mkdtemp(join(tmpdir(), 'field-client-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await run(() => openSqlRecords(openSqlite(join(folder, 'field.db'))));
  });

  test('a batch that fails half way or finds no room changes nothing, and a newer table is refused', async () => {
    const port = openSqlite(':memory:');
    const storage = await openSqlRecords(port);
    await storage.commit([['a', 'old']]);
    const wrong = [] as unknown as string;
    expect(
      await rejection(
        storage.commit([
          ['a', 'new'],
          ['b', wrong],
        ]),
      ),
    ).toMatchObject({ code: 'client.storage' });
    expect(await storage.list('')).toEqual([['a', 'old']]);
    expect((await storage.room?.())?.usedBytes).toBeGreaterThan(0);
    await port.execAsync('PRAGMA max_page_count = 20');
    expect(await rejection(storage.commit([['a', new Uint8Array(200_000)]]))).toMatchObject({
      code: 'client.quota',
    });
    expect(await storage.list('')).toEqual([['a', 'old']]);
    await port.execAsync('PRAGMA user_version = 2');
    expect(await rejection(openSqlRecords(port))).toMatchObject({ code: 'client.storage_newer' });
  });
});

test('records are brought up step by step, each step whole, and never down', async () => {
  const below = createMemoryRecords();
  await below.commit([['draft', 'a']]);
  const steps: string[] = [];
  const first = (records: readonly (readonly [string, unknown])[]) => {
    steps.push(`first ${records.length}`);
    return [['draft', 'a1']] as const;
  };
  const v1 = await openMigratedRecords(below, [first]);
  expect(await v1.list('')).toEqual([['draft', 'a1']]);
  let broken = true;
  const second = () => {
    steps.push('second');
    if (broken) throw new TypeError('no');
    return [
      ['draft', null],
      ['drafts/1', 'a2'],
    ] as const;
  };
  await rejection(openMigratedRecords(below, [first, second]));
  expect(await v1.list('')).toEqual([['draft', 'a1']]);
  broken = false;
  const v2 = await openMigratedRecords(below, [first, second]);
  expect(await v2.list('')).toEqual([['drafts/1', 'a2']]);
  await openMigratedRecords(below, [first, second]);
  expect(steps).toEqual(['first 1', 'second', 'second']);
  expect(await rejection(openMigratedRecords(below, [first]))).toMatchObject({
    code: 'client.storage_newer',
  });
  expect(await v2.list('')).toEqual([['drafts/1', 'a2']]);
});

test('a browser is asked once to keep the storage', async () => {
  let asked = 0;
  const manager = {
    persisted: async () => asked > 0,
    persist: async () => {
      asked += 1;
      return true;
    },
  };
  expect(await keepBrowserStorage(manager)).toBe(true);
  expect(await keepBrowserStorage(manager)).toBe(true);
  expect([asked, await keepBrowserStorage({})]).toEqual([1, null]);
});
