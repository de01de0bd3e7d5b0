import { defineConfig } from 'vitest/config'

const needsServer = {
  neo4j: '**/*.neo4j.test.ts',
  aws: '**/*.aws.test.ts',
  browser: '**/*.browser.test.ts',
  corpus: '**/*.corpus.test.ts',
}
/** As Node does it: Vite would load graphql a second time as a module, and graphql refuses to be mixed. */
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] }

const ignored = ['**/node_modules/**', '**/dist/**', '.oracle/**', '.mutation/**']

const suite = (name: keyof typeof needsServer) => ({
  resolve,
  test: {
    name,
    include: [needsServer[name]],
    exclude: ignored,
    globalSetup: name === 'corpus' ? [] : [`./tools/${name}/global-setup.ts`],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
})

const report = process.env.VITEST_REPORT

/** `npm test` runs the `unit` project; the others start what they need and fail when it is missing. */
export default defineConfig({
  test: {
    // .ci/run counts tests from this report.
    ...(report === undefined ? {} : { reporters: ['default', 'json'], outputFile: { json: report } }),
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...ignored, ...Object.values(needsServer)],
          maxWorkers: 2,
          testTimeout: 60_000,
        },
      },
      suite('neo4j'),
      suite('aws'),
      suite('browser'),
      suite('corpus'),
    ],
  },
})
