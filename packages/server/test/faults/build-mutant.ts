import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import type { Mutation } from './mutations.ts';
import type { App } from './technician.ts';

/** The client with one guard taken out, as a module of its own. */
export async function buildMutant({ file, code, becomes }: Mutation): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), 'field-mutant-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'client.mjs');
  const path = join('client', 'src', ...file.split('/'));
  let changed = 0;
  await build({
    stdin: {
      contents:
        "export { createFieldClient } from '@field/client'; export { openOutbox } from '@field/client/outbox'; " +
        "export { createReadBack } from '@field/client/read-back'; " +
        "export { openUploads } from '@field/client/uploads';",
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@field/source'],
    plugins: [
      {
        name: 'mutate',
        setup(builder) {
          builder.onLoad({ filter: /\.ts$/ }, async (loaded) => {
            if (!loaded.path.endsWith(sep + path)) return null;
            const parts = (await readFile(loaded.path, 'utf8')).split(code);
            changed = parts.length - 1;
            return { contents: parts.join(becomes), loader: 'ts' };
          });
        },
      },
    ],
  });
  if (changed !== 1) throw new TypeError(`the guard stands ${changed} times in ${file}`);
  return (await import(pathToFileURL(outfile).href)) as App;
}
