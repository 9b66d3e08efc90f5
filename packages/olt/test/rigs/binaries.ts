import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian puts daemons; not on everybody's PATH. */
const daemonFolders = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/** The path of a program, or null where it is not installed. */
export function findBinary(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...daemonFolders].filter(Boolean);
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
 * Whether all of these programs are here; prints which are not, and the Debian package that brings them, so that a skipped test
 * says why.
 * @param packages Debian package of each program
 */
export function hasBinaries(packages: Readonly<Record<string, string>>): boolean {
  const missing = Object.keys(packages).filter((name) => findBinary(name) === null);
  for (const name of missing)
    console.warn(`skipped: ${name} is not installed (Debian package ${packages[name]})`);
  return missing.length === 0;
}
