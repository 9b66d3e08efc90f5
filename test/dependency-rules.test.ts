import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cruiseCommand } from '../scripts/check/dependency-rules.mjs';
import { plantedViolations } from './planted-violations.ts';

interface Violation {
  rule: string;
  /** The file whose import breaks the rule, and for a circle all its files. */
  files: string[];
  to: string;
}

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const { forbidden } = require('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };

let copy: string;
let clean: Violation[];
let spoiled: Violation[];

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'dependency-rules-')));
  copyTree();
  clean = cruise();
  for (const { from, imports, beside } of plantedViolations) {
    plant(from, imports);
    for (const [file, itsImport] of Object.entries(beside ?? {})) plant(file, itsImport);
  }
  spoiled = cruise();
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the tree as it stands breaks no rule', () => {
  expect(clean).toEqual([]);
});

test('every rule has a planted violation', () => {
  const rules = forbidden.map((rule) => rule.name).sort();
  expect([...new Set(plantedViolations.map((one) => one.rule))].sort()).toEqual(rules);
});

describe('a planted violation is caught', () => {
  test.each(plantedViolations)('$rule: $from imports a type of $imports', ({ rule, from, imports }) => {
    const here = spoiled.filter(({ files }) =>
      files.some((file) => file === from || file === imports || file.includes(`/node_modules/${imports}/`)),
    );
    expect(here.map((one) => one.rule)).toContain(rule);
  });
});

/** Runs the rules over the copy exactly as `npm run check` runs them over the tree. */
function cruise(): Violation[] {
  const run = spawnSync(process.execPath, [...cruiseCommand, '--output-type', 'json'], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(run.stderr).toBe('');
  const { summary } = JSON.parse(run.stdout) as {
    summary: {
      violations: { rule: { name: string }; from: string; to: string; cycle?: { name: string }[] }[];
    };
  };
  return summary.violations.map(({ rule, from, to, cycle = [] }) => ({
    rule: rule.name,
    files: [from, ...cycle.map((file) => file.name)],
    to,
  }));
}

function plant(file: string, imports: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  const line =
    imports === '' ? '' : `import type { Planted as Other } from '${imports}';\nexport type { Other };\n`;
  writeFileSync(join(copy, file), `${line}export type Planted = string;\n`);
}

/** Copies what the rules look at; packages that depend on each other meet inside the copy. */
function copyTree(): void {
  for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.base.json']) {
    cpSync(join(root, file), join(copy, file));
  }
  cpSync(join(root, 'scripts'), join(copy, 'scripts'), { recursive: true });
  linkModules('');
  for (const parent of ['packages', 'examples']) {
    if (!existsSync(join(root, parent))) continue;
    mkdirSync(join(copy, parent));
    for (const entry of readdirSync(join(root, parent))) {
      cpSync(join(root, parent, entry), join(copy, parent, entry), {
        recursive: true,
        filter: (source) => !/[/\\](node_modules|dist|fixtures)$/.test(source),
      });
      linkModules(join(parent, entry));
    }
  }
}

/** Gives a copied folder the installed libraries of its original, and the copies of our own packages. */
function linkModules(folder: string): void {
  const installed = join(root, folder, 'node_modules');
  if (!existsSync(installed)) return;
  const scopes = readdirSync(installed).filter((name) => name.startsWith('@'));
  const plain = readdirSync(installed).filter((name) => !/^[@.]/.test(name));
  const scoped = scopes.flatMap((scope) =>
    readdirSync(join(installed, scope)).map((name) => join(scope, name)),
  );
  for (const name of [...plain, ...scoped]) {
    const link = join(copy, folder, 'node_modules', name);
    const original = realpathSync(join(installed, name));
    const ours = original.startsWith(join(root, 'packages'));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(ours ? join(copy, original.slice(root.length)) : original, link, 'junction');
  }
}
