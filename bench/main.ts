import { spawnSync } from 'node:child_process'
import { availableParallelism, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { startNeo4j } from '../tools/neo4j/start.ts'

/**
 * `npm run bench`: every figure is taken in a process of its own, so that peak memory is that of one stage list;
 * ratios compare two things measured in the same process.
 */
const Stages = z.object({
  nodes: z.number(),
  relationships: z.number(),
  seconds: z.record(z.string(), z.number()),
  peakMiB: z.number(),
  ratios: z.record(z.string(), z.number()),
})
export type Stages = z.infer<typeof Stages>

const SIZES = [10_000, 100_000]

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0)
console.log(
  `Node ${process.version}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
)
runSample()
runScript('first-page.ts')
runScript('decisions.ts')
runScript('access.ts')
runScript('matrix.ts')
runScript('techniques.ts')
runScript('clouds.ts')
runScript('paths.ts')
runScript('what-if.ts')
runScript('cypher-paths.ts')
for (const size of sizes.length === 0 ? SIZES : sizes) {
  report(`${size} resources, embedded`, runStages(size, 'embedded', {}))
  await onNeo4j(size)
}

/** Each size gets an empty server of its own. */
async function onNeo4j(size: number): Promise<void> {
  const server = await startNeo4j({ heap: '4g' })
  try {
    const env = { NEO4J_URI: server.uri, NEO4J_USERNAME: server.username, NEO4J_PASSWORD: server.password }
    report(`${size} resources, Neo4j`, runStages(size, 'neo4j', env))
  } finally {
    await server.stop()
  }
}

/** A bench that prints its own figures, in a process of its own. */
function runScript(name: string): void {
  const script = fileURLToPath(new URL(name, import.meta.url))
  const child = spawnSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' })
  console.log(child.stdout)
  // A bench reports; what one of its parts says of its own target is in its text.
  if (child.stdout === '') console.log(`${name} gave no figures:\n${child.stderr}`)
}

/** Process start to the first ranked path of the sample, through the built command line. */
function runSample(): void {
  const began = performance.now()
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
  const loaded = spawnSync(process.execPath, [main, 'demo', '--store', 'memory:', '--quiet'], {
    encoding: 'utf8',
  })
  const seconds = (performance.now() - began) / 1000
  if (loaded.status !== 0) throw new Error(`the sample could not be loaded: ${loaded.stderr}`)
  console.log(`sample to first ranked path: ${seconds.toFixed(2)} s from process start (target 3 s)\n`)
}

function runStages(size: number, store: string, env: NodeJS.ProcessEnv): Stages {
  const script = fileURLToPath(new URL('./stages.ts', import.meta.url))
  const child = spawnSync(process.execPath, ['--import', 'tsx', script, String(size), store], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.status !== 0) throw new Error(`bench stage ${size} ${store} failed`)
  return Stages.parse(JSON.parse(child.stdout))
}

function report(title: string, { nodes, relationships, seconds, peakMiB, ratios }: Stages): void {
  console.log(`${title}: ${nodes} nodes, ${relationships} relationships, peak ${peakMiB} MiB`)
  for (const [stage, value] of Object.entries(seconds))
    console.log(`  ${stage.padEnd(28)} ${value.toFixed(2).padStart(8)} s`)
  for (const [name, value] of Object.entries(ratios))
    console.log(`  ${name.padEnd(28)} ${value.toFixed(2).padStart(8)} x`)
  console.log()
}
