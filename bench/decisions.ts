import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import type { Context } from '../graph/access/aws/context.ts'
import { decide, evaluate, requestContext } from '../graph/access/aws/evaluate.ts'
import { parsePolicy } from '../graph/access/aws/parse.ts'
import type { Policies } from '../graph/access/aws/passed.ts'
import { type Principal, parsePrincipal } from '../graph/access/aws/principal.ts'
import { packageFile } from '../graph/package-root.ts'
import { cases } from '../tools/oracle/cases.ts'
import { processorSeconds } from './timed.ts'

/**
 * Decisions a second on one core, beside iam-simulate where `npm run test:oracle` has installed it: the very same
 * requests in the same run. Policies are parsed by us once, and by the reference as its interface asks for, each time.
 *
 * An account has few policy sets and many questions of each: 250 sets are asked in 20 situations each, what is known of
 * the caller (address, MFA, agent, tags, time) being that of twenty other cases of the same principal. They take turns,
 * so that no set is asked twice in a row, and each is asked for the action and resource that its policies are about. The
 * target is for these. With a policy set and a situation of its own for every request all comes from memory, once: that
 * is the second figure, and says more of the machine.
 */
const SETS = 250
const QUESTIONS = 20
const SECONDS = 2
const MIN_RATE = 1_000_000
const MIN_RATIO = 300

type Case = ReturnType<typeof sample>[number]

/** A request, put to the policies of a case. */
interface Question {
  readonly request: Case['request']
  readonly documents: Case
}

run()

function run(): void {
  const sampled = sample()
  const own = sampled.map((documents) => ({ documents, request: documents.request }))
  measure(`${SETS} policy sets, ${QUESTIONS} questions of each`, questionsOf(sampled), true)
  measure(`${own.length} policy sets, one question of each`, own, false)
}

function sample() {
  return fc.sample(cases, { numRuns: SETS * QUESTIONS, seed: 7 })
}

/** Each of the first sets, asked its own request in the situations of its principal. */
function questionsOf(list: readonly Case[]): readonly Question[] {
  const situations = new Map<string, Case['request']['context'][]>()
  for (const { request } of list)
    situations.set(request.principal, [...(situations.get(request.principal) ?? []), request.context])
  return Array.from({ length: QUESTIONS }, (_, round) =>
    list.slice(0, SETS).map((documents): Question => {
      const { request } = documents
      const context = situations.get(request.principal)?.[round] ?? request.context
      return { documents, request: { ...request, context } }
    }),
  ).flat()
}

function measure(name: string, list: readonly Question[], isTarget: boolean): void {
  const questions = compileAll(list)
  const theirs = reference(list)
  const show = (what: string, ours: number) => {
    const rate = `${Math.round(ours)}/s${isTarget ? ` (target ${MIN_RATE}/s)` : ''}`
    const ratio = theirs === null ? '' : `, ${Math.round(ours / theirs)} x iam-simulate`
    console.log(`  ${what}: ${rate}${ratio}${isTarget && theirs !== null ? ` (target ${MIN_RATIO} x)` : ''}`)
  }
  console.log(`${name}:`)
  const decided = rateOf(questions.length, () => {
    for (const { request, policies } of questions) decide(request, policies)
  })
  show('decisions', decided)
  const told = rateOf(questions.length, () => {
    for (const { request, policies } of questions) evaluate(request, policies)
  })
  show('decisions with the statements behind them', told)
  if (theirs === null) console.log('  iam-simulate is not installed; npm run test:oracle installs it')
  else console.log(`  iam-simulate: ${Math.round(theirs)}/s`)
}

/** Two seconds of processor time after two to warm up. */
function rateOf(count: number, round: () => void): number {
  for (const began = process.cpuUsage(); processorSeconds(began) < SECONDS; ) round()
  const began = process.cpuUsage()
  let asked = 0
  for (; processorSeconds(began) < SECONDS; asked += count) round()
  return asked / processorSeconds(began)
}

/** A policy set is compiled once, however many questions it is asked, and so is a situation. */
function compileAll(list: readonly Question[]) {
  const sets = new Map<Case, Policies>()
  const contexts = new Map<Case['request']['context'], Context>()
  return list.map(({ documents, request }) => {
    const principal = parsePrincipal(request.principal)
    if (principal === null) throw new Error(`${request.principal} is no principal`)
    const policies = sets.get(documents) ?? policiesOf(documents)
    sets.set(documents, policies)
    const { action, resource, resourceAccount } = request
    const context = contexts.get(request.context) ?? contextOf(principal, request)
    contexts.set(request.context, context)
    return { request: { principal, action, resource, resourceAccount, context }, policies }
  })
}

function contextOf(principal: Principal, { action, resource, resourceAccount, context }: Case['request']) {
  const values = Object.entries(context).map(([key, value]) => [key, [String(value)]])
  return requestContext({ principal, action, resource, resourceAccount }, Object.fromEntries(values), true)
}

function policiesOf(documents: Case): Policies {
  return {
    identity: documents.identityPolicies.map(policyOf),
    boundaries: documents.permissionBoundaries.map(policyOf),
    session: documents.sessionPolicies.map(policyOf),
    resource: documents.resourcePolicy === null ? null : policyOf(documents.resourcePolicy),
    serviceControl: documents.serviceControlPolicies.map((level) => level.map(policyOf)),
    resourceControl: documents.resourceControlPolicies.map((level) => level.map(policyOf)),
  }
}

function policyOf(document: unknown) {
  const result = parsePolicy(JSON.stringify(document))
  if (!result.ok) throw new Error(result.reason)
  return result.policy
}

/** Decisions a second of the reference on the same cases; null where it is not installed. */
function reference(list: readonly Question[]): number | null {
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
    input: list.map(({ documents, request }) => JSON.stringify({ ...documents, request })).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 120_000,
  })
  if (child.status !== 0) return null
  // A line for each: microseconds of the processor, and the decision.
  const microseconds = child.stdout
    .trimEnd()
    .split('\n')
    .map((line) => Number(line.split(' ', 1)[0]))
  if (microseconds.length !== list.length) throw new Error('iam-simulate did not answer all')
  return list.length / (microseconds.reduce((sum, one) => sum + one, 0) / 1e6)
}
