import type { Provenance } from '../attack.ts'
import type { RelationshipRecord } from '../snapshot/records.ts'
import type { Assessment } from './assessment.ts'
import type { Change } from './changes/change.ts'
import { readChange } from './changes/index.ts'
import type { AttackGraph } from './graph.ts'
import type { Removal } from './owners.ts'
import type { AttackPath } from './path.ts'
import { type Source, sourceOf } from './sources.ts'

/** One source of attack edges, and the edits that take it away. */
export interface FixCandidate extends Removal {
  /** Equal in every scan that has the same fix. */
  readonly key: string
  readonly source: Source
  readonly provenance: Provenance
  /** One an account, where one source causes it in several. */
  readonly changes: readonly Change[]
  /** Listed paths that use one of them. */
  readonly paths: readonly AttackPath[]
  readonly accounts: readonly string[]
}

/** Every fix that listed paths suggest: one for each thing to edit, and one for each source that causes several. */
export function findFixes({ graph, paths, snapshot }: Assessment): FixCandidate[] {
  const drafts = new Map<string, Draft>()
  const draftOf = (provenance: Provenance): Draft => {
    const source = sourceOf(provenance, snapshot)
    const known = drafts.get(source.key)
    if (known !== undefined) return known
    const draft: Draft = {
      source,
      provenance,
      edits: new Map(),
      edges: [],
      administrators: [],
      paths: new Set(),
    }
    drafts.set(source.key, draft)
    return draft
  }
  for (const path of paths)
    for (const provenance of provenancesOf(path, graph)) draftOf(provenance).paths.add(path)
  const ofDraft = (relationship: RelationshipRecord): Draft | undefined => {
    const provenance = readProvenance(relationship)
    const draft = provenance === null ? undefined : drafts.get(sourceOf(provenance, snapshot).key)
    if (provenance !== null) draft?.edits.set(JSON.stringify(provenance.edit), provenance)
    return draft
  }
  for (let index = 0; index < graph.edges.length; index++) {
    const edge = graph.edges.at(index)
    if (edge !== undefined) ofDraft(edge)?.edges.push(index)
  }
  for (const [account, relationships] of graph.administrations) {
    for (const relationship of relationships)
      ofDraft(relationship)?.administrators.push([account, graph.indexOf.get(relationship.from) ?? 0])
  }
  return [...drafts.values()].flatMap((draft) => toCandidate(draft, graph))
}

interface Draft {
  readonly source: Source
  readonly provenance: Provenance
  readonly edits: Map<string, Provenance>
  readonly edges: number[]
  readonly administrators: (readonly [string, number])[]
  readonly paths: Set<AttackPath>
}

/** The things to edit along a path, and the one that makes its end an administrator. */
function provenancesOf(path: AttackPath, { administrations }: Assessment['graph']): readonly Provenance[] {
  const last = path.steps.at(-1)?.to ?? path.entry
  const administration = administrations.get(path.target)?.find(({ from }) => from === last)
  return [
    ...path.steps.map(({ provenance }) => provenance),
    administration === undefined ? null : readProvenance(administration),
  ].filter((provenance) => provenance !== null)
}

function toCandidate(draft: Draft, graph: AttackGraph): readonly FixCandidate[] {
  const changes = [...draft.edits.values()].map(({ edit }) => readChange(edit))
  if (changes.length === 0) return []
  const accounts = new Set(
    [...draft.edits.values()].flatMap((provenance) => accountOf(provenance, graph) ?? []),
  )
  return [
    {
      key: draft.source.key,
      source: draft.source,
      provenance: draft.provenance,
      changes,
      edges: draft.edges,
      administrators: draft.administrators,
      paths: [...draft.paths],
      accounts: [...accounts].sort(),
    },
  ]
}

/** The account in which the edit is made: that of the thing it names, not of a policy AWS manages. */
function accountOf({ id, edit }: Provenance, { nodes, indexOf }: AttackGraph): string | null {
  for (const name of [edit.from, edit.role, edit.resource, edit.group, edit.policy, id]) {
    if (typeof name !== 'string') continue
    const owner = name.split('#')[0] ?? name
    const account = nodes.at(indexOf.get(name) ?? indexOf.get(owner) ?? nodes.length)?.props.account
    if (typeof account === 'string') return account
  }
  return null
}

export function readProvenance({ props }: RelationshipRecord): Provenance | null {
  const value = props.provenance
  return isProvenance(value) ? value : null
}

function isProvenance(value: unknown): value is Provenance {
  return typeof value === 'object' && value !== null && 'id' in value && 'type' in value && 'edit' in value
}
