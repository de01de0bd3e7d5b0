import { defineConfig } from 'vitest/config'

/** The claims about access alone; Stryker runs those that reach a mutant. */
export default defineConfig({
  test: {
    include: ['graph/access/**/*.test.ts'],
    exclude: ['**/*.corpus.test.ts', '**/node_modules/**'],
    testTimeout: 30_000,
  },
})
