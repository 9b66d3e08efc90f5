// What the documents name is there: files and headings they link to, scripts of npm, settings from the environment.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.mjs';
import { CommandFailed } from '../run-command.mjs';
import { listPackages } from '../workspace-packages.mjs';

const aside = /^(node_modules|dist|\.git|fixtures|vendor-template)$/;

/** Credentials of an OLT of that name. */
const ofOneOlt = /^FIELD_OLT_CENTRO_/;

/** @returns {Promise<string>} */
export async function checkDocuments() {
  const documents = listFiles('.', /\.md$/);
  const missing = documents.flatMap((path) => findMissing(path, readFileSync(root + path, 'utf8')));
  if (missing.length > 0)
    throw new CommandFailed(`${missing.length} name what is not there`, missing.join('\n'));
  return `${documents.length} documents`;
}

/**
 * @param {string} path of the document, from the root
 * @param {string} text
 * @returns {string[]} a line for each thing it names that is not there
 */
export function findMissing(path, text) {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const scripts = [...text.matchAll(/\bnpm (?:run )?(?:--prefix (\S+) run )?([a-z][a-z:-]*)/g)];
  const settings = new Set(text.match(/\bFIELD_[A-Z0-9_]+[A-Z0-9]/g));
  return [
    ...links.filter((link) => !isThere(path, text, link)),
    ...scripts
      .filter(([, folder = '.', name = '']) => ![folder, dirname(path)].some((one) => isScript(one, name)))
      .map(([command]) => command),
    ...[...settings].filter((name) => !readSettings().has(name) && !ofOneOlt.test(name)),
  ].map((name) => `  ${path}: ${name}`);
}

/** @param {string} path @param {string} text @param {string} link */
function isThere(path, text, link) {
  if (/^[a-z]+:/.test(link)) return true;
  const [place = '', heading] = link.split('#');
  const target = join(dirname(path), place);
  if (place !== '' && !existsSync(root + target)) return false;
  if (heading === undefined) return true;
  return headingsOf(place === '' ? text : readFileSync(root + target, 'utf8')).includes(heading);
}

/** As they are linked to. @param {string} text */
function headingsOf(text) {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** @param {string} folder @param {string} name */
function isScript(folder, name) {
  if (['ci', 'install', 'test', 'and', 'add'].includes(name)) return true;
  const manifest = `${root}${folder}/package.json`;
  return (
    existsSync(manifest) && Object.hasOwn(JSON.parse(readFileSync(manifest, 'utf8')).scripts ?? {}, name)
  );
}

/** @type {Set<string> | undefined} */
let settings;

/** The names the code reads from the environment, or makes of its settings. */
function readSettings() {
  if (settings) return settings;
  settings = new Set();
  const folders = ['scripts', '.ci', 'examples', ...listPackages('packages').map((one) => one.folder)];
  for (const file of folders.flatMap((folder) => listFiles(folder, /\.(?:ts|mjs|sh)$|^run$/))) {
    for (const [name] of readFileSync(root + file, 'utf8').matchAll(/FIELD_[A-Z0-9_]+[A-Z0-9]/g))
      settings.add(name);
  }
  return settings;
}

/** @param {string} folder @param {RegExp} names @returns {string[]} */
function listFiles(folder, names) {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return aside.test(entry.name) ? [] : listFiles(path, names);
    return names.test(entry.name) ? [path] : [];
  });
}
