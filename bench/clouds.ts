import { deriveAzureAccess } from '../graph/access/azure/derive.ts'
import { deriveGcpAccess } from '../graph/access/gcp/derive.ts'
import type { Derivation, DerivationStep } from '../graph/attack.ts'
import type { FactIndex } from '../graph/snapshot/facts.ts'
import { deriveAzureTechniques } from '../graph/techniques/azure/derive.ts'
import { deriveGcpTechniques } from '../graph/techniques/gcp/derive.ts'
import { azureEstate } from './azure-estate.ts'
import { googleEstate } from './google-estate.ts'
import { logLogSlope } from './slope.ts'

/**
 * Access and techniques of a tenant of Azure and of an organization of Google Cloud: how long, how many edges, and the
 * slope of the edges on a log-log line; and the organization once more with every other project in a perimeter of VPC
 * Service Controls. The largest has 20,000 principals, 200,000 assignments and 50,000 resources.
 */
const SIZES = [2_500, 5_000, 10_000, 20_000]
const MAX_SLOPE = 1.2
const MAX_SECONDS = 3

interface Cloud {
  readonly name: string
  readonly estate: (principals: number) => FactIndex
  readonly steps: readonly DerivationStep[]
  /** Of the largest; null where there is no target. */
  readonly maxSeconds: number | null
}

const CLOUDS: readonly Cloud[] = [
  {
    name: 'Azure',
    estate: azureEstate,
    steps: [deriveAzureAccess, deriveAzureTechniques],
    maxSeconds: MAX_SECONDS,
  },
  {
    name: 'Google Cloud',
    estate: (principals) => googleEstate(principals),
    steps: [deriveGcpAccess, deriveGcpTechniques],
    maxSeconds: MAX_SECONDS,
  },
  {
    name: 'Google Cloud, half of it in a perimeter',
    estate: (principals) => googleEstate(principals, { perimeter: true }),
    steps: [deriveGcpAccess, deriveGcpTechniques],
    maxSeconds: null,
  },
]

interface Measured {
  readonly principals: number
  readonly edges: number
  readonly seconds: number
}

function measure({ estate, steps }: Cloud, principals: number): Measured {
  const facts = estate(principals)
  // Processor time: what else runs on the machine does not count.
  const began = process.cpuUsage()
  const derived: Derivation[] = []
  for (const step of steps) derived.push(step(facts, derived))
  const { user } = process.cpuUsage(began)
  const edges = derived.reduce((sum, one) => sum + one.edges.length + (one.facts?.length ?? 0), 0)
  return { principals, edges, seconds: user / 1e6 }
}

for (const cloud of CLOUDS) {
  measure(cloud, SIZES[0] ?? 0)
  const points = SIZES.map((size) => measure(cloud, size))
  for (const { principals, edges, seconds } of points)
    console.log(`${cloud.name}, ${principals} principals: ${edges} edges and facts, ${seconds.toFixed(2)} s`)
  const slope = logLogSlope(points.map((point) => [point.principals, point.edges]))
  console.log(`  slope of edges on a log-log line: ${slope.toFixed(2)} (at most ${MAX_SLOPE})`)
  const seconds = points.at(-1)?.seconds ?? 0
  const isSlow = cloud.maxSeconds !== null && seconds > cloud.maxSeconds
  if (slope > MAX_SLOPE || isSlow) process.exitCode = 1
}
