import { deriveAccess } from '../graph/access/aws/derive.ts'
import { indexFacts } from '../graph/snapshot/facts.ts'
import { generateEstate } from './estate.ts'
import { logLogSlope } from './slope.ts'
import { processorSeconds } from './timed.ts'

/** The time that access takes of whole estates against their principals. Of this process alone. */
const SIZES = [5_000, 10_000, 20_000, 40_000]

const points = SIZES.map((size) => {
  const facts = indexFacts(generateEstate(size))
  const principals = facts.ofKind('AwsIamUser').length + facts.ofKind('AwsIamRole').length
  const began = process.cpuUsage()
  const { edges } = deriveAccess(facts)
  const seconds = processorSeconds(began)
  console.log(
    `${principals} principals: ${edges.length} access edges, ${seconds.toFixed(2)} s of processor time`,
  )
  return [principals, seconds] as const
})
console.log(`  slope against principals, log-log: ${logLogSlope(points).toFixed(2)} (target at most 1.2)`)
