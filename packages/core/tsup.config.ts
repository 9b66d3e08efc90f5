import { defineConfig } from 'tsup';
import manifest from './package.json' with { type: 'json' };

/** `./texts` is built to `dist/texts.js` from the source its export names. */
const entry = Object.fromEntries(
  Object.entries(manifest.exports).map(([path, { '@field/source': source }]) => [
    path === '.' ? 'index' : path.slice(2),
    source,
  ]),
);

export default defineConfig({
  entry,
  format: 'esm',
  target: 'es2022',
  dts: true,
  clean: true,
  sourcemap: true,
  // One file an entry: bundlers see that a word shapes are written in has no side effects only inside one file.
  splitting: false,
  esbuildPlugins: [
    {
      name: 'entries-lean-on-the-main-one',
      setup({ onResolve }) {
        onResolve({ filter: /\/index\.ts$/ }, ({ kind, path }) =>
          kind === 'import-statement' && path === '../index.ts'
            ? { path: './index.js', external: true }
            : null,
        );
      },
    },
  ],
});
