import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies a folder of evidence while a server works in it. Kept files never go; what has gone between being listed and being copied
 * was an upload that came to its end, and what is `incoming` belongs to a request that runs.
 */
export async function copyEvidence(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && entry.name !== 'incoming') await copyEvidence(source, target);
    else if (entry.isFile()) await copyFile(source, target).catch(unlessGone);
    else if (!entry.isDirectory()) throw new TypeError(`${source} is no file`);
  }
}

function unlessGone(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
}
