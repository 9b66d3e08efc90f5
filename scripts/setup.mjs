// Makes a clean clone ready to run with nothing but Node and npm, and costs next to nothing when it already is.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fingerprint } from './fingerprint.mjs';
import { pinnedPnpm, pnpm } from './pnpm.mjs';
import { root } from './root.mjs';
import { CommandFailed, runCommand } from './run-command.mjs';
import { tool } from './tool.mjs';
import { inBuildOrder, listPackages } from './workspace-packages.mjs';

const stampFile = `${root}node_modules/.cache/field-setup.json`;

try {
  checkNode();
  const started = performance.now();
  const installed = await install();
  const built = await build();
  const nothing = installed || built.length > 0 ? '' : ' (nothing had changed)';
  say(`took ${seconds(started)}${nothing}`);
} catch (error) {
  if (error instanceof CommandFailed) process.stderr.write(`${error.output.trimEnd()}\n`);
  process.stderr.write(`set-up: failed: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

function checkNode() {
  const wanted = JSON.parse(readFileSync(`${root}package.json`, 'utf8')).engines.node.replace('>=', '');
  const [major = 0, minor = 0] = wanted.split('.').map(Number);
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  throw new Error(
    `Node ${wanted} or newer is needed and this is Node ${process.versions.node}. ` +
      'Install a newer Node, then run the same command again.',
  );
}

/** @returns {Promise<boolean>} whether anything had to be installed */
async function install() {
  const manifests = [...listPackages('packages'), ...listPackages('examples')].map((one) => one.folder);
  const wanted = fingerprint([
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    '.npmrc',
    ...manifests.map((folder) => `${folder}/package.json`),
  ]);
  const onThisMachine = `${wanted} ${process.platform} ${process.arch}`;
  const linked = manifests.every((folder) => existsSync(`${root}${folder}/node_modules`));
  if (linked && readStamp().install === onThisMachine) return false;
  const started = performance.now();
  say(`installing dependencies with ${pinnedPnpm} ...`);
  await pnpm(['install', '--frozen-lockfile', '--config.confirm-modules-purge=false']);
  writeStamp({ install: onThisMachine });
  say(`installed in ${seconds(started)}`);
  return true;
}

/** @returns {Promise<string[]>} names of the packages that had to be built */
async function build() {
  /** @type {Record<string, string>} */
  const wanted = {};
  /** @type {string[]} */
  const built = [];
  /** @type {Map<string, Promise<void>>} */
  const builds = new Map();
  for (const one of inBuildOrder(listPackages('packages')).flat()) {
    const print = buildFingerprint(one, wanted);
    wanted[one.name] = print;
    const needed = Promise.all(one.needs.map((name) => builds.get(name)));
    // One that needs others starts as soon as these are there, whatever else is being built.
    builds.set(
      one.name,
      needed.then(async () => {
        if (isBuilt(one, print)) return;
        const started = performance.now();
        say(`building ${one.name} ...`);
        writeStamp({ [one.name]: 'unfinished' });
        await runCommand(process.execPath, [tool('tsup', 'tsup', one.folder), '--silent'], {
          cwd: root + one.folder,
          what: `building ${one.name}`,
        });
        writeStamp({ [one.name]: print });
        say(`built ${one.name} in ${seconds(started)}`);
        built.push(one.name);
      }),
    );
  }
  await Promise.all(builds.values());
  return built;
}

/**
 * @param {import('./workspace-packages.mjs').WorkspacePackage} one
 * @param {Record<string, string>} known the fingerprints of the packages it needs
 */
function buildFingerprint(one, known) {
  const files = ['package.json', 'tsconfig.json', 'tsup.config.ts', 'src'].map(
    (name) => `${one.folder}/${name}`,
  );
  const own = fingerprint(
    [...files, 'tsconfig.base.json', 'pnpm-lock.yaml'],
    (path) => !path.endsWith('.test.ts'),
  );
  return [own, ...one.needs.map((name) => known[name])].join(' ');
}

/**
 * @param {import('./workspace-packages.mjs').WorkspacePackage} one
 * @param {string} wanted
 */
function isBuilt(one, wanted) {
  const outputs = Object.values(one.manifest.publishConfig?.exports ?? {}).flatMap((entry) =>
    Object.values(entry),
  );
  return (
    readStamp()[one.name] === wanted && outputs.every((path) => existsSync(`${root}${one.folder}/${path}`))
  );
}

/** @returns {Record<string, string>} what was installed and built last time */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    // No stamp, or half of one: nothing is known to be done, so everything is done again.
    return {};
  }
}

/** @param {Record<string, string>} news */
function writeStamp(news) {
  mkdirSync(`${root}node_modules/.cache`, { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ ...readStamp(), ...news }, null, 2));
}

/** @param {number} started */
function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`set-up: ${line}\n`);
}
