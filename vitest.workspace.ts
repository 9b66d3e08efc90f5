import { defineConfig } from 'vitest/config';

const conditions = ['@field/source'];

/** One project a package; `pnpm vitest --config vitest.workspace.ts --project olt` runs one of them. */
const project = (name: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name,
    root: `packages/${name}`,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    environment: 'node' as const,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});

export default defineConfig({
  test: {
    projects: ['core', 'client', 'olt', 'server'].map(project),
    maxWorkers: 2,
  },
});
