import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    cli: 'src/cli/main.ts',
    conformance: 'src/conformance/index.ts',
    'conformance-cli': 'src/conformance/main.ts',
  },
  format: 'esm',
  target: 'es2022',
  dts: { entry: { index: 'src/index.ts', conformance: 'src/conformance/index.ts' } },
  clean: true,
  sourcemap: true,
});
