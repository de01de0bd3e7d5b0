import type { ElementDefinition } from 'cytoscape'
import { compact, cutMiddle } from '../parts/format.ts'
import { glyph } from './glyphs.ts'
import type { CanvasEdge, CanvasNode } from './query.ts'
import type { Group, Scene } from './scene.ts'

/** The scene as cytoscape's elements; ids are those of the scene, so that the difference can be applied. */
export function toElements(scene: Scene, pinned: ReadonlySet<string>): ElementDefinition[] {
  return [
    ...[...scene.nodes.values()].map((node) => nodeElement(node, scene, pinned)),
    ...[...scene.groups.values()].map(groupElement),
    ...[...scene.edges].map(([key, edge]) => edgeElement(key, edge, scene)),
    ...[...scene.groups.values()].map(groupEdge),
  ]
}

function nodeElement(node: CanvasNode, scene: Scene, pinned: ReadonlySet<string>): ElementDefinition {
  return {
    group: 'nodes',
    data: {
      id: node.resourceId,
      label: `${cutMiddle(node.name, 26)}\n${node.kindTitle}`,
      class: node.class,
      glyph: glyph(node.class),
      images: [glyph(node.class), glyph('CROWN')],
      severity: node.worstFinding,
      dashed: node.stale || node.stub,
      target: node.resourceId === scene.target,
    },
    classes: pinned.has(node.resourceId) ? 'pinned' : '',
  }
}

function groupElement(group: Group): ElementDefinition {
  return {
    group: 'nodes',
    data: {
      id: group.id,
      label: `${compact(group.remaining)} × ${group.title}`,
      class: 'GROUP',
      glyph: glyph('GROUP'),
      group: true,
    },
  }
}

function edgeElement(key: string, edge: CanvasEdge, scene: Scene): ElementDefinition {
  return {
    group: 'edges',
    data: {
      id: `edge ${key}`,
      source: edge.from,
      target: edge.to,
      class: edge.class,
      label: edge.class === 'FACT' ? '' : (edge.technique ?? edge.verb),
      conditional: edge.conditions.some(({ state }) => state !== 'MET'),
      onPath: scene.pathEdges.has(key),
    },
  }
}

function groupEdge(group: Group): ElementDefinition {
  const { origin, direction } = group.expansion
  const [source, target] = direction === 'OUT' ? [origin, group.id] : [group.id, origin]
  return {
    group: 'edges',
    data: { id: `edge ${group.id}`, source, target, class: group.class, label: group.verb },
  }
}
