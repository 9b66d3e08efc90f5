import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { root } from './root.mjs';

/**
 * One hash over names and contents of files and folders, paths relative to the root. Missing ones count as missing.
 * @param {readonly string[]} paths
 * @param {(path: string) => boolean} [counts] which files inside a folder take part
 */
export function fingerprint(paths, counts = () => true) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(expand)) {
    if (!counts(path)) continue;
    hash.update(`${path}\0`);
    hash.update(existsSync(root + path) ? readFileSync(root + path) : 'missing');
    hash.update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function expand(path) {
  if (!existsSync(root + path) || !statSync(root + path).isDirectory()) return [path];
  return readdirSync(root + path)
    .sort()
    .flatMap((entry) => expand(`${path}/${entry}`));
}
