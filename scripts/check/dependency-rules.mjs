import { existsSync } from 'node:fs';
import { root } from '../root.mjs';
import { runCommand } from '../run-command.mjs';
import { tool } from '../tool.mjs';

/** What to run under Node, in the root of the tree, to hold every package and example against the rules. */
export const cruiseCommand = [
  tool('dependency-cruiser', 'depcruise'),
  ...['packages', 'examples'].filter((folder) => existsSync(root + folder)),
  '--config',
  '.dependency-cruiser.cjs',
];

export async function checkDependencyRules() {
  const output = await runCommand(process.execPath, cruiseCommand, { cwd: root });
  return output.match(/\(.*cruised\)/)?.[0] ?? '';
}
