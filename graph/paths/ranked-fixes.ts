import { createHash } from 'node:crypto'
import type { Provenance } from '../attack.ts'
import { startBudget } from '../budget.ts'
import type { Snapshot } from '../snapshot/records.ts'
import { partOf, type Turns } from '../turns.ts'
import { type Assessment, type AssessOptions, type Measured, measuringFacts } from './assessment.ts'
import { ChangeError, type Instructions } from './changes/change.ts'
import { applyChanges } from './changes/index.ts'
import { type Choice, choosing } from './choice.ts'
import { additionsTo } from './closed.ts'
import { type FixCandidate, findFixes } from './fixes.ts'
import type { Source } from './sources.ts'

/** As the command line prints it. */
export interface Fix {
  readonly id: string
  readonly title: string
  readonly provenance: Provenance
  readonly source: Source
  /** As `simulate` reads them; more than one where a source causes the edges in several accounts. */
  readonly changes: readonly Provenance['edit'][]
  /** How many listed paths end with it. */
  readonly removesPaths: number
  /** Ids of those paths. */
  readonly paths: readonly string[]
  /** Paths that it would open; told only where the estate was derived again. */
  readonly opensPaths: number
  readonly riskRemoved: number
  /** Of all risk, 0 to 1. */
  readonly share: number
  /** What it takes away in addition to the fixes listed before it, by the graph alone. */
  readonly additional: number | null
  /** True when the risk was searched for again without it; else it is an upper bound. */
  readonly verified: boolean
  /** True when the change was made in a copy of the facts and the estate derived again from them. */
  readonly derived: boolean
  readonly accounts: readonly string[]
  readonly remediation: Omit<Instructions, 'title'>
  /** What legitimate access it would remove, as far as that is known. */
  readonly usage: string
}

export interface RankOptions extends AssessOptions {
  /** So many are chosen greedily and searched for again; 20. */
  readonly verify?: number
  /** Milliseconds of processor time after which no estate is derived again for the rest; 15,000. 0: for none. */
  readonly budget?: number
}

const CHOSEN = 20
const BUDGET = 15_000

/**
 * The remediation queue: fixes by the risk they remove. The leaders, chosen greedily, are searched for again without
 * their edges; then, while there is time, each change is made and the estate derived again. A fix that removes nothing
 * by itself, because something else allows the same, is left out.
 */
export function* rankingFixes(
  facts: Snapshot,
  before: Assessment,
  options: RankOptions,
): Turns<readonly Fix[]> {
  const queue = yield* choosing(before, findFixes(before), options.verify ?? CHOSEN)
  const isSpent = startBudget(options.budget ?? BUDGET)
  const addsTo = additionsTo(before)
  const fixes: Fix[] = []
  for (const [done, choice] of queue.entries()) {
    const progress = { what: 'trying fixes', done, of: queue.length }
    yield progress
    const fix = isSpent()
      ? byGraph(choice, before)
      : yield* partOf(progress, derivingWith(facts, before, choice, addsTo, options))
    if (fix.removesPaths > 0 || fix.riskRemoved > NOTHING) fixes.push(fix)
  }
  return fixes.sort((a, b) => Number(b.verified) - Number(a.verified) || byRisk(a, b))
}

const byRisk = (a: Fix, b: Fix): number =>
  b.riskRemoved - a.riskRemoved || b.removesPaths - a.removesPaths || (a.id < b.id ? -1 : 1)

/** What the graph alone tells: the edges that come from it are taken to go. */
const byGraph = ({ fix, alone, searched, additional }: Choice, before: Assessment): Fix => ({
  ...described(fix, before),
  removesPaths: fix.paths.length,
  paths: fix.paths.map(({ id }) => id),
  opensPaths: 0,
  ...risks(alone, before),
  additional: additional === null ? null : rounded(additional),
  verified: searched,
  derived: false,
})

/** Makes the change in a copy of the facts, derives again and searches again. */
function* derivingWith(
  facts: Snapshot,
  before: Assessment,
  choice: Choice,
  addsTo: (after: Measured) => boolean,
  options: AssessOptions,
): Turns<Fix> {
  const fix = byGraph(choice, before)
  let changed: Snapshot
  try {
    changed = applyChanges(facts, choice.fix.changes)
  } catch (error) {
    // What it names is not in the facts, as for a policy that was not collected: it can't be derived again.
    if (error instanceof ChangeError) return fix
    throw error
  }
  const { measured: after, searchingPaths } = yield* measuringFacts(changed, options, before)
  const closed = before.paths.filter((path) => !after.isWalkable(path)).map(({ id }) => id)
  // Most fixes only take away, and open nothing.
  const found = addsTo(after) ? yield* searchingPaths() : []
  const opened = found.filter((path) => !before.isWalkable(path))
  return {
    ...fix,
    removesPaths: closed.length,
    paths: closed,
    opensPaths: opened.length,
    ...risks(before.risk - after.risk, before),
    verified: true,
    derived: true,
  }
}

const NOTHING = 1e-9
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
const risks = (removed: number, { risk }: Assessment): Pick<Fix, 'riskRemoved' | 'share'> => ({
  riskRemoved: rounded(removed),
  share: risk === 0 ? 0 : rounded(removed / risk),
})

/** Sources that are changed in one place for several accounts. */
const SETS: { readonly [type: string]: string } = {
  'permission-set': 'permission set',
  'stack-set': 'stack set',
  'managed-policy': 'managed policy',
}

type Described = 'id' | 'title' | 'provenance' | 'source' | 'changes' | 'accounts' | 'remediation' | 'usage'

function described(fix: FixCandidate, { snapshot }: Assessment): Pick<Fix, Described> {
  const lookup = (id: string) => snapshot.nodes.get(id)
  const all = fix.changes.map((change) => change.instructions(lookup))
  const joined = (pick: (one: Instructions) => string) => all.map(pick).join('\n')
  const set = SETS[fix.source.type]
  const isSet = set !== undefined && (fix.changes.length > 1 || fix.source.type !== 'managed-policy')
  return {
    id: createHash('sha256').update(fix.key).digest('hex').slice(0, 16),
    title: isSet
      ? `Change ${set} ${fix.source.name}: ${all[0]?.title ?? ''}`
      : (all[0]?.title ?? fix.provenance.id),
    provenance: fix.provenance,
    source: fix.source,
    changes: fix.changes.map(({ data }) => data),
    accounts: fix.accounts,
    remediation: {
      console: joined(({ console: text }) => text),
      cli: joined(({ cli }) => cli),
      terraform: joined(({ terraform }) => terraform),
    },
    usage: usageOf(fix, snapshot),
  }
}

/** When what is taken away was last used; unknown unless that was collected. */
function usageOf({ changes }: FixCandidate, snapshot: Snapshot): string {
  const used = changes.flatMap(({ data }) => {
    const id = [data.role, data.from, data.resource].find((name) => typeof name === 'string')
    const props = typeof id === 'string' ? snapshot.nodes.get(id)?.props : undefined
    const at = props?.lastUsedAt ?? props?.lastActivityAt
    return typeof at === 'string' ? [`${String(props?.name ?? id)} was last used ${at}`] : []
  })
  return used.length === 0 ? 'unknown' : used.join('; ')
}
