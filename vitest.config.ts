import { defineConfig } from 'vitest/config'

const conditions = ['starrocks-kit-source', 'node', 'module', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['starrocks-kit-source', 'node'] } },
  test: {
    testTimeout: 30_000,
    // One less than there are cores is the default: with two, half of the machine would idle.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'unit', include: ['packages/*/tests/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/server/**'],
          globalSetup: 'tests/global-setup.ts',
        },
      },
      { extends: true, test: { name: 'server', include: ['tests/server/**/*.test.ts'] } },
    ],
  },
})
