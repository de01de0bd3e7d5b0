import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync } from 'node:fs'

/** `npm run build`: the command line and service into dist/, the explorer into ui/dist/. */
const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'inherit' })

rmSync('dist', { recursive: true, force: true })
run('npx', 'tsc', '-p', 'tsconfig.build.json')
chmodSync('dist/cli/main.js', 0o755)
if (existsSync('ui/vite.config.ts')) run('npx', 'vite', 'build', 'ui', '--logLevel', 'warn')
