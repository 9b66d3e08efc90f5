import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';

const coreFolder = fileURLToPath(new URL('..', import.meta.url));
let published = '';

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [`${coreFolder}/src/index.ts`],
    bundle: true,
    packages: 'external',
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  published = outputFiles[0]?.text ?? '';
});

/** What an app that imports these names from the published file ships. */
async function ship(names: string): Promise<{ text: string; gzipBytes: number }> {
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from 'core';`, resolveDir: coreFolder },
    plugins: [
      {
        name: 'published-core',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^core$/ }, () => ({
            path: 'index.js',
            namespace: 'core',
            sideEffects: false,
          }));
          onLoad({ filter: /.*/, namespace: 'core' }, () => ({
            contents: published,
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
  const rules = await ship('{ evaluateClosing, filterTickets, FieldError }');
  expect(rules.gzipBytes).toBeLessThan(2000);
  expect(rules.text).not.toContain('Zod');
  const shape = await ship('{ PonPortAddress }');
  expect(shape.text).toContain('Zod');
  expect(shape.text).not.toContain('pppoeLogin');
});

test('a closing form fits in 8 KB, with its texts in three languages', async () => {
  expect((await ship('{ evaluateClosing, formatFinding }')).gzipBytes).toBeLessThan(8 * 1024);
});

test('core needs no Node built-in and leaves nothing behind when nothing is imported', async () => {
  expect(published).not.toMatch(/from "(node:|fs|crypto)/);
  expect((await ship('{}')).text.trim()).toBe('');
});
