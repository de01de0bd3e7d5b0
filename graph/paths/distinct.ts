import type { Candidate } from './candidate.ts'
import type { AttackGraph } from './graph.ts'
import type { AttackPath } from './path.ts'

/**
 * Of paths that do the same to the same target, one: from one entry, or from like entries that take the same first hop.
 * The others are told as `similar`, their entries as `alike`. One that is `told` without assumptions stands for the rest,
 * else the likeliest without them, so that an assumption about another one does not take its place.
 */
export function withoutClones(
  candidates: readonly Candidate[],
  graph: AttackGraph,
  told: ReadonlySet<string>,
): AttackPath[] {
  const groups = new Map<string, { best: Candidate; count: number; entries: Set<string> }>()
  for (const candidate of candidates) {
    const key = cloneKey(candidate, graph)
    const group = groups.get(key)
    if (group === undefined) {
      groups.set(key, { best: candidate, count: 1, entries: new Set([candidate.path.entry]) })
      continue
    }
    group.count++
    group.entries.add(candidate.path.entry)
    if (isBetter(candidate, group.best, told)) group.best = candidate
  }
  return [...groups.values()].map(({ best: { path }, count, entries }) => ({
    ...path,
    similar: count - 1,
    alike: [...entries].filter((entry) => entry !== path.entry),
  }))
}

/** Equally likely ones are told apart by their id, which no assumption changes. */
function isBetter(one: Candidate, other: Candidate, told: ReadonlySet<string>): boolean {
  if (told.has(one.path.id) !== told.has(other.path.id)) return told.has(one.path.id)
  if (one.plain !== other.plain) return one.plain > other.plain
  if (one.plain === 0 && one.path.likelihood !== other.path.likelihood)
    return one.path.likelihood > other.path.likelihood
  return one.path.id < other.path.id
}

const cloneKey = ({ path, entry }: Candidate, graph: AttackGraph): string =>
  JSON.stringify([
    entry.named === true ? [entry.id, ...entryClass(path, graph)] : entryClass(path, graph),
    path.target,
    path.steps.map((step) => [step.kind, step.technique]),
  ])

/** Users are alike when their first hop leads to the same place; every other entry is a class of its own. */
function entryClass(
  { entry, steps: [first] }: AttackPath,
  { nodes, indexOf }: AttackGraph,
): readonly string[] {
  const kind = nodes.at(indexOf.get(entry) ?? nodes.length)?.kind
  return kind !== 'AwsIamUser' || first === undefined ? [entry] : [kind, first.to]
}

/**
 * A path that visits everything another one visits, and more, says nothing new: it is the other one with a detour. What
 * can only be walked under an assumption makes no detour of what can be walked anyway, and what is `told` stays.
 */
export function withoutDetours(candidates: readonly Candidate[], told: ReadonlySet<string>): Candidate[] {
  const kept = new Map<string, { readonly candidate: Candidate; readonly visits: ReadonlySet<string> }[]>()
  for (const candidate of candidates.toSorted((a, b) => a.path.steps.length - b.path.steps.length)) {
    const { path } = candidate
    const key = JSON.stringify([path.entry, path.target])
    const others = kept.get(key) ?? []
    const visits = new Set(path.steps.flatMap((step) => [step.from, step.to]))
    const isDetour = others.some(
      (other) =>
        other.visits.size < visits.size &&
        (other.candidate.plain > 0 || candidate.plain === 0) &&
        [...other.visits].every((id) => visits.has(id)),
    )
    if (!isDetour || told.has(path.id)) kept.set(key, [...others, { candidate, visits }])
  }
  return [...kept.values()].flatMap((group) => group.map(({ candidate }) => candidate))
}
