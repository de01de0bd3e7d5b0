import { type Expansion, expansionKey } from './expansion.ts'
import type { CanvasEdge, CanvasNode, CanvasStep } from './query.ts'

/** Neighbours that were read for an expansion, and how many there are in all. */
export interface Expanded {
  readonly expansion: Expansion
  readonly total: number
  readonly neighbours: readonly { readonly node: CanvasNode; readonly relationship: CanvasEdge }[]
}

/** Many neighbours of one kind, drawn as one. */
export interface Group {
  readonly id: string
  readonly expansion: Expansion
  readonly title: string
  readonly verb: string
  readonly class: CanvasEdge['class']
  readonly remaining: number
}

export interface Scene {
  readonly nodes: ReadonlyMap<string, CanvasNode>
  readonly edges: ReadonlyMap<string, CanvasEdge>
  readonly groups: ReadonlyMap<string, Group>
  /** Edges of the paths that the scene starts from. */
  readonly pathEdges: ReadonlySet<string>
  readonly targets: ReadonlySet<string>
  /** By node id and by `<from> <kind> <to>` of an edge: the share of all risk that passes it. */
  readonly shares: ReadonlyMap<string, number>
  /** Which node each other came from, so that it can be put near it. */
  readonly origins: ReadonlyMap<string, string>
}

export interface SceneParts {
  /** What an attacker does, and where that ends. */
  readonly ways: Ways
  readonly focus: { readonly nodes: readonly CanvasNode[]; readonly relationships: readonly CanvasEdge[] }
  readonly expanded: readonly Expanded[]
  readonly titles: ReadonlyMap<
    string,
    { readonly title: string; readonly verb: string; readonly class: CanvasEdge['class'] }
  >
  readonly hidden: ReadonlySet<string>
}

export interface Ways {
  readonly steps: readonly CanvasStep[]
  readonly targets: readonly string[]
  readonly shares: ReadonlyMap<string, number>
}

export const NO_WAYS: Ways = { steps: [], targets: [], shares: new Map() }

/** One edge, whether a path or an expansion brought it: parallel edges differ by kind or technique. */
export const edgeKey = (edge: {
  readonly from: string
  readonly to: string
  readonly kind: string
  readonly technique: string | null
}): string => [edge.from, edge.kind, edge.to, edge.technique ?? ''].join(' ')

/** Everything that stands on the canvas, without what the analyst hid. */
export function buildScene(parts: SceneParts): Scene {
  const nodes = new Map<string, CanvasNode>()
  const edges = new Map<string, CanvasEdge>()
  const groups = new Map<string, Group>()
  const origins = new Map<string, string>()
  const pathEdges = new Set<string>()
  const addNode = (node: CanvasNode) => {
    if (!parts.hidden.has(node.resourceId)) nodes.set(node.resourceId, node)
  }

  for (const step of parts.ways.steps) {
    addNode(step.from)
    addNode(step.to)
    const edge = { ...step, id: '', from: step.from.resourceId, to: step.to.resourceId }
    edges.set(edgeKey(edge), edge)
    pathEdges.add(edgeKey(edge))
  }
  parts.focus.nodes.forEach(addNode)
  for (const edge of parts.focus.relationships) if (!edges.has(edgeKey(edge))) edges.set(edgeKey(edge), edge)
  for (const { expansion, total, neighbours } of parts.expanded) {
    for (const { node, relationship } of neighbours) {
      if (!nodes.has(node.resourceId)) origins.set(node.resourceId, expansion.origin)
      addNode(node)
      if (!edges.has(edgeKey(relationship))) edges.set(edgeKey(relationship), relationship)
    }
    const group = groupOf(expansion, total - neighbours.length, neighbours[0], parts)
    if (group !== undefined && nodes.has(expansion.origin) && !parts.hidden.has(group.id)) {
      groups.set(group.id, group)
      origins.set(group.id, expansion.origin)
    }
  }
  for (const [key, edge] of edges) if (!nodes.has(edge.from) || !nodes.has(edge.to)) edges.delete(key)
  const { targets, shares } = parts.ways
  return { nodes, edges, groups, pathEdges, targets: new Set(targets), shares, origins }
}

function groupOf(
  expansion: Expansion,
  remaining: number,
  sample: Expanded['neighbours'][number] | undefined,
  { titles }: SceneParts,
): Group | undefined {
  if (remaining <= 0) return undefined
  const known = titles.get(expansionKey(expansion))
  return {
    id: `group ${expansionKey(expansion)}`,
    expansion,
    title: known?.title ?? sample?.node.kindTitle ?? expansion.neighbourKind,
    verb: known?.verb ?? sample?.relationship.verb ?? expansion.relationship,
    class: known?.class ?? sample?.relationship.class ?? 'FACT',
    remaining,
  }
}
