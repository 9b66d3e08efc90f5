import { root } from '../root.mjs';
import { runCommand } from '../run-command.mjs';
import { tool } from '../tool.mjs';

/** Format, lint and order of imports; a warning counts as much as an error. */
export async function checkStyle() {
  const output = await runCommand(
    process.execPath,
    [tool('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '--colors=off', '.'],
    { cwd: root },
  );
  return output.match(/Checked (\d+ files)/)?.[1] ?? '';
}
