import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { loadRules } from '../rules/engine/load.ts'

/** `npm run build`: the command line and service into dist/, the explorer into ui/dist/. */
const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'inherit' })

/** The native compiler; the package `typescript` is there for the API that dependency-cruiser reads modules with. */
const COMPILER = 'node_modules/typescript-native/bin/tsc'
const MAIN = 'dist/cli/main.js'
/** Without it `npx chokepoint` in a checkout would install the checkout into a cache of npx first, and build it again. */
const LOCAL_BIN = 'node_modules/.bin/chokepoint'

rmSync('dist', { recursive: true, force: true })
run(process.execPath, COMPILER, '-p', 'tsconfig.build.json')
chmodSync(MAIN, 0o755)
writeFileSync('dist/rules/catalogue.json', JSON.stringify(await loadRules()))
run('npx', 'vite', 'build', 'ui', '--logLevel', 'warn')
if (process.platform !== 'win32' && existsSync('node_modules/.bin')) {
  rmSync(LOCAL_BIN, { force: true })
  symlinkSync(`../../${MAIN}`, LOCAL_BIN)
}
