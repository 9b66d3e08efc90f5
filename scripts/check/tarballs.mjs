import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm } from '../pnpm.mjs';
import { runCommand } from '../run-command.mjs';
import { tool } from '../tool.mjs';
import { listPackages } from '../workspace-packages.mjs';
import { together } from './together.mjs';

/**
 * Packs every package as it would be published, `publishConfig` applied and workspace versions filled in.
 * @param {string} folder where the tarballs go
 */
export async function packPackages(folder) {
  const packages = listPackages('packages');
  for (const { name, manifest } of packages) {
    const published = Object.keys(manifest.publishConfig.exports).join(' ');
    const inTree = Object.keys(manifest.exports).join(' ');
    if (published !== inTree) throw new Error(`${name} has the entries ${inTree} but publishes ${published}`);
  }
  await pnpm([...packages.flatMap((one) => ['--filter', one.name]), 'pack', '--pack-destination', folder]);
  const packed = listTarballs(folder);
  if (packed.length !== packages.length)
    throw new Error(`${packages.length} packages but ${packed.length} tarballs`);
  return packed.join(' ');
}

/**
 * @param {string} folder
 * @returns {string[]} file names
 */
export function listTarballs(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tgz'))
    .sort();
}

/** @param {string} folder */
export async function checkPublint(folder) {
  const tarballs = listTarballs(folder);
  await together(
    tarballs,
    (name) =>
      runCommand(process.execPath, [tool('publint', 'publint'), 'run', join(folder, name), '--strict']),
    (name) => name,
  );
  return `${tarballs.length} tarballs`;
}

/**
 * The packages are ES modules only, which `require` loads on every Node they support: hence the profile.
 * @param {string} folder
 */
export async function checkArethetypeswrong(folder) {
  const tarballs = listTarballs(folder);
  const attw = tool('@arethetypeswrong/cli', 'attw');
  await together(
    tarballs,
    (name) => runCommand(process.execPath, [attw, join(folder, name), '--profile', 'esm-only', '--no-color']),
    (name) => name,
  );
  return `${tarballs.length} tarballs`;
}
