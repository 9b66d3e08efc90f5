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
      name: 'entries-share-each-other',
      setup({ onResolve }) {
        onResolve({ filter: /^\.\.\/(\w+\/)?index\.ts$/ }, ({ kind, path }) => {
          const name = /^\.\.\/(\w+)\/index\.ts$/.exec(path)?.[1] ?? 'index';
          return kind === 'import-statement' ? { path: `./${name}.js`, external: true } : null;
        });
      },
    },
  ],
});
