import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { deriveAccess } from '../graph/access/aws/derive.ts'
import {
  decide,
  evaluate,
  type Policies,
  type Request,
  requestContext,
} from '../graph/access/aws/evaluate.ts'
import { parsePolicy } from '../graph/access/aws/parse.ts'
import { parsePrincipal } from '../graph/access/aws/principal.ts'
import { packageFile } from '../graph/package-root.ts'
import { indexFacts } from '../graph/snapshot/facts.ts'
import { cases } from '../tools/oracle/cases.ts'
import { generateEstate } from './estate.ts'
import { logLogSlope } from './slope.ts'

/**
 * Access: decisions a second on one core, beside iam-simulate where `npm run test:oracle` has installed it, and the
 * time that access takes of whole estates against their principals.
 */
const CASES = 5_000
const SECONDS = 2
const SIZES = [5_000, 10_000, 20_000, 40_000]

type Case = ReturnType<typeof sample>[number]

benchDecisions()
benchEstates()

function sample() {
  return fc.sample(cases, { numRuns: CASES, seed: 7 })
}

/** The same cases for both: policies parsed by us once, and by the reference as its interface asks for, each time. */
function benchDecisions(): void {
  const list = sample()
  const questions = list.map(compile)
  const theirs = reference(list)
  const ratio = (ours: number) =>
    theirs === null ? '' : `, ${Math.round(ours / theirs)} x iam-simulate (target 300 x)`
  const decided = rateOf(questions.length, () => {
    for (const { request, policies } of questions) decide(request, policies)
  })
  console.log(`decisions: ${Math.round(decided)}/s (target 1000000/s)${ratio(decided)}`)
  const told = rateOf(questions.length, () => {
    for (const { request, policies } of questions) evaluate(request, policies)
  })
  console.log(`decisions with the statements behind them: ${Math.round(told)}/s${ratio(told)}`)
  if (theirs === null) console.log('  iam-simulate is not installed; npm run test:oracle installs it')
  else console.log(`  iam-simulate: ${Math.round(theirs)}/s`)
}

/** A second of processor time after one to warm up. */
function rateOf(count: number, round: () => void): number {
  for (const began = process.cpuUsage(); processorSeconds(began) < SECONDS; ) round()
  const began = process.cpuUsage()
  let asked = 0
  for (; processorSeconds(began) < SECONDS; asked += count) round()
  return asked / processorSeconds(began)
}

/** Of this process alone, whatever else the machine does. */
function processorSeconds(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1e6
}

function compile(one: Case): { readonly request: Request; readonly policies: Policies } {
  const { request, ...documents } = one
  const principal = parsePrincipal(request.principal)
  if (principal === null) throw new Error(`${request.principal} is no principal`)
  const { action, resource, resourceAccount } = request
  const values = Object.entries(request.context).map(([key, value]) => [key, [String(value)]])
  const subject = { principal, action, resource, resourceAccount }
  return {
    request: { ...subject, context: requestContext(subject, Object.fromEntries(values), true) },
    policies: {
      identity: documents.identityPolicies.map(policyOf),
      boundaries: documents.permissionBoundaries.map(policyOf),
      session: documents.sessionPolicies.map(policyOf),
      resource: documents.resourcePolicy === null ? null : policyOf(documents.resourcePolicy),
      serviceControl: documents.serviceControlPolicies.map((level) => level.map(policyOf)),
      resourceControl: documents.resourceControlPolicies.map((level) => level.map(policyOf)),
    },
  }
}

function policyOf(document: unknown) {
  const result = parsePolicy(JSON.stringify(document))
  if (!result.ok) throw new Error(result.reason)
  return result.policy
}

/** Decisions a second of the reference on the same cases; null where it is not installed. */
function reference(list: readonly Case[]): number | null {
  const entry = packageFile(
    '.oracle',
    'node_modules',
    '@cloud-copilot',
    'iam-simulate',
    'dist',
    'esm',
    'index.js',
  )
  if (!existsSync(entry)) return null
  const child = spawnSync(process.execPath, [packageFile('tools', 'oracle', 'reference.mjs'), entry], {
    input: list.map((one) => JSON.stringify(one)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 120_000,
  })
  return child.status === 0 ? list.length / Number(child.stderr.trim()) : null
}

function benchEstates(): void {
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
}
