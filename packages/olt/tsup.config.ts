import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    simulator: 'src/simulator/index.ts',
    testing: 'src/testing/index.ts',
    'postgres-lock': 'src/postgres-lock/index.ts',
    cli: 'src/cli/main.ts',
  },
  format: 'esm',
  target: 'es2022',
  dts: {
    entry: {
      index: 'src/index.ts',
      simulator: 'src/simulator/index.ts',
      testing: 'src/testing/index.ts',
      'postgres-lock': 'src/postgres-lock/index.ts',
    },
  },
  clean: true,
  sourcemap: true,
});
