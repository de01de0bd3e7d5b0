import type { NodeRecord, RelationshipRecord } from '../../snapshot/records.ts'
import type { GcpEstate } from './estate-of.ts'
import { SCOPE_KINDS } from './hierarchy.ts'

/** Nodes that stand for all resources of a kind below a project, folder or organization, made when first needed. */
export interface TargetSets {
  /** Ids to draw an edge to for everything of the kind below a node: the few themselves, or their set. */
  endsBelow(node: string, kind: string): readonly string[]
  /** Every resource of the kind below a node. */
  allBelow(node: string, kind: string): readonly NodeRecord[]
  readonly nodes: readonly NodeRecord[]
  readonly facts: readonly RelationshipRecord[]
}

/** More targets than this go through a node that stands for all of them. */
const MANY = 12

/** Nobody gets anything out of a disabled service account. */
const isUsable = ({ props }: NodeRecord): boolean => props.disabled !== true

export function createTargetSets({ facts, hierarchy }: GcpEstate): TargetSets {
  const nodes: NodeRecord[] = []
  const includes: RelationshipRecord[] = []
  const ends = new Map<string, readonly string[]>()
  const isScope = (id: string): boolean => SCOPE_KINDS.includes(facts.node(id)?.kind ?? '')
  const direct = (id: string, kind: string): readonly NodeRecord[] => {
    const own = facts.node(id)
    if (own?.kind === kind && SCOPE_KINDS.includes(kind)) return [own]
    if (own?.kind === 'GcpProject') return hierarchy.resourcesIn(id, kind).filter(isUsable)
    const inside = isScope(id) ? [] : facts.from(id, 'CONTAINS').flatMap(({ to }) => facts.node(to) ?? [])
    return [...(own === undefined ? [] : [own]), ...inside].filter(
      (node) => node.kind === kind && isUsable(node),
    )
  }
  const endsBelow = (id: string, kind: string): readonly string[] => {
    const key = `${id} ${kind}`
    const known = ends.get(key)
    if (known !== undefined) return known
    const own = direct(id, kind).map((node) => node.id)
    const below = isScope(id) ? hierarchy.scopesIn(id).flatMap((scope) => endsBelow(scope, kind)) : []
    const found = [...own, ...below]
    const result = found.length > MANY ? [setOf(id, kind, found)] : found
    ends.set(key, result)
    return result
  }
  const setOf = (id: string, kind: string, members: readonly string[]): string => {
    const set = `${id}#target-set/${kind}`
    const scope = facts.node(id)
    nodes.push({
      id: set,
      kind: 'TargetSet',
      props: {
        name: `every ${kind.replace(/^Gcp/, '')} in ${String(scope?.props.name ?? id)}`,
        provider: 'gcp',
        members: members.length,
        ...(typeof scope?.props.account === 'string' && { account: scope.props.account }),
      },
    })
    for (const to of members) includes.push({ from: set, kind: 'INCLUDES', to, props: { evidence: [] } })
    return set
  }
  const allBelow = (id: string, kind: string): readonly NodeRecord[] => [
    ...direct(id, kind),
    ...(isScope(id) ? hierarchy.scopesIn(id).flatMap((scope) => allBelow(scope, kind)) : []),
  ]
  return { endsBelow, allBelow, nodes, facts: includes }
}
