import type { ElementDefinition } from 'cytoscape'
import { percent } from '../fixes/worth.ts'
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
  // That every way to a data store ends at it says nothing.
  const isEnd = scene.targets.has(node.resourceId) && node.class !== 'IDENTITY'
  const share = isEnd ? undefined : scene.shares.get(node.resourceId)
  return {
    group: 'nodes',
    data: {
      id: node.resourceId,
      label: [cutMiddle(node.name, 26), node.kindTitle, ...sharePart(share)].join('\n'),
      class: node.class,
      glyph: glyph(node.class),
      images: [glyph(node.class), glyph('CROWN')],
      severity: node.worstFinding,
      dashed: node.stale || node.stub,
      target: scene.targets.has(node.resourceId),
      ...(share === undefined ? {} : { share }),
    },
    classes: pinned.has(node.resourceId) ? 'pinned' : '',
  }
}

const sharePart = (share: number | undefined): string[] =>
  share === undefined ? [] : [`${percent(share)} of risk`]

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
      ...shareOf(scene.shares.get(`${edge.from} ${edge.kind} ${edge.to}`)),
    },
  }
}

const shareOf = (share: number | undefined) => (share === undefined ? {} : { share })

function groupEdge(group: Group): ElementDefinition {
  const { origin, direction } = group.expansion
  const [source, target] = direction === 'OUT' ? [origin, group.id] : [group.id, origin]
  return {
    group: 'edges',
    data: { id: `edge ${group.id}`, source, target, class: group.class, label: group.verb },
  }
}
