// Every regular expression of the packages, as a literal or built while the program runs, is proven to take time in proportion to what
// it reads: a device, an app, a foreign system. Proofs take a second here and there: those of the past are kept in a list.
// `node scripts/check/regexes.mjs --write` adds the new ones to it, with --anew all are proven once more.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from '../root.mjs';
import { CommandFailed, runCommand } from '../run-command.mjs';

const list = `${root}scripts/check/proven-regexes.txt`;
const folders = ['core', 'client', 'olt', 'server'].map((name) => `packages/${name}/src`);
const aside = /\.test\.ts$|packages\/olt\/src\/(?:.*\/)?(?:simulator|testing|cases|fixtures)(?:\/|\.ts$)/;

/** @returns {Promise<string>} */
export async function checkRegexes() {
  const found = await findRegexes();
  const proven = readProven();
  const fresh = [...found].filter(([literal]) => !proven.has(literal));
  const unsafe = await findUnsafe(fresh);
  if (unsafe.length > 0) throw new CommandFailed(`${unsafe.length} may take forever`, unsafe.join('\n'));
  const note = fresh.length > 0 ? `, ${fresh.length} of them not in the list yet` : '';
  return `${found.size} regular expressions${note}`;
}

/** @returns {Set<string>} */
function readProven() {
  return new Set(existsSync(list) ? readFileSync(list, 'utf8').split('\n') : []);
}

/** @returns {Promise<Map<string, string>>} each literal, and where it stands */
async function findRegexes() {
  const { literals, builders } = readSource();
  const output = await runCommand(
    process.execPath,
    ['--import', 'tsx', '--conditions', '@field/source', `${root}scripts/check/built-regexes.mjs`],
    { cwd: root },
  );
  /** @type {[string, string][]} */
  const built = JSON.parse(output);
  const met = new Set(built.map(([, place]) => place));
  const unmet = builders.filter((place) => !met.has(place));
  if (unmet.length > 0) {
    const lines = unmet.map((place) => `  ${place}: a literal with groups, or built as its module loads`);
    throw new CommandFailed(`${unmet.length} are built from what no check can know`, lines.join('\n'));
  }
  return new Map([...literals, ...built]);
}

/** @returns {{ literals: Map<string, string>, builders: string[] }} each literal with its place; places of `new RegExp` */
function readSource() {
  /** @type {Map<string, string>} */
  const literals = new Map();
  /** @type {string[]} */
  const builders = [];
  for (const folder of folders) {
    const entries = readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const file = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !file.endsWith('.ts') || aside.test(file)) continue;
      const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
      /** @param {import('typescript').Node} node */
      const visit = (node) => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        const place = `${file.slice(root.length)}:${line + 1}`;
        if (ts.isRegularExpressionLiteral(node)) literals.set(node.text, place);
        if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') builders.push(place);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  return { literals, builders };
}

/**
 * @param {readonly [string, string][]} regexes
 * @returns {Promise<string[]>} a line for each that may take more than time in proportion
 */
export async function findUnsafe(regexes) {
  if (regexes.length === 0) return [];
  const { check } = await import('recheck');
  /** @type {string[]} */
  const unsafe = [];
  for (const [literal, place] of regexes) {
    const end = literal.lastIndexOf('/');
    const proof = await check(literal.slice(1, end), literal.slice(end + 1), { timeout: 60_000 });
    const kind = proof.status === 'vulnerable' ? proof.complexity.type : proof.status;
    if (kind !== 'safe') unsafe.push(`  ${place}: ${kind}: ${literal}`);
  }
  return unsafe;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && process.argv.includes('--write')) {
  const found = await findRegexes();
  const proven = process.argv.includes('--anew') ? new Set() : readProven();
  const unsafe = await findUnsafe([...found].filter(([literal]) => !proven.has(literal)));
  if (unsafe.length > 0) process.stderr.write(`regexes: these may take forever\n${unsafe.join('\n')}\n`);
  else writeFileSync(list, `${[...found.keys()].sort().join('\n')}\n`);
  process.exit(unsafe.length > 0 ? 1 : 0);
}
