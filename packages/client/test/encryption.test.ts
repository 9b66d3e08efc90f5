import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CryptoPort, openEncryptedRecords } from '../src/encryption/index.ts';
import { createMemoryRecords } from '../src/outbox/index.ts';
import { openFileRecords } from '../src/storage-node/index.ts';
import { recordStorageChecks } from '../src/testing/index.ts';
import { rejection } from './signed-in-client.ts';

const key = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const other = Uint8Array.from({ length: 32 }, (_, index) => index * 5);

describe('over a folder', () => {
  test.each(recordStorageChecks({ outlives: true }))('$name', async ({ run }) => {
    const folder = await mkdtemp(join(tmpdir(), 'field-client-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await run(async () => openEncryptedRecords(await openFileRecords(folder), { key }));
  });
});

test('nothing readable is stored, and the same value never looks the same', async () => {
  const below = createMemoryRecords();
  const storage = await openEncryptedRecords(below, { key });
  const text = 'José da Silva, Rua das Flores';
  await storage.commit([
    ['a', text],
    ['b', text],
    ['photo', new TextEncoder().encode(text)],
  ]);
  const raw = await below.list('');
  const seen = raw.map(([, value]) => new TextDecoder('latin1').decode(value as Uint8Array));
  expect(seen.join()).not.toMatch(/Jos|Silva|Flores/);
  expect(new Set(seen).size).toBe(seen.length);
  expect(await storage.list('')).toHaveLength(3);
});

test('another key is refused, and so is a record that was changed, moved or put there', async () => {
  const below = createMemoryRecords();
  const storage = await openEncryptedRecords(below, { key });
  await storage.commit([
    ['a', 'one'],
    ['b', 'two'],
  ]);
  expect(await rejection(openEncryptedRecords(below, { key: other }))).toMatchObject({
    code: 'client.wrong_key',
  });
  const sealed = (await below.read('a')) as Uint8Array;
  const flipped = sealed.slice();
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  for (const value of [flipped, (await below.read('b')) as Uint8Array, 'plain', Uint8Array.of(1)]) {
    await below.commit([['a', value]]);
    expect(await rejection(storage.read('a'))).toMatchObject({ code: 'client.wrong_key' });
  }
  await below.commit([['a', sealed]]);
  expect(await storage.read('a')).toBe('one');
});

test('what lay there unencrypted is taken over, and a new key takes over from an old one', async () => {
  const below = createMemoryRecords();
  await below.commit([
    ['draft', 'half a report'],
    ['photo', Uint8Array.of(1, 2)],
  ]);
  const first = await openEncryptedRecords(below, { key });
  expect(await first.read('draft')).toBe('half a report');
  expect(await below.read('draft')).not.toBe('half a report');
  const rotated = await openEncryptedRecords(below, { key: other, previousKeys: [key] });
  expect(await rotated.list('')).toEqual([
    ['draft', 'half a report'],
    ['photo', Uint8Array.of(1, 2)],
  ]);
  expect(await rejection(openEncryptedRecords(below, { key }))).toMatchObject({ code: 'client.wrong_key' });
});

test('a key the platform keeps for itself works, and a platform without WebCrypto is told so', async () => {
  const usages = ['encrypt', 'decrypt'] as const;
  const held = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, usages);
  const storage = await openEncryptedRecords(createMemoryRecords(), { key: held });
  await storage.commit([['a', 'one']]);
  expect(await storage.read('a')).toBe('one');
  const bare = {} as CryptoPort;
  const refused = await rejection(openEncryptedRecords(createMemoryRecords(), { key, crypto: bare }));
  expect(refused).toMatchObject({ code: 'client.missing_port', details: { port: 'crypto' } });
});
