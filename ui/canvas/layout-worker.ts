import cytoscape from 'cytoscape'
import dagre from 'cytoscape-dagre'
import fcose from 'cytoscape-fcose'
import type { LayoutRequest, LayoutResult } from './layout.ts'

cytoscape.use(dagre)
cytoscape.use(fcose)

const NODE = 38
/** Room for the label below a node. */
const FOOTPRINT = { width: NODE + 92, height: NODE + 44 }

function options(request: LayoutRequest) {
  if (request.kind === 'path')
    return { name: 'dagre', rankDir: 'LR', nodeSep: 28, rankSep: 110, animate: false }
  return {
    name: 'fcose',
    quality: request.nodes.length > 600 ? 'draft' : 'default',
    animate: false,
    randomize: true,
    nodeSeparation: 110,
    idealEdgeLength: 150,
    nodeRepulsion: 9000,
    packComponents: true,
  }
}

/** Layouts run headless in here, so that a large one never holds up the page. */
self.onmessage = (event: MessageEvent<LayoutRequest>) => {
  const request = event.data
  const graph = cytoscape({
    headless: true,
    styleEnabled: true,
    style: [{ selector: 'node', style: { ...FOOTPRINT, shape: 'rectangle' } }],
    elements: [
      ...request.nodes.map((id) => ({ data: { id } })),
      ...request.edges.map(([source, target], index) => ({ data: { id: `e${index}`, source, target } })),
    ],
  })
  graph.layout(options(request)).run()
  const result: LayoutResult = {
    ticket: request.ticket,
    positions: graph.nodes().map((node) => [node.id(), node.position().x, node.position().y]),
  }
  graph.destroy()
  self.postMessage(result)
}
