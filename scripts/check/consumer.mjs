// A stranger's project: the packed tarballs, installed outside the repository with strict node_modules.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm } from '../pnpm.mjs';
import { runCommand } from '../run-command.mjs';
import { tool } from '../tool.mjs';
import { listPackages } from '../workspace-packages.mjs';
import { together } from './together.mjs';

const packages = listPackages('packages');
const entriesOf = (/** @type {string[]} */ names) =>
  packages
    .filter((one) => names.length === 0 || names.includes(one.name))
    .flatMap((one) => Object.keys(one.manifest.exports).map((path) => one.name + path.slice(1)));

/** Each project is checked under both ways of resolving; the first as a browser would see it, without Node's types. */
const projects = [
  {
    name: 'anywhere',
    entries: entriesOf(['@field/core', '@field/client']),
    lib: ['ES2022', 'DOM'],
    types: [],
  },
  { name: 'node', entries: entriesOf([]), lib: ['ES2022'], types: ['node'] },
];
const resolutions = [
  { name: 'nodenext', options: { module: 'nodenext', moduleResolution: 'nodenext' } },
  { name: 'bundler', options: { module: 'esnext', moduleResolution: 'bundler' } },
];

/** @param {string} folder the one that holds the tarballs */
export async function installConsumer(folder) {
  const home = join(folder, 'consumer');
  mkdirSync(home);
  const tarballs = Object.fromEntries(
    packages.map(({ name, manifest }) => [
      name,
      `file:../${name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`,
    ]),
  );
  const overrides = Object.fromEntries(
    Object.entries(tarballs).map(([name, file]) => [name, file.replace('file:..', `file:${folder}`)]),
  );
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: tarballs,
    devDependencies: { '@types/node': '^20.19.0' },
    pnpm: { overrides },
  };
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest));
  for (const project of projects) {
    writeFileSync(join(home, `${project.name}.ts`), useAll(project.entries));
    for (const resolution of resolutions) {
      writeFileSync(
        join(home, `${project.name}.${resolution.name}.json`),
        tsconfig(project, resolution.options),
      );
    }
  }
  await pnpm(['install', '--prefer-offline', '--no-frozen-lockfile'], { cwd: home });
  return `${packages.length} packages`;
}

/** @param {string} folder */
export async function checkConsumerTypes(folder) {
  const home = join(folder, 'consumer');
  const configs = projects.flatMap((project) =>
    resolutions.map((resolution) => `${project.name}.${resolution.name}.json`),
  );
  await together(
    configs,
    (config) => runCommand(process.execPath, [tool('typescript', 'tsc'), '-p', config], { cwd: home }),
    (config) => config,
  );
  return `${entriesOf([]).length} entries under ${resolutions.map((one) => one.name).join(' and ')}`;
}

/**
 * Loads every entry with `import` and with `require`, and starts every command a package brings.
 * @param {string} folder
 */
export async function checkConsumerRun(folder) {
  const home = join(folder, 'consumer');
  const entries = entriesOf([]);
  const imports = entries.map((entry) => `await import('${entry}');`).join('\n');
  const requires = entries.map((entry) => `require('${entry}');`).join('\n');
  writeFileSync(join(home, 'run.mjs'), imports);
  writeFileSync(join(home, 'run.cjs'), requires);
  const commands = packages.flatMap((one) => Object.keys(one.manifest.bin ?? {}));
  await together(
    [['run.mjs'], ['run.cjs'], ...commands.map((name) => [join('node_modules/.bin', name), '--help'])],
    ([file = '', ...args]) =>
      file.startsWith('run.')
        ? runCommand(process.execPath, [file], { cwd: home })
        : runCommand(join(home, file), args, { cwd: home }),
    (words) => words.join(' '),
  );
  return `${entries.length} entries, ${commands.length} command`;
}

/** @param {string[]} entries */
function useAll(entries) {
  const lines = entries.map((entry, index) => `import * as entry${index} from '${entry}';`);
  const all = entries.map((_, index) => `entry${index}`).join(', ');
  return `${lines.join('\n')}\nexport const names: string[] = [${all}].flatMap((entry) => Object.keys(entry));\n`;
}

/**
 * @param {{ name: string, lib: string[], types: string[] }} project
 * @param {Record<string, string>} resolution
 */
function tsconfig({ name, lib, types }, resolution) {
  return JSON.stringify({
    compilerOptions: {
      ...resolution,
      target: 'es2022',
      lib,
      types,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    },
    files: [`${name}.ts`],
  });
}
