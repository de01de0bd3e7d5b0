import type { Turns } from '../turns.ts'
import type { Assessment } from './assessment.ts'
import type { FixCandidate } from './fixes.ts'
import { createRemovalSearch, type RemovalSearch, type RiskState } from './removal.ts'

/** A fix and what it is worth by the graph: that its edges go is given. */
export interface Choice {
  readonly fix: FixCandidate
  /** Risk that ends with it alone: searched again where `searched`, else at most so much. */
  readonly alone: number
  readonly searched: boolean
  /** Risk that ends with it in addition to those chosen before it; null when it was not chosen. */
  readonly additional: number | null
}

/** Searches at most, however the risks of fixes overlap. */
const MOST_SEARCHES = 2_000

/**
 * The fixes to make first, greedily: each takes away the most of what those before it left. A fix is searched for only
 * while it may still be the best by an upper bound: the starts whose best way uses it (after J. Leskovec et al.,
 * "Cost-effective outbreak detection in networks", KDD 2007; gains may grow here, so bounds are taken anew). The others
 * follow, by their bounds.
 */
export function* choosing(
  { graph, model }: Pick<Assessment, 'graph' | 'model'>,
  candidates: readonly FixCandidate[],
  count: number,
): Turns<readonly Choice[]> {
  const search = createRemovalSearch(model, graph, candidates)
  const before = yield* search.start()
  const left = new Set(candidates.keys())
  const chosen: { readonly at: number; readonly additional: number }[] = []
  const effort = { searches: 0 }
  for (let state = before; chosen.length < count && left.size > 0 && effort.searches < MOST_SEARCHES; ) {
    yield { what: 'choosing fixes', done: chosen.length, of: Math.min(count, candidates.length) }
    const best = yield* bestOf(left, state, search, effort)
    chosen.push(best)
    left.delete(best.at)
    state = search.after(state, best.at)
  }
  const others = [...left].sort((a, b) => search.boundOf(before, b) - search.boundOf(before, a) || a - b)
  return [
    ...chosen.map(({ at, additional }) => ({ at, additional, searched: true })),
    ...others.map((at) => ({ at, additional: null, searched: false })),
  ].flatMap(({ at, additional, searched }) => {
    const fix = candidates[at]
    const alone = searched ? search.removedBy(before, at) : search.boundOf(before, at)
    return fix === undefined ? [] : [{ fix, alone, searched, additional }]
  })
}

/** The removal that takes away the most now; of equal ones the one that more of the best ways use. */
function* bestOf(
  left: ReadonlySet<number>,
  state: RiskState,
  search: RemovalSearch,
  effort: { searches: number },
): Turns<{ readonly at: number; readonly additional: number }> {
  const bounded = [...left].map((at) => ({ at, bound: search.boundOf(state, at) }))
  bounded.sort((a, b) => b.bound - a.bound || a.at - b.at)
  let best = { at: bounded[0]?.at ?? 0, additional: 0 }
  for (const { at, bound } of bounded) {
    if (bound <= best.additional || effort.searches >= MOST_SEARCHES) break
    effort.searches++
    const additional = search.removedBy(state, at)
    if (additional > best.additional + EQUAL) best = { at, additional }
    yield { what: 'searching without a fix', done: effort.searches, of: MOST_SEARCHES }
  }
  return best
}

const EQUAL = 1e-12
