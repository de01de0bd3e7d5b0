import FlatQueue from 'flatqueue'
import type { Provenance } from '../attack.ts'
import type { RelationshipRecord } from '../snapshot/records.ts'
import type { Assessment } from './assessment.ts'
import type { Change } from './changes/change.ts'
import { readChange } from './changes/index.ts'
import type { AttackGraph } from './graph.ts'
import type { AttackPath } from './path.ts'
import { type Removed, type RiskModel, riskOf } from './risk.ts'
import { riskOfPath } from './severity.ts'
import { type Source, sourceOf } from './sources.ts'

/** One source of attack edges, and the edits that take it away. */
export interface FixCandidate {
  /** Equal in every scan that has the same fix. */
  readonly key: string
  readonly source: Source
  readonly provenance: Provenance
  /** One an account, where one source causes it in several. */
  readonly changes: readonly Change[]
  /** Indices of the attack edges that come from it. */
  readonly edges: readonly number[]
  /** Administrators by this source: account and node index. */
  readonly administrators: readonly (readonly [account: string, node: number])[]
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

/** Searches again without the edges of fixes. */
export function riskWithout(model: RiskModel, fixes: readonly FixCandidate[], edgeCount: number): number {
  const removed: Removed = new Uint8Array(edgeCount)
  const gone = new Map<string, Set<number>>()
  for (const fix of fixes) {
    for (const edge of fix.edges) removed[edge] = 1
    for (const [account, node] of fix.administrators)
      gone.set(account, (gone.get(account) ?? new Set()).add(node))
  }
  const targets = model.targets.map((target) => {
    const nodes = target.account === undefined ? undefined : gone.get(target.account)
    return nodes === undefined
      ? target
      : { ...target, members: target.members.filter((member) => !nodes.has(member)) }
  })
  return riskOf({ ...model, targets }, removed)
}

/** So many searches at most, however the risks of fixes overlap. */
const MOST_SEARCHES = 400

/**
 * The fixes to make first, greedily: each takes away the most of what those before it left. A risk that was computed
 * with fewer fixes made is looked at again only when it comes up (J. Leskovec et al., "Cost-effective outbreak
 * detection in networks", KDD 2007).
 */
export function chooseFixes(
  { graph, model, risk }: Assessment,
  candidates: readonly FixCandidate[],
  count: number,
): readonly { readonly fix: FixCandidate; readonly additional: number }[] {
  const queue = new FlatQueue<{ readonly fix: FixCandidate; readonly round: number }>()
  for (const fix of candidates) queue.push({ fix, round: -1 }, -upperBound(fix))
  const chosen: { fix: FixCandidate; additional: number }[] = []
  let left = risk
  for (let searches = 0; searches < MOST_SEARCHES && chosen.length < count; ) {
    const value = -(queue.peekValue() ?? 0)
    const next = queue.pop()
    if (next === undefined) break
    if (next.round === chosen.length) {
      chosen.push({ fix: next.fix, additional: value })
      left -= value
      continue
    }
    searches++
    const fixes = [...chosen.map(({ fix }) => fix), next.fix]
    queue.push({ fix: next.fix, round: chosen.length }, riskWithout(model, fixes, graph.edges.length) - left)
  }
  return chosen
}

/** Of each start and target, the worst path that a fix breaks. */
function upperBound({ paths }: FixCandidate): number {
  const worst = new Map<string, number>()
  for (const path of paths) {
    const pair = `${path.entry}\u0000${path.target}`
    worst.set(pair, Math.max(worst.get(pair) ?? 0, riskOfPath(path) * (1 + path.similar)))
  }
  return [...worst.values()].reduce((sum, risk) => sum + risk, 0)
}
