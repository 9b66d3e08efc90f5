import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { absent, startChromium } from '../../bench/rigs/chromium-page.ts';
import { openSqlRecords } from '../../src/storage/index.ts';
import { openFileRecords } from '../../src/storage-node/index.ts';
import { openSqlite } from '../sqlite-port.ts';
import { lastBatch } from './batches.ts';

/*
 * A real process with real storage, killed with SIGKILL while it writes: right after it said that a batch is kept, with
 * the next one under way. More kills are `FIELD_KILLS=100 npm test -- packages/client/test/kill`.
 */

const kills = Number(process.env.FIELD_KILLS ?? 2);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'field-client-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  child.kill('SIGKILL');
  await gone;
}

/** Runs the program until it has answered so many batches, kills it, and tells the last it answered. */
async function runAndKill(kind: string, place: string, batches: number): Promise<number> {
  const program = fileURLToPath(new URL('./kill-program.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--conditions=@field/source', '--import', 'tsx', program, kind, place],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => kill(child));
  let answered = 0;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    answered = Number(line);
    count += 1;
    if (count === batches) child.kill('SIGKILL');
  }
  await kill(child);
  return answered;
}

test.each([
  ['a folder', 'file', (place: string) => openFileRecords(place)],
  ['SQLite', 'sqlite', (place: string) => openSqlRecords(openSqlite(place))],
])(
  '%s holds every batch it answered, each whole, however often its process is killed',
  async (_, kind, open) => {
    const place = join(await temporaryFolder(), 'records');
    for (let round = 1; round <= kills; round += 1) {
      const answered = await runAndKill(kind, place, 3 + 7 * round);
      expect(answered).toBeGreaterThan(0);
      const storage = await open(place);
      const last = await lastBatch(storage, answered);
      await storage.close();
      console.log(`${kind}: killed after batch ${answered}, found ${last}`);
    }
  },
);

test('IndexedDB holds every batch it answered, each whole, when the whole browser is killed', async (context) => {
  if (absent) return context.skip(absent);
  const program = `
    import { openIndexedDbRecords } from './src/storage/index.ts';
    import { commitBatch, lastBatch } from './test/kill/batches.ts';
    export async function look(answered) {
      return lastBatch(await openIndexedDbRecords('killed'), answered);
    }
    export async function live() {
      const storage = await openIndexedDbRecords('killed');
      for (let number = (await lastBatch(storage, 0)) + 1; ; number += 1) {
        await commitBatch(storage, number);
        answered(number);
      }
    }
  `;
  const chromium = await startChromium(program);
  onTestFinished(chromium.close);
  let answered = 0;
  for (let round = 0; round < kills; round += 1) {
    const page = await chromium.openPage();
    const until = answered + 5 + 9 * round;
    let tellEnough = () => {};
    const enough = new Promise<void>((resolve) => {
      tellEnough = resolve;
    });
    await page.exposeFunction('answered', (number: number) => {
      answered = number;
      if (number >= until) tellEnough();
    });
    await page.evaluate('void app.live()');
    await enough;
    await chromium.crash();
    const last = await (await chromium.openPage()).evaluate(`app.look(${answered})`);
    console.log(`IndexedDB: killed after batch ${answered}, found ${last}`);
  }
});
