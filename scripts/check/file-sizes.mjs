import { readdirSync, readFileSync } from 'node:fs';
import { root } from '../root.mjs';
import { CommandFailed } from '../run-command.mjs';
import { listPackages } from '../workspace-packages.mjs';

const warnAbove = 250;
const failAbove = 400;

/** One job a file: a source file past the first limit is named, one past the second fails. */
export async function checkFileSizes() {
  const folders = [...listPackages('packages'), ...listPackages('examples')].map((one) => one.folder);
  const sources = ['scripts', ...folders].flatMap((folder) => listSources(folder)).map(measure);
  const long = sources.filter((one) => one.lines > warnAbove && !one.generated);
  const tooLong = long.filter((one) => one.lines > failAbove);
  const list = long.map((one) => `  ${one.path}: ${one.lines} lines`).join('\n');
  if (tooLong.length > 0) {
    throw new CommandFailed(`${tooLong.length} above ${failAbove} lines, the limit`, list);
  }
  const warning = long.length > 0 ? `, ${long.length} above ${warnAbove} lines:\n${list}` : '';
  return `${sources.length} files${warning}`;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listSources(folder) {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return /^(node_modules|dist|test|fixtures|cases)$/.test(entry.name) ? [] : listSources(path);
    }
    return /\.(ts|mjs)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** @param {string} path */
function measure(path) {
  const lines = readFileSync(root + path, 'utf8')
    .trimEnd()
    .split('\n');
  return { path, lines: lines.length, generated: /generated/i.test(lines[0] ?? '') };
}
