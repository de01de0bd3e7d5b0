import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Provenance } from '../attack.ts'
import type { Snapshot } from '../snapshot/records.ts'
import { type Assessment, type AssessOptions, assessFacts } from './assessment.ts'
import { ChangeError, type Instructions } from './changes/change.ts'
import { applyChanges } from './changes/index.ts'
import { chooseFixes, type FixCandidate, findFixes, riskWithout } from './fixes.ts'
import { compare } from './simulate.ts'
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
  /** Paths that it would open. */
  readonly opensPaths: number
  readonly riskRemoved: number
  /** Of all risk, 0 to 1. */
  readonly share: number
  /** What it takes away in addition to the fixes listed before it, by the graph alone. */
  readonly additional: number | null
  /** True when the estate was derived again with the change made; else paths and risk are upper bounds. */
  readonly verified: boolean
  readonly accounts: readonly string[]
  readonly remediation: Omit<Instructions, 'title'>
  /** What legitimate access it would remove, as far as that is known. */
  readonly usage: string
}

export interface RankOptions extends AssessOptions {
  /** So many are chosen greedily and verified first; 20. */
  readonly verify?: number
  /** Milliseconds after which the rest stays unverified; 10,000. */
  readonly budget?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, of: number) => void
}

const CHOSEN = 20
const BUDGET = 10_000

/**
 * The remediation queue: fixes by the risk they remove. The leaders, chosen greedily, are verified by making the change
 * and deriving again; one that removes nothing by itself, because something else allows the same, is left out.
 */
export async function rankFixes(
  facts: Snapshot,
  before: Assessment,
  options: RankOptions,
): Promise<readonly Fix[]> {
  const candidates = findFixes(before)
  const queue = inOrder(candidates, chooseFixes(before, candidates, options.verify ?? CHOSEN))
  const started = performance.now()
  const verified: Fix[] = []
  const others: Fix[] = []
  for (const [done, choice] of queue.entries()) {
    options.onProgress?.(done, queue.length)
    await setImmediate(undefined, { signal: options.signal })
    if (performance.now() - started > (options.budget ?? BUDGET)) others.push(estimated(choice, before))
    else verified.push(...verify(facts, before, choice, options))
  }
  return [...verified.sort(byRisk), ...others.sort(byRisk)]
}

interface Choice {
  readonly fix: FixCandidate
  readonly additional: number | null
}

/** Those that were chosen, then the others by the paths they break. */
function inOrder(candidates: readonly FixCandidate[], chosen: readonly Choice[]): readonly Choice[] {
  const taken = new Set(chosen.map(({ fix }) => fix.key))
  const others = candidates
    .filter(({ key }) => !taken.has(key))
    .sort((a, b) => b.paths.length - a.paths.length || (a.key < b.key ? -1 : 1))
  return [...chosen, ...others.map((fix) => ({ fix, additional: null }))]
}

const byRisk = (a: Fix, b: Fix): number =>
  b.riskRemoved - a.riskRemoved || b.removesPaths - a.removesPaths || (a.id < b.id ? -1 : 1)

function verify(
  facts: Snapshot,
  before: Assessment,
  { fix, additional }: Choice,
  options: AssessOptions,
): readonly Fix[] {
  const after = assessedAfter(facts, fix, options)
  if (after === null) return []
  const { closed, opened } = compare(before, after)
  const riskRemoved = before.risk - after.risk
  if (closed.length === 0 && riskRemoved < NOTHING) return []
  return [
    {
      ...described(fix, before),
      removesPaths: closed.length,
      paths: closed,
      opensPaths: opened.length,
      ...risks(riskRemoved, before),
      additional: additional === null ? null : rounded(additional),
      verified: true,
    },
  ]
}

function assessedAfter(facts: Snapshot, fix: FixCandidate, options: AssessOptions): Assessment | null {
  try {
    return assessFacts(applyChanges(facts, fix.changes), options).assessment
  } catch (error) {
    // What it names is not in the facts, as for a policy that was not collected: it can't be verified.
    if (error instanceof ChangeError) return null
    throw error
  }
}

/** What the graph alone tells: the edges that come from it are taken to go. */
function estimated({ fix, additional }: Choice, before: Assessment): Fix {
  const left = riskWithout(before.model, [fix], before.graph.edges.length)
  return {
    ...described(fix, before),
    removesPaths: fix.paths.length,
    paths: fix.paths.map(({ id }) => id),
    opensPaths: 0,
    ...risks(before.risk - left, before),
    additional: additional === null ? null : rounded(additional),
    verified: false,
  }
}

const NOTHING = 1e-9
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
const risks = (removed: number, { risk }: Assessment): Pick<Fix, 'riskRemoved' | 'share'> => ({
  riskRemoved: rounded(removed),
  share: risk === 0 ? 0 : rounded(removed / risk),
})

type Described = 'id' | 'title' | 'provenance' | 'source' | 'changes' | 'accounts' | 'remediation' | 'usage'

function described(fix: FixCandidate, { snapshot }: Assessment): Pick<Fix, Described> {
  const lookup = (id: string) => snapshot.nodes.get(id)
  const all = fix.changes.map((change) => change.instructions(lookup))
  const joined = (pick: (one: Instructions) => string) => all.map(pick).join('\n')
  const isSet = fix.source.type === 'permission-set'
  return {
    id: createHash('sha256').update(fix.key).digest('hex').slice(0, 16),
    title: isSet
      ? `Change permission set ${fix.source.name}: ${all[0]?.title ?? ''}`
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
