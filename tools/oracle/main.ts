import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { z } from 'zod'
import { evaluateCase } from '../../graph/access/aws/case.ts'
import { packageFile } from '../../graph/package-root.ts'
import { cases } from './cases.ts'

/**
 * `npm run test:oracle [count] [seed]`: generated requests, decided by the evaluator and by an independent one. The
 * reference is under the AGPL: it is no dependency, lives in an ignored folder and runs as a process of its own.
 */
const REFERENCE = '@cloud-copilot/iam-simulate'
const VERSION = '0.1.173'
const DECISIONS = ['Allowed', 'Conditional', 'ExplicitlyDenied', 'ImplicitlyDenied'] as const
const BATCH = 2_000
const BATCH_SECONDS = 300

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

const [count = 200_000, seed = 1] = process.argv.slice(2).map(Number)
function run(): number {
  const waivers = Waivers.parse(
    JSON.parse(readFileSync(packageFile('tools', 'oracle', 'waivers.json'), 'utf8')),
  )
  const entry = install()
  const tally = { asked: 0, answered: 0, allowed: 0, waived: 0, ourSeconds: 0, theirSeconds: 0 }
  const disagreements: Disagreement[] = []
  const refused = new Map<string, number>()
  for (let batch = 0; batch * BATCH < count; batch += 1) {
    const list = sample(Math.min(BATCH, count - batch * BATCH), seed + batch)
    const theirs = referenceDecisions(entry, list)
    tally.theirSeconds += theirs.seconds
    const began = process.cpuUsage()
    const ours = list.map(decide)
    const { user, system } = process.cpuUsage(began)
    tally.ourSeconds += (user + system) / 1e6
    for (const [at, one] of list.entries()) {
      const [our = '', their = ''] = [ours[at], theirs.decisions[at]]
      tally.asked += 1
      if (their.startsWith('error')) {
        refused.set(their, (refused.get(their) ?? 0) + 1)
        continue
      }
      tally.answered += 1
      if (our === 'Allowed') tally.allowed += 1
      if (our === their) continue
      const found = { case: one, ours: our, theirs: their }
      if (waivers.some((waiver) => isWaived(waiver, found))) tally.waived += 1
      else disagreements.push(found)
    }
  }
  report(tally, refused, disagreements)
  return disagreements.length === 0 && tally.answered >= count * 0.99 ? 0 : 1
}

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
  const installed = spawnSync('npm', args, { encoding: 'utf8', timeout: BATCH_SECONDS * 1000 })
  if (installed.status !== 0) throw new Error(`${REFERENCE} could not be installed: ${installed.stderr}`)
  return entry
}

function referenceDecisions(entry: string, list: readonly Case[]) {
  const child = spawnSync(process.execPath, [packageFile('tools', 'oracle', 'reference.mjs'), entry], {
    input: list.map((one) => JSON.stringify(one)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: BATCH_SECONDS * 1000,
  })
  if (child.status !== 0) throw new Error(`the reference stopped: ${child.stderr || child.error?.message}`)
  return { decisions: child.stdout.trimEnd().split('\n'), seconds: Number(child.stderr.trim()) }
}

function report(
  tally: {
    asked: number
    answered: number
    allowed: number
    waived: number
    ourSeconds: number
    theirSeconds: number
  },
  refused: ReadonlyMap<string, number>,
  disagreements: readonly Disagreement[],
): void {
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`
  for (const one of disagreements.slice(0, 10)) console.log(JSON.stringify(one))
  for (const [reason, times] of [...refused].slice(0, 5)) console.log(`${times} times: ${reason}`)
  console.log(`requests ${tally.asked}, answered by ${REFERENCE} ${VERSION}: ${tally.answered}`)
  console.log(`allowed ${share(tally.allowed, tally.answered)}, waived ${tally.waived}`)
  console.log(`disagreements ${disagreements.length}`)
  console.log(
    `from policy text: ours ${Math.round(tally.asked / tally.ourSeconds)} decisions/s, ` +
      `reference ${Math.round(tally.asked / tally.theirSeconds)}/s, ` +
      `ratio ${(tally.theirSeconds / tally.ourSeconds).toFixed(0)}`,
  )
}

process.exitCode = run()
