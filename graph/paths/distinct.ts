import type { Snapshot } from '../snapshot/records.ts'
import type { AttackPath } from './path.ts'

/**
 * Of paths that do the same to the same target, the likeliest: from one entry, or from like entries that take the same
 * first hop. The others are told as `similar`.
 */
export function withoutClones(paths: readonly AttackPath[], snapshot: Snapshot): AttackPath[] {
  const best = new Map<string, AttackPath>()
  const counts = new Map<string, number>()
  for (const path of paths) {
    const key = cloneKey(path, snapshot)
    const known = best.get(key)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (known === undefined || path.likelihood > known.likelihood) best.set(key, path)
  }
  return [...best].map(([key, path]) => ({ ...path, similar: (counts.get(key) ?? 1) - 1 }))
}

const cloneKey = (path: AttackPath, snapshot: Snapshot): string =>
  JSON.stringify([
    entryClass(path, snapshot),
    path.target,
    path.steps.map((step) => [step.kind, step.technique]),
  ])

/** Users are alike when their first hop leads to the same place; every other entry is a class of its own. */
function entryClass(path: AttackPath, snapshot: Snapshot): readonly string[] {
  const [first] = path.steps
  const kind = snapshot.nodes.get(path.entry)?.kind
  return kind !== 'AwsIamUser' || first === undefined ? [path.entry] : [kind, first.to]
}

/** A path that visits everything another one visits, and more, says nothing new: it is the other one with a detour. */
export function withoutDetours(paths: readonly AttackPath[]): AttackPath[] {
  const kept = new Map<string, { readonly path: AttackPath; readonly visits: ReadonlySet<string> }[]>()
  for (const path of [...paths].sort((a, b) => a.steps.length - b.steps.length)) {
    const key = JSON.stringify([path.entry, path.target])
    const others = kept.get(key) ?? []
    const visits = new Set(path.steps.flatMap((step) => [step.from, step.to]))
    const isDetour = others.some(
      (other) => other.visits.size < visits.size && [...other.visits].every((id) => visits.has(id)),
    )
    if (!isDetour) kept.set(key, [...others, { path, visits }])
  }
  return [...kept.values()].flatMap((group) => group.map(({ path }) => path))
}
