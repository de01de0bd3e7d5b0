import { likelihood } from '../parts/format.ts'
import type { CanvasEdge } from './query.ts'
import type { Scene } from './scene.ts'

/** What is known of a node, group or edge in one line, for the pointer. */
export function reason(scene: Scene, id: string): string | undefined {
  const node = scene.nodes.get(id)
  if (node !== undefined) {
    const findings = node.findingCount === 0 ? undefined : `${node.findingCount} findings`
    return join([
      node.name,
      node.kindTitle,
      node.isAdmin ? 'administrator' : undefined,
      findings,
      node.stale ? 'stale' : undefined,
    ])
  }
  const group = scene.groups.get(id)
  if (group !== undefined) return `${group.remaining} more of kind ${group.title}; double-click to open some`
  const edge = scene.edges.get(id.replace(/^edge /, ''))
  return edge === undefined ? undefined : edgeReason(scene, edge)
}

function edgeReason(scene: Scene, edge: CanvasEdge): string {
  const name = (id: string) => scene.nodes.get(id)?.name ?? id
  return join([
    `${name(edge.from)} ${edge.verb} ${name(edge.to)}`,
    edge.evidence[0]?.detail,
    edge.likelihood === null ? undefined : `likelihood ${likelihood(edge.likelihood)}`,
  ])
}

const join = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ')
