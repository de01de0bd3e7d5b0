import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { build } from 'vite'
import { loadRules } from '../rules/engine/load.ts'

/** `npm run build`: the command line and service into dist/, the explorer into ui/dist/. */
const MAIN = 'dist/cli/main.js'
/** Without it `npx chokepoint` in a checkout would install the checkout into a cache of npx first, and build it again. */
const LOCAL_BIN = 'node_modules/.bin/chokepoint'
/** What is started as a process. */
const ENTRIES = ['cli/main', 'graph/store/embedded-process', 'api/assessor/process']

/** A thousand modules in some 150 files, the packages outside: finding and reading each takes longer than what it does. */
await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: Object.fromEntries(ENTRIES.map((entry) => [entry, `${entry}.ts`])),
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
})
chmodSync(MAIN, 0o755)
mkdirSync('dist/rules', { recursive: true })
writeFileSync('dist/rules/catalogue.json', JSON.stringify(await loadRules()))
await build({ root: 'ui', configFile: 'ui/vite.config.ts', logLevel: 'warn' })
if (process.platform !== 'win32' && existsSync('node_modules/.bin')) {
  rmSync(LOCAL_BIN, { force: true })
  symlinkSync(`../../${MAIN}`, LOCAL_BIN)
}
