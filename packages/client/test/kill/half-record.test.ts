import { appendFile, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { absent, startChromium } from '../../bench/rigs/chromium-page.ts';

const program = `
  import { openIndexedDbRecords } from './src/storage/index.ts';
  import { commitBatch, lastBatch } from './test/kill/batches.ts';
  export async function live(answered) {
    const storage = await openIndexedDbRecords('killed');
    const next = (await lastBatch(storage, answered)) + 1;
    await commitBatch(storage, next);
    return next;
  }
  export const tryToLive = () => live(0).catch(({ code }) => code);
`;

/** Where LevelDB writes now. */
async function logOf(profile: string): Promise<string> {
  const databases = join(profile, 'Default', 'IndexedDB');
  const [folder = ''] = await readdir(databases);
  const logs = (await readdir(join(databases, folder))).filter((name) => name.endsWith('.log')).sort();
  return join(databases, folder, logs.at(-1) ?? '');
}

/** What a kill between LevelDB's two writes of a record leaves: a header (checksum, length 200, "whole") and nothing after it. */
async function leaveHalfRecord(profile: string): Promise<void> {
  await appendFile(await logOf(profile), Uint8Array.of(1, 2, 3, 4, 200, 0, 1));
}

async function damage(profile: string): Promise<void> {
  const log = await open(await logOf(profile), 'r+');
  await log.write(Uint8Array.of(1, 2, 3, 4), 0, 4, 0);
  await log.close();
}

test('half a record that a kill left in the log of Chromium takes nothing with it, however often', async (context) => {
  if (absent) return context.skip(absent);
  const chromium = await startChromium(program);
  onTestFinished(chromium.close);
  for (let life = 1; life <= 3; life += 1) {
    const page = await chromium.openPage();
    expect(await page.evaluate(`app.live(${life - 1})`)).toBe(life);
    await chromium.crash(leaveHalfRecord);
  }
});

test('a storage that Chromium found damaged and emptied is not taken for a new one: it is told, once', async (context) => {
  if (absent) return context.skip(absent);
  const chromium = await startChromium(program);
  onTestFinished(chromium.close);
  const page = await chromium.openPage();
  expect([await page.evaluate('app.live(0)'), await page.evaluate('app.live(1)')]).toEqual([1, 2]);
  await chromium.crash(damage);
  const after = await chromium.openPage();
  expect(await after.evaluate('app.tryToLive()')).toBe('client.storage_lost');
  expect(await after.evaluate('app.tryToLive()')).toBe(1);
});
