import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian puts daemons; not on everybody's PATH. */
const daemonFolders = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/** The path of a program, or null where it is not installed. */
export function findBinary(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...daemonFolders].filter(Boolean);
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return null;
}

/**
 * Why a test cannot run here: the programs that are not installed. Null when all are.
 * @param packages the Debian package of each program
 * @example beforeEach((context) => context.skip(missing !== null, missing ?? ''));
 */
export function missingBinaries(packages: Readonly<Record<string, string>>): string | null {
  const missing = Object.keys(packages).filter((name) => findBinary(name) === null);
  if (missing.length === 0) return null;
  return `not installed: ${missing.map((name) => `${name} (Debian package ${packages[name]})`).join(', ')}`;
}
