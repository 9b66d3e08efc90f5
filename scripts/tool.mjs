import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * The file behind a command of an installed package, to be run with `process.execPath`: no shell, no wrapper.
 * @param {string} packageName
 * @param {string} command as the package's own `bin` calls it
 * @param {string} [folder] the workspace folder that installed it, the root by default
 */
export function tool(packageName, command, folder = '') {
  const home = join(root, folder, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return join(home, typeof bin === 'string' ? bin : bin[command]);
}
