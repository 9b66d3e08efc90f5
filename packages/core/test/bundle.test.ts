import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Options } from 'tsup';
import { beforeAll, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import tsupConfig from '../tsup.config.ts';

const coreFolder = fileURLToPath(new URL('..', import.meta.url));
const published = new Map<string, string>();
/** The source files inside each published file. */
const sources = new Map<string, string[]>();

beforeAll(async () => {
  const { entry: entryPoints, esbuildPlugins: plugins } = tsupConfig as Options;
  const { outputFiles, metafile } = await build({
    absWorkingDir: coreFolder,
    entryPoints: entryPoints as Record<string, string>,
    plugins: plugins ?? [],
    bundle: true,
    packages: 'external',
    format: 'esm',
    target: 'es2022',
    outdir: 'dist',
    write: false,
    metafile: true,
  });
  for (const file of outputFiles) published.set(basename(file.path), file.text);
  for (const [file, { inputs }] of Object.entries(metafile.outputs)) sources.set(file, Object.keys(inputs));
});

/** What an app that has these lines ships, from the files that are published. */
async function ship(contents: string): Promise<{ text: string; gzipBytes: number }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: coreFolder },
    plugins: [
      {
        name: 'published-core',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^@field\/core|\.js$/ }, ({ path }) => {
            const name = path === '@field/core' ? 'index.js' : `${basename(path, '.js')}.js`;
            return published.has(name) ? { path: name, namespace: 'core', sideEffects: false } : null;
          });
          onLoad({ filter: /.*/, namespace: 'core' }, ({ path }) => ({
            contents: published.get(path) ?? '',
            resolveDir: coreFolder,
          }));
        },
      },
    ],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const text = outputFiles[0]?.text ?? '';
  return { text, gzipBytes: gzipSync(text, { level: 9 }).length };
}

test('an app ships only what it imports: rules without shapes, shapes without each other', async () => {
  const rules = await ship("export { evaluateClosing, filterTickets, FieldError } from '@field/core';");
  expect(rules.gzipBytes).toBeLessThan(3000);
  expect(rules.text).not.toContain('FieldShape');
  const shape = await ship("export { PonPortAddress } from '@field/core';");
  expect(shape.text).toContain('FieldShape');
  expect(shape.text).not.toContain('pppoeLogin');
});

test('a closing form fits in 8 KB, with its texts in three languages', async () => {
  const form = await ship(
    "export { evaluateClosing } from '@field/core'; export { formatFinding } from '@field/core/texts';",
  );
  expect(form.gzipBytes).toBeLessThan(8000);
});

test('no source file is published twice: entries share what the main one has', () => {
  // The words shapes are written in must stand beside their shapes; they hold no state, so two copies are one.
  const all = [...sources.values()].flat().filter((file) => !file.startsWith('src/schema/'));
  expect(all.filter((file, index) => all.indexOf(file) !== index)).toEqual([]);
});

test('core needs no Node built-in and leaves nothing behind when nothing is imported', async () => {
  for (const text of published.values()) expect(text).not.toMatch(/from "(node:|fs|crypto)/);
  for (const entry of Object.keys(manifest.exports)) {
    expect((await ship(`export {} from '@field/core${entry.slice(1)}';`)).text.trim()).toBe('');
    expect((await ship(`import '@field/core${entry.slice(1)}';`)).text.trim()).toBe('');
  }
});
