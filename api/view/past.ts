import { ACCOUNT_KINDS } from '../../graph/schema/accounts.ts'
import { HUB_NODE_KINDS, NODE_KINDS } from '../../graph/schema/index.ts'
import { type FactIndex, indexFacts } from '../../graph/snapshot/facts.ts'
import { relationshipHandle } from '../../graph/snapshot/hash.ts'
import type { NodeRecord, RelationshipRecord, Snapshot } from '../../graph/snapshot/records.ts'
import type {
  AccountTally,
  NamedNode,
  Neighbour,
  NeighbourKey,
  NeighbourTally,
  ResourceFilter,
  ResourceSource,
  Way,
} from './source.ts'
import { compareText } from './text-order.ts'

const IN_CLASS = 'IN_ACCESS_CLASS'
const OUT_OF_SET = 'INCLUDES'

/** The resources of a snapshot in memory; answers as the store would if this scan were its newest. */
export function snapshotResources(snapshot: Snapshot): ResourceSource {
  const facts = indexFacts(snapshot)
  let sorted: readonly NamedNode[] | undefined
  const byName = () => {
    sorted ??= [...snapshot.nodes.values()].filter(isVisible).map(named).sort(byNameAndId)
    return sorted
  }
  return {
    byId: async (ids) => new Map(ids.flatMap((id) => entryOf(snapshot, id))),
    page: async (filter, after, limit) =>
      byName()
        .filter(({ name, node }) => after === null || byNameAndId({ name, node }, fromKey(after)) > 0)
        .filter(({ node }) => matches(node, filter))
        .slice(0, limit),
    count: async (filter) => byName().filter(({ node }) => matches(node, filter)).length,
    tally: async (ids, way) => ids.flatMap((id) => tallyOf(id, allNeighbours(facts, id, way))),
    neighbours: async (id, way, filter, after, limit) =>
      allNeighbours(facts, id, way)
        .filter(({ relationship }) => filter.kinds?.includes(relationship.kind) ?? true)
        .filter(({ node }) => filter.neighbourKinds?.includes(node.kind) ?? true)
        .sort((a, b) => byKey(keyOf(a), keyOf(b)))
        .filter((neighbour) => after === null || byKey(keyOf(neighbour), after) > 0)
        .slice(0, limit),
    between: async (ids, limit) => {
      const wanted = new Set(ids)
      return ids
        .flatMap((id) => allNeighbours(facts, id, 'out'))
        .filter(({ node }) => wanted.has(node.id))
        .map(({ relationship }) => relationship)
        .slice(0, limit)
    },
    kinds: async () => countBy(byName(), ({ node }) => node.kind).map(([kind, count]) => ({ kind, count })),
    accounts: async () => accountsOf(byName()),
    search: async (text, limit) => searchIn(byName(), text.toLowerCase()).slice(0, limit),
  }
}

const isVisible = (node: NodeRecord): boolean => !HUB_NODE_KINDS.includes(node.kind)

function named(node: NodeRecord): NamedNode {
  const { name } = node.props
  return { name: typeof name === 'string' ? name : node.id, node }
}

const entryOf = (snapshot: Snapshot, id: string): [string, NodeRecord][] => {
  const node = snapshot.nodes.get(id)
  return node === undefined ? [] : [[id, node]]
}

const fromKey = (key: { name: string; id: string }): NamedNode => ({
  name: key.name,
  node: { id: key.id, kind: '', props: {} },
})

const byNameAndId = (a: NamedNode, b: NamedNode): number =>
  compareText(a.name, b.name) || compareText(a.node.id, b.node.id)

function matches(node: NodeRecord, filter: ResourceFilter): boolean {
  const { account } = node.props
  return (
    (filter.search === undefined || containsText(node, filter.search.toLowerCase())) &&
    (filter.kinds?.includes(node.kind) ?? true) &&
    (filter.accounts === undefined || (typeof account === 'string' && filter.accounts.includes(account))) &&
    (filter.classes === undefined || filter.classes.includes(NODE_KINDS.get(node.kind)?.class ?? '')) &&
    (filter.tags?.every((tag) => hasTag(node, tag.key, tag.value)) ?? true)
  )
}

const containsText = (node: NodeRecord, text: string): boolean =>
  node.id.toLowerCase().includes(text) ||
  (typeof node.props.name === 'string' && node.props.name.toLowerCase().includes(text))

function hasTag(node: NodeRecord, key: string, value: string | undefined): boolean {
  const tags = Array.isArray(node.props.tags) ? node.props.tags : []
  const prefix = `${key}=${value ?? ''}`
  return tags.some((tag: unknown) =>
    value === undefined ? typeof tag === 'string' && tag.startsWith(prefix) : tag === prefix,
  )
}

function allNeighbours(facts: FactIndex, id: string, way: Way): Neighbour[] {
  return way === 'out' ? outgoing(facts, id) : incoming(facts, id)
}

function outgoing(facts: FactIndex, id: string): Neighbour[] {
  const classes = facts.from(id, IN_CLASS).map((membership) => membership.to)
  return [id, ...classes]
    .flatMap((via) => facts.from(via))
    .flatMap((relationship) => {
      const included = facts.from(relationship.to, OUT_OF_SET).map(({ to }) => to)
      return [relationship.to, ...included].flatMap((to) => neighbour(facts, relationship, to, id, to))
    })
}

function incoming(facts: FactIndex, id: string): Neighbour[] {
  const sets = facts.to(id, OUT_OF_SET).map(({ from }) => from)
  return [id, ...sets]
    .flatMap((end) => facts.to(end))
    .flatMap((relationship) => {
      const members = facts.to(relationship.from, IN_CLASS).map(({ from }) => from)
      return [relationship.from, ...members].flatMap((from) => neighbour(facts, relationship, from, from, id))
    })
}

function neighbour(
  facts: FactIndex,
  relationship: RelationshipRecord,
  other: string,
  from: string,
  to: string,
): Neighbour[] {
  const node = facts.node(other)
  if (node === undefined || !isVisible(node)) return []
  const { kind, props } = relationship
  return [{ ...named(node), relationship: { rid: relationshipHandle(relationship), from, kind, to, props } }]
}

const keyOf = ({ name, node, relationship }: Neighbour): NeighbourKey => ({
  kind: relationship.kind,
  name,
  id: node.id,
  rid: relationship.rid,
})

const byKey = (a: NeighbourKey, b: NeighbourKey): number =>
  compareText(a.kind, b.kind) ||
  compareText(a.name, b.name) ||
  compareText(a.id, b.id) ||
  compareText(a.rid, b.rid)

function tallyOf(id: string, neighbours: readonly Neighbour[]): NeighbourTally[] {
  const groups = countBy(neighbours, ({ relationship, node }) => `${relationship.kind} ${node.kind}`)
  return groups.map(([group, count]) => {
    const [relationship = '', neighbourKind = ''] = group.split(' ')
    return { id, relationship, neighbourKind, count }
  })
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): [string, number][] {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => compareText(a, b))
}

function accountsOf(nodes: readonly NamedNode[]): AccountTally[] {
  const counts = new Map(countBy(nodes, ({ node }) => String(node.props.account ?? '')))
  return nodes
    .filter(({ node }) => ACCOUNT_KINDS.includes(node.kind) && node.props.stub !== true)
    .map(({ name, node }) => ({
      id: String(node.props.account ?? node.id),
      name,
      provider: typeof node.props.provider === 'string' ? node.props.provider : 'aws',
      organization: typeof node.props.organization === 'string' ? node.props.organization : null,
      resources: counts.get(String(node.props.account ?? node.id)) ?? 0,
    }))
    .sort((a, b) => compareText(a.id, b.id))
}

function searchIn(nodes: readonly NamedNode[], text: string): NamedNode[] {
  const scored = nodes
    .filter(({ node }) => containsText(node, text))
    .map((found) => ({ found, distance: distanceOf(found, text) }))
  return scored
    .sort((a, b) => a.distance - b.distance || byNameAndId(a.found, b.found))
    .map(({ found }) => found)
}

function distanceOf({ node }: NamedNode, text: string): number {
  const name = typeof node.props.name === 'string' ? node.props.name.toLowerCase() : ''
  if (node.id.toLowerCase() === text) return 0
  if (name === text) return 1
  if (name.startsWith(text)) return 2
  return name.includes(text) ? 3 : 4
}
