import { root } from '../root.mjs';
import { runCommand } from '../run-command.mjs';
import { tool } from '../tool.mjs';
import { listPackages } from '../workspace-packages.mjs';
import { together } from './together.mjs';

/** Type-checks the tooling, every package and every example, tests included, against the sources of the others. */
export async function checkTypes() {
  const folders = [
    '.',
    ...[...listPackages('packages'), ...listPackages('examples')].map((one) => one.folder),
  ];
  await together(
    folders,
    (folder) => runCommand(process.execPath, [tool('typescript', 'tsc'), '-p', folder], { cwd: root }),
    (folder) => folder,
  );
  return `${folders.length} projects`;
}
