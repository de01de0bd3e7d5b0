import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Ends `npm test` by naming the suites that need something which this machine lacks. */
const has = (command: string): boolean => {
  try {
    execFileSync('sh', ['-c', 'command -v -- "$1"', 'sh', command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const SUITES = [
  { script: 'test:neo4j', lacks: ['java', 'mvn'].filter((command) => !has(command)) },
  { script: 'test:aws', lacks: has('python3') ? [] : ['python3'] },
  { script: 'test:browser', lacks: has(process.env.CHROMIUM_PATH ?? 'chromium') ? [] : ['chromium'] },
  {
    script: 'test:corpus',
    lacks: existsSync(process.env.CHOKEPOINT_CORPUS ?? '../shared/corpus') ? [] : ['the scenario corpus'],
  },
]

console.log('Not run by `npm test`, each with a script of its own:')
for (const { script, lacks } of SUITES)
  console.log(
    `  npm run ${script.padEnd(13)} ${lacks.length === 0 ? 'can run here' : `needs ${lacks.join(' and ')}, missing here`}`,
  )
