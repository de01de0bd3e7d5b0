import { groupBy } from '../graph/group-by.ts'
import { ATTACK_KINDS } from '../graph/schema/index.ts'
import type { ChangeRecord } from '../queries/change-record.ts'
import { changesOfSubjects } from '../queries/changes-of-subjects.ts'
import type { PathRecord } from '../queries/path-record.ts'
import type { ChangeModel } from './models.ts'
import { splitId } from './split-id.ts'
import type { View } from './view/view.ts'

/** A path that opens or closes rests on a handful of resources; their changes are few. */
const MAX_CHANGES = 5_000

/**
 * Tells for each path which change between two scans opened or closed it: a change of what its edges name as the one
 * thing to edit, else of what they rest on, else of a resource along it. Null when the log has none of these.
 */
export async function causesOf(
  view: View,
  range: { readonly since: number; readonly until: number },
  paths: readonly PathRecord[],
): Promise<(path: PathRecord) => ChangeModel | null> {
  const ids = [...new Set(paths.flatMap((path) => suspectsOf(path).flat()))]
  const bySubject = groupBy(await factChanges(view, range, ids), (change) => change.from ?? change.subject)
  return (path) => {
    const change = findCause(path, bySubject)
    return change === undefined ? null : { view, change }
  }
}

/** What was changed about these resources between two scans, the newest first. */
export async function factChanges(
  view: View,
  range: { readonly since: number; readonly until: number },
  ids: readonly string[],
): Promise<readonly ChangeRecord[]> {
  if (ids.length === 0) return []
  const rows = await view.read(changesOfSubjects, { ids: [...ids], ...range, limit: MAX_CHANGES })
  return rows.map(({ record }) => record).filter(isFact)
}

/** Derived edges follow from facts: they are never the cause. */
const isFact = (change: ChangeRecord): boolean =>
  change.type === 'node' || (!ATTACK_KINDS.has(change.kind) && change.kind !== 'IN_ACCESS_CLASS')

function findCause(
  path: PathRecord,
  bySubject: ReadonlyMap<string, readonly ChangeRecord[]>,
): ChangeRecord | undefined {
  for (const suspects of suspectsOf(path)) {
    const changes = suspects.flatMap((id) => bySubject.get(id) ?? [])
    const nearest = changes.find((change) => leadsWithin(change, path)) ?? changes[0]
    if (nearest !== undefined) return nearest
  }
  return undefined
}

/** A relationship change tells more when its other end belongs to the path too: this policy on this role. */
function leadsWithin(change: ChangeRecord, path: PathRecord): boolean {
  if (change.type === 'node') return true
  return change.to != null && suspectsOf(path).some((ids) => ids.includes(change.to ?? ''))
}

/** Ids that the path rests on, the most telling first. */
function suspectsOf({ steps, entry, target }: PathRecord): readonly (readonly string[])[] {
  const provenance = steps.flatMap((step) => (step.provenance === null ? [] : withOwner(step.provenance.id)))
  const evidence = steps.flatMap((step) => step.evidence.flatMap(({ id }) => withOwner(id)))
  const along = [entry, ...steps.map((step) => step.to), target]
  return [provenance, evidence, along]
}

/** `<role>#trust` changes as the role itself. */
const withOwner = (id: string): readonly string[] => {
  const { owner } = splitId(id)
  return owner === id ? [id] : [id, owner]
}
