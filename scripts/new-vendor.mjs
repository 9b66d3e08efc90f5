// Creates the folder of a vendor: it type-checks, and its contract suite fails in one way, "no recorded case".
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { CommandFailed, runCommand } from './run-command.mjs';

const [name = ''] = process.argv.slice(2);
const folder = join(root, 'packages/olt/src/vendors', name);

if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 40)
  refuse('usage: npm run new-vendor NAME, in kebab-case: small letters, digits and hyphens');
else if (existsSync(folder)) refuse(`there is a vendor ${name} already: packages/olt/src/vendors/${name}`);
else await create();

async function create() {
  try {
    cpSync(join(root, 'scripts/vendor-template'), folder, { recursive: true });
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      writeFileSync(file, named(readFileSync(file, 'utf8')));
    }
    await writeLists();
  } catch (error) {
    // Half a vendor would break every test that loads all of them.
    rmSync(folder, { recursive: true, force: true });
    await runCommand(process.execPath, ['packages/olt/scripts/generate-vendor-index.mjs'], { cwd: root });
    refuse(error instanceof CommandFailed ? `${error.message}\n${error.output}` : String(error));
    return;
  }
  process.stdout.write(
    `packages/olt/src/vendors/${name} is there; its README.md says what comes next.\n` +
      'Until then npm test -- packages/olt/test/contract fails with "no recorded case".\n',
  );
}

/** The list of vendors, and the page of what works. */
async function writeLists() {
  await runCommand(process.execPath, ['packages/olt/scripts/generate-vendor-index.mjs'], { cwd: root });
  const page = [
    '--conditions=@field/source',
    '--import',
    'tsx',
    'packages/olt/test/contract/vendor-support.ts',
  ];
  await runCommand(process.execPath, page, { cwd: root });
}

/** @param {string} template */
function named(template) {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const title = words.join(' ');
  const identifier = words.join('').charAt(0).toLowerCase() + words.join('').slice(1);
  return template
    .replaceAll('const acme:', `const ${identifier}:`)
    .replaceAll('default acme;', `default ${identifier};`)
    .replaceAll('acme', name)
    .replaceAll('Acme', title);
}

/** @param {string} why */
function refuse(why) {
  process.stderr.write(`new-vendor: ${why}\n`);
  process.exitCode = 1;
}
