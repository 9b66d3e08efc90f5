import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './serve.ts';

const run = promisify(execFile);

/** A disk of a few megabytes; null where this machine lets nobody mount one. */
export async function mountSmallDisk(): Promise<string | null> {
  const disk = await temporaryFolder();
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
  } catch {
    return null;
  }
  onTestFinished(async () => void (await run('umount', ['-l', disk])));
  return disk;
}
