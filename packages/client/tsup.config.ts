import { defineConfig } from 'tsup';
import manifest from './package.json' with { type: 'json' };

/** `./outbox` is built to `dist/outbox.js` from the source its export names. */
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
});
