import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';

const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** The pnpm the repository is pinned to, as npm names it: `pnpm@10.34.8`. */
export const pinnedPnpm = /** @type {string} */ (packageManager.split('+')[0]);

/**
 * Runs the pinned pnpm, which npm fetches once and then keeps. Corepack is not used: its download fails where
 * signatures cannot be checked.
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} [options]
 */
export function pnpm(args, options = {}) {
  const npm = npmCommand();
  return runCommand(
    npm.command,
    [...npm.args, 'exec', '--yes', `--package=${pinnedPnpm}`, '--', 'pnpm', ...args],
    { cwd: options.cwd ?? root, what: pinnedPnpm },
  );
}

/**
 * Under `npm run` npm says where it lives; that file runs on every system without a shell.
 * @returns {{ command: string, args: string[] }}
 */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running?.endsWith('npm-cli.js')) return { command: process.execPath, args: [running] };
  if (process.platform !== 'win32') return { command: 'npm', args: [] };
  const beside = join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  return { command: process.execPath, args: [beside] };
}
