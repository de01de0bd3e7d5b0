import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { z } from 'zod'
import { evaluateCase } from '../../graph/access/aws/case.ts'
import { packageFile } from '../../graph/package-root.ts'
import { cases } from './cases.ts'
import { type Answer, openReference } from './reference.ts'

/**
 * `npm run test:oracle [count] [seed]`: generated requests, decided by the evaluator and by an independent one. The
 * reference is under the AGPL: it is no dependency, lives in an ignored folder and runs as a process of its own.
 */
const REFERENCE = '@cloud-copilot/iam-simulate'
const VERSION = '0.1.173'
const DECISIONS = ['Allowed', 'Conditional', 'ExplicitlyDenied', 'ImplicitlyDenied'] as const
const BATCH = 2_000
const INSTALL_SECONDS = 300
/** What is not asked by then stays open, and the run has failed. */
const MINUTES = Number(process.env.ORACLE_MINUTES ?? 120)

/** A kind of disagreement that AWS's documentation decides for us. */
const Waiver = z.object({
  id: z.string(),
  why: z.string(),
  url: z.url(),
  ours: z.enum(DECISIONS),
  theirs: z.enum([...DECISIONS, 'any']),
  /** Policies that the case must have. */
  needs: z.array(z.enum(['sessionPolicies', 'resourcePolicy', 'permissionBoundaries'])),
  /** Text that the case must hold. */
  text: z.string(),
})
const Waivers = z.array(Waiver).max(10)

type Case = ReturnType<typeof sample>[number]
interface Disagreement {
  readonly case: Case
  readonly ours: string
  readonly theirs: string
}

interface Tally {
  asked: number
  answered: number
  /** Of those answered, by our decision. */
  allowed: number
  /** By the id of the waiver. */
  readonly waived: Map<string, number>
  /** Why the reference gave no answer. */
  readonly refused: Map<string, number>
  readonly disagreements: Disagreement[]
  ourSeconds: number
  theirSeconds: number
}

const [count = 200_000, seed = 1] = process.argv.slice(2).map(Number)

async function run(): Promise<number> {
  const waivers = Waivers.parse(
    JSON.parse(readFileSync(packageFile('tools', 'oracle', 'waivers.json'), 'utf8')),
  )
  const reference = openReference(install())
  const tally: Tally = {
    ...{ asked: 0, answered: 0, allowed: 0, ourSeconds: 0, theirSeconds: 0 },
    ...{ waived: new Map(), refused: new Map(), disagreements: [] },
  }
  const began = performance.now()
  for (let batch = 0; batch * BATCH < count && minutesSince(began) < MINUTES; batch += 1) {
    const list = sample(Math.min(BATCH, count - batch * BATCH), seed + batch)
    const theirs = await reference.decide(list.map((one) => JSON.stringify(one)))
    compare(tally, waivers, list, theirs)
    if (batch % 10 === 9) console.log(progress(tally, minutesSince(began)))
  }
  reference.close()
  report(tally, reference.restarts())
  return tally.disagreements.length === 0 && tally.answered >= count * 0.99 ? 0 : 1
}

const minutesSince = (began: number): number => (performance.now() - began) / 60_000

function progress(tally: Tally, minutes: number): string {
  const { asked, answered, disagreements } = tally
  const pace = `${Math.round(asked / (minutes * 60))} a second`
  return `${asked} of ${count}, ${pace}: ${answered} answered, ${disagreements.length} disagreements`
}

function compare(
  tally: Tally,
  waivers: z.infer<typeof Waivers>,
  list: readonly Case[],
  theirs: readonly Answer[],
): void {
  const began = process.cpuUsage()
  const ours = list.map(decide)
  const { user, system } = process.cpuUsage(began)
  tally.ourSeconds += (user + system) / 1e6
  tally.asked += list.length
  for (const [at, one] of list.entries()) {
    const [our = '', their = { decision: 'error no answer', seconds: 0 }] = [ours[at], theirs[at]]
    tally.theirSeconds += their.seconds
    if (their.decision.startsWith('error')) {
      countOne(tally.refused, their.decision)
      continue
    }
    tally.answered += 1
    if (our === 'Allowed') tally.allowed += 1
    if (our === their.decision) continue
    const found = { case: one, ours: our, theirs: their.decision }
    const waiver = waivers.find((each) => isWaived(each, found))
    if (waiver === undefined) tally.disagreements.push(found)
    else countOne(tally.waived, waiver.id)
  }
}

const countOne = (times: Map<string, number>, what: string) => times.set(what, (times.get(what) ?? 0) + 1)

const sample = (numRuns: number, from: number) => fc.sample(cases, { numRuns, seed: from })

/** In the reference's words. */
function decide(one: Case): string {
  // As read from a file: what is undefined is not there.
  const result = evaluateCase(JSON.parse(JSON.stringify(one)))
  if (!result.ok) return `error ${result.error}`
  if (result.answer.decision === 'allowed') return 'Allowed'
  if (result.answer.decision === 'conditional') return 'Conditional'
  return result.answer.by.length > 0 ? 'ExplicitlyDenied' : 'ImplicitlyDenied'
}

const isWaived = (waiver: z.infer<typeof Waiver>, one: Disagreement): boolean =>
  waiver.ours === one.ours &&
  (waiver.theirs === 'any' || waiver.theirs === one.theirs) &&
  waiver.needs.every((name) => isThere(one.case[name])) &&
  JSON.stringify(one.case).includes(waiver.text)

const isThere = (policies: unknown): boolean =>
  Array.isArray(policies) ? policies.length > 0 : policies !== null

/** The file that the reference is imported from; installed on first use. */
function install(): string {
  const folder = packageFile('.oracle')
  const entry = packageFile('.oracle', 'node_modules', ...REFERENCE.split('/'), 'dist', 'esm', 'index.js')
  if (existsSync(entry)) return entry
  const args = ['i', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${REFERENCE}@${VERSION}`]
  const installed = spawnSync('npm', args, { encoding: 'utf8', timeout: INSTALL_SECONDS * 1000 })
  if (installed.status !== 0) throw new Error(`${REFERENCE} could not be installed: ${installed.stderr}`)
  return entry
}

function report(tally: Tally, restarts: number): void {
  const { asked, answered, allowed, waived, disagreements, ourSeconds, theirSeconds } = tally
  for (const one of disagreements.slice(0, 10)) console.log(JSON.stringify(one))
  for (const [reason, times] of [...tally.refused].slice(0, 5)) console.log(`${times} times: ${reason}`)
  console.log(`requests ${asked}, answered by ${REFERENCE} ${VERSION}: ${answered} (restarts ${restarts})`)
  console.log(`allowed ${allowed} (${((100 * allowed) / Math.max(answered, 1)).toFixed(1)} %)`)
  for (const [id, times] of waived) console.log(`waived ${times} times: ${id}`)
  console.log(`disagreements ${disagreements.length}`)
  console.log(
    `from policy text: ours ${Math.round(asked / ourSeconds)} decisions/s, ` +
      `reference ${Math.round(asked / theirSeconds)}/s, ratio ${(theirSeconds / ourSeconds).toFixed(0)}`,
  )
}

process.exitCode = await run()
