import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../scripts/root.mjs';
import { runCommand } from '../scripts/run-command.mjs';
import { tool } from '../scripts/tool.mjs';

const server = 'packages/server/src';

/** What Biome says of files that are written into an empty copy of the tree. */
async function lint(files: Readonly<Record<string, string>>): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), 'field-lint-'));
  onTestFinished(() => rm(tree, { recursive: true }));
  for (const name of ['biome.json', 'scripts/check/lint']) {
    await cp(join(root, name), join(tree, name), { recursive: true });
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  const biome = tool('@biomejs/biome', 'biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--colors=off', 'packages'];
  return runCommand(process.execPath, args, { cwd: tree }).catch(({ output }: { output: string }) => output);
}

test('a change that would go on behind its transaction is refused, wherever changes are made', async () => {
  const racing = (method: string) => `export const both = (a: Promise<void>[]) => Promise.${method}(a);\n`;
  const places = ['storage/dispatch', 'protocol/routes', 'evidence'];
  const methods = ['all', 'allSettled', 'any', 'race'];
  const planted = places.flatMap((place) =>
    methods.map((method) => [`${server}/${place}/planted-${method}.ts`, racing(method)] as const),
  );
  const fine = [
    [`${server}/connections/planted.ts`, racing('all')],
    [`${server}/storage/planted-good.ts`, "export const one = Promise.resolve('all');\n"],
  ] as const;
  const output = await lint(Object.fromEntries([...planted, ...fine]));
  for (const [path] of planted) expect(output).toContain(`${path}:1:`);
  for (const [path] of fine) expect(output).not.toContain(path);
  expect(output).toContain('`together`');
});
